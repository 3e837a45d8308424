import { readEnvironment } from '../../../targets/read-environment.ts';
import { requireEngine } from '../../engine/start-daemon.ts';
import { machineImage } from '../../images/machine-image.ts';
import { ownUntilInterrupted } from '../../with-processes/test-harness/own-until-interrupted.ts';
import { openMachine } from '../open-machine.ts';

const environment = readEnvironment();
await ownUntilInterrupted(async (owning) =>
  openMachine({
    ...owning,
    engine: await requireEngine(environment, () => undefined),
    image: machineImage('trixie'),
  }),
);
