import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { identityOf } from '../containers/with-processes/process-identity.ts';
import { stackKey } from '../containers/with-processes/own-stack-name.ts';
import { noteUp } from '../containers/with-processes/up-notes.ts';
import { type Asked, steadyRuns } from './steady-runs.ts';

// make steady STEADY='--runs 20 --busy 2': the same question again and again to one stack, with busy loops beside it.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    busy: { type: 'string', default: String(availableParallelism()) },
  },
});
const name = 'steady';
const questions = [['health'], []];

// Owned by this process, so that it ends with it however that ends.
await using stack = await openStack();
await using _note = await noteUp({
  name: stackKey(name),
  owner: identityOf(process.pid)!,
  since: new Date().toISOString(),
  deployment: stack.deployment,
  services: [],
});
const reports = await mkdtemp(join(tmpdir(), 'medcor-steady-'));
let areSteady = true;
for (const question of questions) {
  const words = [...question, '--target', `up:${name}`];
  process.stdout.write(`./medcor-verify ${words.join(' ')}, ${values.runs} times beside ${values.busy} busy loops\n`);
  const runs = await steadyRuns({
    words,
    runs: Number(values.runs),
    busy: Number(values.busy),
    environment: { ...process.env, MEDCOR_REPORTS: reports },
    onRun: ({ word, passed, others, ms }) =>
      process.stdout.write(
        `  ${(ms / 1000).toFixed(1)} s  ${word}, ${passed.length} passed${others.map((other) => `\n         ${other}`).join('')}\n`,
      ),
  });
  areSteady &&= areTheSame(runs);
}
if (areSteady) await rm(reports, { recursive: true });
process.stdout.write(
  areSteady
    ? 'Verified each time, and the same checks passed.\n'
    : `NOT the same each time. The reports are in ${reports}.\n`,
);
process.exitCode = areSteady ? 0 : 1;

function areTheSame(runs: readonly Asked[]): boolean {
  const told = new Set(runs.map(({ word, passed }) => [word, ...passed].join(' ')));
  return told.size === 1 && runs.every(({ word }) => word === 'verified');
}
