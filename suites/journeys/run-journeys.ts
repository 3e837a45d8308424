import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { projectRoot } from '../../containers/prerequisites/this-machine.ts';
import { childEnvironment } from '../../containers/with-processes/child-environment.ts';
import { claimDirectory } from '../../containers/with-processes/state-directory.ts';
import { operations } from '../../contract/api.ts';
import { openRelay, type Relay } from '../../fixtures/connection/open-relay.ts';
import { webAddress } from '../../fixtures/http/web-address.ts';
import type { Outcome } from '../../harness/check.ts';
import type { Runner, RunnerOutcome } from '../../harness/runner.ts';
import { isOrdinary } from '../../targets/connection.ts';
import type { Deployment } from '../../targets/deployment.ts';
import { redactorOf } from '../../targets/redactor-of.ts';
import { secretsOf } from '../../targets/secrets-of.ts';
import { type ProgramEnd, runProgram } from '../run-program.ts';
import type { JourneyAnswer } from './answers-reporter.ts';
import { endOfPlaywright, withFiles } from './journey-evidence.ts';
import { keepFiles } from './keep-files.ts';
import {
  type JourneyCredentials,
  journeyCredentialsVariable,
  journeySecretsVariable,
  type JourneyFacts,
  type JourneysPlan,
  journeysPlanVariable,
} from './journeys-plan.ts';
import { rootsOnTheWay } from './roots-on-the-way.ts';

export type JourneysOptions = {
  deployment: Deployment;
  /** The path of Chromium, or what was looked for and not found. */
  chromium: string | { absent: string };
  /** A folder of the run for pictures and traces. */
  directory: string;
};

/** Asks the journeys: one Playwright process with one Chromium. */
export const journeysRunner =
  ({ deployment, chromium, directory }: JourneysOptions): Runner =>
  async (ids, { signal }) => {
    const { api } = deployment.surfaces;
    if ('notOffered' in api) return forAll(ids, { verdict: 'skipped', reason: api.notOffered });
    if (typeof chromium !== 'string') return forAll(ids, { verdict: 'broken', reason: chromiumMissing(chromium) });
    const folder = resolve(directory);
    await mkdir(folder, { recursive: true });
    const { connection = {} } = deployment;
    const { url: baseUrl, credentials } = webAddress(api.url);
    // The browser's profile, the plan and the answers, which are not redacted yet, go with this folder. It is not inside the run's:
    // Chromium does not start where the path of its socket is longer than 107 bytes.
    await using temporary = await claimDirectory();
    const answersFile = join(temporary.path, 'answers.ndjson');
    const made = join(temporary.path, 'made');
    await mkdir(made);
    const facts = factsOf(deployment, { baseUrl, pictures: made });
    await using relay = isOrdinary(connection) ? undefined : await openRelay({ connection, speaksTls: true });
    const end = await runPlaywright(
      { ids, chromium, directory: made, answersFile, facts, ...(relay && { relay: accessTo(relay) }) },
      {
        temporary: temporary.path,
        credentials: credentials && { ...credentials, origin: new URL(baseUrl).origin },
        secrets: secretsOf(deployment),
        signal,
      },
    );
    const answers = await readAnswers(answersFile);
    const keeping = { from: made, to: folder, redact: redactorOf(deployment) };
    await keepFiles(await picturesIn(made), keeping);
    for (const answer of answers) {
      // A trace holds the headers of every request: none stays where they hold credentials.
      if ('files' in answer) answer.files = await keepFiles(credentials ? [] : (answer.files ?? []), keeping);
    }
    const outcomes = outcomesOf(ids, answers, { ...end, folder });
    return relay ? rootsOnTheWay(outcomes, relay.troubles, { url: facts.documentationUrl, connection }) : outcomes;
  };

const accessTo = ({ url, username, password, publicKeyHash }: Relay) => ({
  url,
  username,
  password,
  ...(publicKeyHash === undefined ? {} : { publicKeyHash }),
});

const chromiumMissing = ({ absent }: { absent: string }) =>
  `Chromium, in which journeys are made, cannot be used here: ${absent}. Name one in CHROMIUM_PATH, or ask ./medcor-verify doctor --for journeys how to get it.`;

const forAll = (ids: readonly string[], outcome: Outcome) =>
  new Map(ids.map((id): [string, RunnerOutcome] => [id, { ...outcome, durationMs: 0 }]));

function factsOf({ dialect }: Deployment, { baseUrl, pictures }: { baseUrl: string; pictures: string }): JourneyFacts {
  return {
    pictures,
    patienceMs: 10_000,
    documentationUrl: new URL(dialect.documentationPath.replace(/^\//, ''), baseUrl).href,
    operations: [
      { method: operations.health.method, path: dialect.healthPaths.api },
      { method: operations.listAppointments.method, path: dialect.appointmentsPath },
    ],
  };
}

const picturesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.png')).map((name) => join(folder, name));

type PlaywrightOptions = {
  temporary: string;
  credentials: JourneyCredentials | undefined;
  secrets: readonly string[];
  signal: AbortSignal;
};

async function runPlaywright(
  plan: JourneysPlan,
  { temporary, credentials, secrets, signal }: PlaywrightOptions,
): Promise<ProgramEnd> {
  const planFile = join(temporary, 'plan.json');
  await writeFile(planFile, JSON.stringify(plan), { mode: 0o600 });
  return await runProgram({
    file: process.execPath,
    arguments: [
      join(projectRoot, 'node_modules', 'playwright', 'cli.js'),
      'test',
      `--config=${join(projectRoot, 'playwright.config.ts')}`,
    ],
    environment: {
      ...childEnvironment(temporary),
      [journeysPlanVariable]: planFile,
      ...(credentials && { [journeyCredentialsVariable]: JSON.stringify(credentials) }),
      [journeySecretsVariable]: JSON.stringify(secrets),
      // Playwright compiles a megabyte of its own each time otherwise.
      NODE_COMPILE_CACHE: join(projectRoot, '.cache', 'compile'),
      PLAYWRIGHT_TRANSFORM_CACHE_DIR: join(projectRoot, '.cache', 'playwright'),
    },
    // Where a leftover of ours is looked for.
    directory: temporary,
    signal,
  });
}

async function readAnswers(file: string): Promise<JourneyAnswer[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JourneyAnswer);
}

/** An id that Playwright gave no answer for (not listed, file not loaded, killed) is broken, with the best word that there is of why. */
export function outcomesOf(
  ids: readonly string[],
  answers: readonly JourneyAnswer[],
  end: ProgramEnd & { folder: string },
): Map<string, RunnerOutcome> {
  const { exitCode, killedBy, lines, folder } = end;
  const trouble = answers.find((answer) => 'trouble' in answer)?.trouble ?? lines.find((line) => line.trim() !== '');
  const ended = killedBy === null ? `with exit code ${exitCode}` : `by ${killedBy}`;
  const reason = `Playwright ended ${ended} without an answer for this journey: ${trouble ?? 'it said nothing'}`;
  return new Map(
    ids.map((id) => {
      const answer = answers.find((one) => 'id' in one && one.id === id);
      if (answer && 'outcome' in answer) return [id, withFiles(answer.outcome, folder, answer.files ?? [])];
      return [id, { verdict: 'broken', reason, durationMs: 0, exchanges: [endOfPlaywright(end)] }];
    }),
  );
}
