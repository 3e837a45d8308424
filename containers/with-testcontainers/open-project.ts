import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { askEngineFor, type Engine } from '../engine/engine.ts';
import { engineAt } from '../engine/find-engine.ts';
import { requirePrerequisite } from '../prerequisites/missing.ts';
import type { Opening } from '../with-processes/opening.ts';
import { StartFailure } from '../with-processes/start-failure.ts';
import type { Labels } from './owned.ts';

/** What a container is at a moment, as the engine tells it. */
export type ContainerFacts = {
  Id: string;
  RestartCount: number;
  State: { Status: string; Health?: { Status: string } };
};

/** A project of Compose, as its administrator has it in hand. */
export type Project = {
  name: string;
  /** What it is made from, and what makes jobs of its services, which end at once and well. */
  files: readonly string[];
  /** Calls Compose on it. */
  compose: (...words: string[]) => Promise<void>;
  /** Calls Compose on the jobs of the same names. */
  composeJobs: (...words: string[]) => Promise<void>;
  inspect: (service: string) => Promise<ContainerFacts>;
};

/** Dies as often as /tmp/deaths says, one death after each start. */
const program = [
  'until [ "$(cat /tmp/deaths)" -gt 0 ] 2>/dev/null; do sleep 0.1; done 2>/dev/null',
  'echo $(($(cat /tmp/deaths) - 1)) >/tmp/deaths',
  'exit 1',
].join('; ');

/** Brings up a project of three services, one of which does its work and ends. Ready once its health check passes. */
export async function openProject(
  opening: Opening,
  { engine, image, labels }: { engine: Engine; image: string; labels: Labels },
): Promise<Project> {
  const name = `medcor-${opening.directory.name}`;
  const file = join(opening.directory.path, 'project.json');
  const common = { image, network_mode: 'none', labels, stop_grace_period: '0s' };
  // Compose reads a variable behind each single $.
  const running = { ...common, command: ['sh', '-c', program.replaceAll('$', '$$$$')], restart: 'always' };
  const healthcheck = { test: ['CMD', 'test', '!', '-e', '/tmp/sick'], interval: '1s', timeout: '5s', retries: 1 };
  const migrate = { ...common, command: ['true'] };
  const debug = { ...common, command: ['true'], profiles: ['debug'] };
  // JSON is YAML, and both generations of Compose read this version.
  await writeFile(
    file,
    JSON.stringify({ version: '2.4', services: { web: { ...running, healthcheck }, worker: running, migrate, debug } }),
  );
  const fileOfJobs = join(opening.directory.path, 'jobs.json');
  const job = { ...common, command: ['true'] };
  await writeFile(fileOfJobs, JSON.stringify({ version: '2.4', services: { web: job, worker: job, migrate } }));
  // It finds the engine as testcontainers does (use-engine.ts).
  const composeOf =
    (from: string) =>
    async (...words: string[]): Promise<void> => {
      const all = ['--file', from, '--project-name', name, ...words];
      await promisify(execFile)(requirePrerequisite('Compose'), all).catch(async (error: Failed) => {
        throw await whyComposeFailed(engine, words, error);
      });
    };
  const compose = composeOf(file);
  opening.tell('project', 'starting');
  await compose('up', '--detach');
  const project: Project = {
    name,
    files: [file, fileOfJobs],
    compose,
    composeJobs: composeOf(fileOfJobs),
    inspect: (service) => inspect(engine, { name, service }),
  };
  await untilHealthy(project, opening.signal);
  opening.tell('project', 'ready');
  return project;
}

async function untilHealthy(project: Project, signal: AbortSignal): Promise<void> {
  const begunMs = performance.now();
  for (;;) {
    const health = (await project.inspect('web')).State.Health?.Status ?? 'not checked';
    if (health === 'healthy') return;
    if (performance.now() - begunMs > healthyWithinMs) {
      const happened = `the health of its service web was ${health} after ${healthyWithinMs / 1000} s`;
      throw new StartFailure('project', { happened });
    }
    await pause(100, undefined, { signal });
  }
}

const healthyWithinMs = 60_000;

type Failed = { code?: number | string; stderr?: string };

/** An engine that has ended is told as such: Compose's own words are a page of Python, of which only the last line says something. */
export async function whyComposeFailed(engine: Engine, words: readonly string[], failed: Failed): Promise<Error> {
  const asked = `Compose (${words.join(' ')})`;
  const found = await engineAt(engine.address);
  if ('none' in found) {
    return new Error(`${asked} failed because ${engine.name} does not answer any more: ${found.none}`, {
      cause: failed,
    });
  }
  const last = failed.stderr?.trim().split('\n').at(-1)?.trim() || 'it said nothing';
  return new Error(`${asked} ended with ${failed.code}: ${last}`, { cause: failed });
}

async function inspect(engine: Engine, { name, service }: { name: string; service: string }): Promise<ContainerFacts> {
  const label = [`com.docker.compose.project=${name}`, `com.docker.compose.service=${service}`];
  const query = { all: 'true', filters: JSON.stringify({ label }) };
  const [found] = await askEngineFor<{ Id: string }[]>(engine, '/containers/json', { query });
  if (found === undefined) throw new Error(`The project ${name} has no container of ${service}.`);
  return askEngineFor<ContainerFacts>(engine, `/containers/${found.Id}/json`);
}
