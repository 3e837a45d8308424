import { readEnvironment } from '../../targets/read-environment.ts';
import { requireEngine } from '../engine/start-daemon.ts';
import { debianReleases } from './image-sets.ts';
import { makeImages } from './make-images.ts';

// make images: the images of stacks from containers. Words are the Debian releases to make, both where no registry answers.
const tell = (line: string): void => void process.stdout.write(`  ${line}\n`);
const asked = process.argv.slice(2);
const unknown = asked.filter((word) => !debianReleases.some((release) => release === word));
if (unknown.length > 0) {
  process.stderr.write(
    `${unknown.join(', ')}: images are made of these releases only: ${debianReleases.join(', ')}.\n`,
  );
  process.exit(2);
}
// What it has started (apt, the engine) hears of it too, and fails; what that leaves is removed on the way out. The second one ends it at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (process.exitCode = 130));
try {
  const environment = readEnvironment();
  const engine = await requireEngine(environment, tell);
  await makeImages(
    debianReleases.filter((release) => asked.includes(release)),
    { engine, environment, tell },
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode ??= 3;
}
