import { openServices } from '../open-services.ts';
import { openStack } from '../open-stack.ts';
import type { HarnessOrder } from './harness-process.ts';
import { ownUntilInterrupted } from './own-until-interrupted.ts';
import { stubPrograms } from './stub-programs.ts';

const { services } = JSON.parse(process.argv[2] ?? '{}') as HarnessOrder;
await ownUntilInterrupted((owning) =>
  services ? openStack({ ...owning, services, plan: stubPrograms }) : openServices(owning),
);
