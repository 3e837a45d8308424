import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseCount } from '../commands/options.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { identityOf } from '../containers/with-processes/process-identity.ts';
import { stackKey } from '../containers/with-processes/own-stack-name.ts';
import { noteUp } from '../containers/with-processes/up-notes.ts';
import { type Asked, steadyRuns } from './steady-runs.ts';

const { runs, busy } = new Command('make steady STEADY=…')
  .description('Asks one stack the same again and again beside busy loops, and sees whether the verdict is the same.')
  .option('--runs <number>', 'how often', parseCount, 20)
  .option('--busy <number>', 'how many busy loops', parseCount, availableParallelism())
  .addHelpText('after', "\nExample: make steady STEADY='--runs 3'")
  .parse()
  .opts<{ runs: number; busy: number }>();
// Nobody's stack that stays is called so.
const name = `steady-${process.pid}`;
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
  process.stdout.write(`./medcor-verify ${words.join(' ')}, ${runs} times beside ${busy} busy loops\n`);
  const asked = await steadyRuns({
    words,
    runs,
    busy,
    environment: { ...process.env, MEDCOR_REPORTS: reports },
    onRun: ({ word, passed, others, ms }) =>
      process.stdout.write(
        `  ${(ms / 1000).toFixed(1)} s  ${word}, ${passed.length} passed${others.map((other) => `\n         ${other}`).join('')}\n`,
      ),
  });
  areSteady &&= areTheSame(asked);
}
if (areSteady) await rm(reports, { recursive: true });
process.stdout.write(
  areSteady
    ? 'Verified each time, and the same checks passed.\n'
    : `NOT the same each time. The reports are in ${reports}.\n`,
);
process.exitCode = areSteady ? 0 : 1;

function areTheSame(answers: readonly Asked[]): boolean {
  const told = new Set(answers.map(({ word, passed }) => [word, ...passed].join(' ')));
  return told.size === 1 && answers.every(({ word }) => word === 'verified');
}
