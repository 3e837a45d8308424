import type { Engine } from '../containers/engine/engine.ts';
import { findEngine } from '../containers/engine/find-engine.ts';
import { whyNoMachine } from '../containers/engine/health-checks.ts';
import { isHere } from '../containers/images/local-images.ts';
import { machineImage } from '../containers/images/machine-image.ts';
import type { Environment } from '../targets/read-environment.ts';

/** The engine and the image that make a machine which systemd runs, or what is lacking here, as a sentence. Starts and makes nothing. */
export async function machineToProveOn(
  environment: Environment,
): Promise<{ engine: Engine; image: string } | { lacking: string }> {
  const found = await findEngine(environment);
  if ('none' in found) return { lacking: `a container engine is needed for them: ${found.none}` };
  const obstacle = await whyNoMachine(found.engine);
  if (obstacle !== undefined) return { lacking: `a machine that systemd runs is needed for them: ${obstacle}` };
  const image = machineImage('trixie');
  if (await isHere(found.engine, image)) return { engine: found.engine, image };
  return { lacking: `${found.engine.name} answers, but there is no image ${image}.` };
}
