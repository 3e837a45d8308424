import { readEnvironment } from '../../../targets/read-environment.ts';
import { requireEngine } from '../../engine/start-daemon.ts';
import { imagesOf, type ImageSetName } from '../../images/image-sets.ts';
import { referenceImage } from '../../images/reference-image.ts';
import { ownUntilInterrupted } from '../../with-processes/test-harness/own-until-interrupted.ts';
import { openContainerStack } from '../open-stack.ts';

const { images } = JSON.parse(process.argv[2] ?? '{}') as { images: ImageSetName };
const environment = readEnvironment();
await ownUntilInterrupted(async (owning) =>
  openContainerStack({
    ...owning,
    engine: await requireEngine(environment, () => undefined),
    images: imagesOf(images, environment),
    referenceImage: referenceImage(environment),
  }),
);
