import { expect, test } from 'vitest';
import { ownStackName } from '../containers/with-processes/own-stack-name.ts';
import { identityOf } from '../containers/with-processes/process-identity.ts';
import { ownTemporaryFolder } from '../containers/with-processes/test-harness/own-temporary-folder.ts';
import { noteUp, type UpStack } from '../containers/with-processes/up-notes.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { chooseDeployment } from './choose-deployment.ts';
import { stackToBe } from './stack-to-be.ts';

ownTemporaryFolder();

test.for<[Partial<UpStack>, string]>([
  [
    { fault: 'broker-vhost-missing', images: 'bookworm' },
    '--stack containers --images bookworm --fault broker-vhost-missing',
  ],
  [{ fault: 'broker-vhost-missing' }, '--stack processes --fault broker-vhost-missing'],
  [{ images: 'bookworm' }, ''],
])('a stack that stays with %j is asked again as: %s', async ([facts, askedAs]) => {
  const { deployment } = await stackToBe({});
  const owner = identityOf(process.pid)!;
  await using _note = await noteUp({ name: ownStackName, owner, since: '', deployment, services: [], ...facts });
  const context = { environment: readEnvironment({}), signal: new AbortController().signal, stream: process.stderr };
  await using chosen = await chooseDeployment({}, context);
  expect(chosen.askedAs).toBe(askedAs);
});
