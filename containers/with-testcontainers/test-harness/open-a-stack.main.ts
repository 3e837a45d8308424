import { readEnvironment } from '../../../targets/read-environment.ts';
import { requireEngine } from '../../engine/start-daemon.ts';
import { imagesOf, type ImageSetName } from '../../images/image-sets.ts';
import { referenceImage } from '../../images/reference-image.ts';
import { openContainerStack } from '../open-stack.ts';

// A harness as the command line is one: it owns a stack in containers, and a signal ends that in order.
const { images } = JSON.parse(process.argv[2] ?? '{}') as { images: ImageSetName };
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());

const environment = readEnvironment();
const tell = (event: object): void => void process.stdout.write(`${JSON.stringify(event)}\n`);
try {
  await using stack = await openContainerStack({
    engine: await requireEngine(environment, () => undefined),
    images: imagesOf(images, environment),
    referenceImage: referenceImage(environment),
    signal: interrupted.signal,
    onProgress: tell,
  });
  tell({ service: 'all', state: 'ready', deployment: stack.deployment });
  await new Promise<void>((resolve) => {
    const stay = setInterval(() => undefined, 60_000);
    interrupted.signal.addEventListener('abort', () => {
      clearInterval(stay);
      resolve();
    });
  });
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
}
process.exitCode = 130;
