import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { identityOf } from '../../containers/with-processes/process-identity.ts';
import { ownStackName } from '../../containers/with-processes/own-stack-name.ts';
import { noteUp } from '../../containers/with-processes/up-notes.ts';
import type { Run } from '../../harness/run.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { ask } from '../ask.ts';
import type { AskOptions } from '../options.ts';

/** What the command line finds out about a stack that stays, when these words ask it: the verdicts by id. */
export async function askRunningStack(
  deployment: Deployment,
  areas: readonly string[],
  options: AskOptions,
): Promise<Record<string, string>> {
  const outDirectory = await mkdtemp(join(tmpdir(), 'medcor-asked-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(outDirectory, { recursive: true }) };
  const owner = identityOf(process.pid)!;
  await using _note = await noteUp({ name: ownStackName, owner, since: '', deployment, services: [] });
  const silent = new PassThrough().resume() as unknown as NodeJS.WriteStream;
  await ask(areas, options, [], { outDirectory, stdout: silent, stderr: silent, loadSeconds: 2, leftAloneMs: 10_000 });
  const { results } = JSON.parse(await readFile(join(outDirectory, 'latest', 'results.json'), 'utf8')) as Run;
  return Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
}
