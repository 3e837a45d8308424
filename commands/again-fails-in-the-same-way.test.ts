import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { describe, expect, inject, test } from 'vitest';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { faults, type FaultName } from '../contract/faults.ts';
import { again as againOf } from '../harness/run.ts';
import { select } from '../harness/selection.ts';
import { slots } from '../harness/slots.ts';
import { storyOf } from '../reports/story.ts';
import { allChecks } from '../suites/all-checks.ts';
import { askDeployment } from '../suites/ask-deployment.ts';
import { placesOfPromises } from '../suites/places-of-promises.ts';
import { isOnMachine } from '../suites/proof/prove-on-machine.ts';
import { isAlone } from '../suites/proof/prove.ts';
import { besideGolden, goldenNames } from '../suites/testing/golden-text.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import type { Deployment } from '../targets/deployment.ts';
import { askedAsOf } from './asked-as.ts';
import { withDeploymentOptions, withQuestionOptions, type AskOptions } from './options.ts';
import { questionOf } from './question.ts';

// A machine is no stack of ours that a line could bring up again.
const everyFault = Object.keys(faults) as FaultName[];

/** What each check that a fault turns red says to ask again: the same check must fail for the same cause, and read as it was read. */
const reds = everyFault
  .filter((fault) => !isOnMachine(fault))
  .map((fault) => ({
    fault,
    red: allChecks.flatMap(({ id, refutedBy }) => (refutedBy[fault] ? [{ id, cause: refutedBy[fault] }] : [])),
  }));
const isLoad = ({ fault }: { fault: FaultName }) => faults[fault].area === 'load';

/** Two cores carry so many stacks, of which some only wait. */
const inSlot = slots(2);

// Each waits for its slot, too.
describe.concurrent('again fails in the same way:', { timeout: 600_000 }, () => {
  test.for(reds.filter((one) => !isLoad(one)))('$fault', async ({ fault, red }) => {
    for (const { promised, seen } of await inSlot(() => askAgain(fault, red))) expect(seen).toEqual(promised);
  });
});

describe('again fails in the same way under load:', () => {
  test.for(reds.filter(isLoad))('$fault', async ({ fault, red }) => {
    for (const { promised, seen } of await askAgain(fault, red)) expect(seen).toEqual(promised);
  });
});

async function askAgain(fault: FaultName, red: (typeof reds)[number]['red']) {
  const run = {
    id: '2026-11-22T10-10-04-123Z',
    askedAs: askedAsOf({ stack: 'processes', fault }),
    places: placesOfPromises,
  };
  // A stack of a run's own is gone by now: it is brought up again with its fault.
  const services = isAlone(fault) ? {} : { services: inject('services') };
  await using stack = await openStack({ ...services, fault });
  return await Promise.all(
    red.map(async ({ id, cause }) => {
      const { stack: kind, fault: again, ...options } = optionsIn(await wordsOf(againOf(run, id)));
      const { result, evidence } = await ask(options, id, stack.deployment);
      const story = storyOf(result, { ...run, target: { name: 'own stack' } });
      const text = goldenNames().includes(`${fault}.${id}`) ? besideGolden(`${fault}.${id}`, story) : undefined;
      const stated = result.verdict === 'failed' ? result.violation.cause.id : story.join('\n');
      return {
        promised: { kind: 'processes', fault, cause, text: text?.golden, evidence: { kept: true, records: [] } },
        seen: { kind, fault: again, cause: stated, text: text?.told, evidence },
      };
    }),
  );
}

async function ask(options: AskOptions, id: string, deployment: Deployment) {
  const question = questionOf([], options, deployment);
  const kept: string[] = [];
  const folder = await mkdtemp(join(tmpdir(), 'medcor-again-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  const { results } = await askDeployment({
    deployment,
    checks: select(allChecks, question).checks,
    safety: question.safety,
    directory: folder,
    environment: readEnvironment({ ...process.env, XDG_STATE_HOME: folder }),
    keepEvidence: (check, exchanges) => {
      if (check === id) kept.push(...exchanges);
      return `${check}.ndjson`;
    },
    loadSeconds: 3,
  });
  const result = results.find((one) => one.id === id) ?? expect.fail(`${id} was not asked`);
  return { result, evidence: { kept: kept.length > 0, records: kept.filter((line) => someonesRecord.test(line)) } };
}

/** What the reference's migrations put into the list of appointments, which is somebody's record in any other deployment. */
const someonesRecord = /patient-[a-z]|doctor-(north|south)/;

/** The line as a shell hands it to a program, without the program. */
async function wordsOf(line: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('sh', ['-c', `printf '%s\\0' ${line}`]);
  return stdout.split('\0').slice(1, -1);
}

function optionsIn(words: readonly string[]): AskOptions {
  const command = withQuestionOptions(withDeploymentOptions(new Command().argument('[areas...]').exitOverride()));
  return command.parse(words, { from: 'user' }).opts<AskOptions>();
}
