import { bundled } from './bundled.ts';

// Makes one piece of our program, unless it lies there already. It is a gain of time and nothing else: nobody fails for want of it.
if (bundled() === undefined) {
  try {
    const { makeBundle } = await import('./make-bundle.ts');
    await makeBundle();
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    process.stderr.write(
      `The program could not be made into one piece (${why}): it runs file by file, a fifth slower.\n`,
    );
  }
}
