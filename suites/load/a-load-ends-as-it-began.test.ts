import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';
import type { RunnerOutcome } from '../../harness/runner.ts';
import type { Surface } from '../../targets/deployment.ts';
import { loadRunner } from './run-load.ts';
import { loadChecks } from './load.checks.ts';
import { openStandIn, type StandIn } from './stand-in-target.ts';

const k6 = requirePrerequisite('k6');
const allIds = loadChecks.map((check) => check.id);
const never = new AbortController().signal;

describe('k6 against a stand-in', () => {
  test('every check passes on right answers in time, and the target sees who asks', async () => {
    await using standIn = await openStandIn();
    await using directory = await temporaryDirectory();
    const outcomes = await ask({ standIn, directory });
    expect(verdicts(outcomes)).toEqual(Object.fromEntries(allIds.map((id) => [id, 'passed'])));
    const underLoad = standIn.seen.filter(({ request }) => request !== 'POST / server/discover');
    expect(new Set(underLoad.map(({ request }) => request))).toEqual(
      new Set(['GET /api/health/', 'GET /api/appointments/', 'POST / tools/call']),
    );
    expect(new Set(underLoad.map(({ userAgent }) => userAgent))).toEqual(new Set(['medcor-verify/load']));
    expect(await readFile(join(directory.path, 'k6-summary.json'), 'utf8')).not.toContain(standIn.token);
  });

  test('credentials of the address are sent where no token is, and stand in no file', async () => {
    await using standIn = await openStandIn();
    await using directory = await temporaryDirectory();
    const withCredentials = (surface: Surface) =>
      'url' in surface ? { url: surface.url.replace('http://', 'http://user:secret42@') } : surface;
    const { deployment } = standIn;
    const { api, mcp } = deployment.surfaces;
    const surfaces = { ...deployment.surfaces, api: withCredentials(api), mcp: withCredentials(mcp) };
    const outcomes = await ask({ standIn: { ...standIn, deployment: { ...deployment, surfaces } }, directory });
    expect(verdicts(outcomes)).toEqual(Object.fromEntries(allIds.map((id) => [id, 'passed'])));
    const basic = `Basic ${btoa('user:secret42')}`;
    for (const { request, authorization } of standIn.seen)
      expect({ request, authorization }).toEqual({
        request,
        authorization: request === 'GET /api/health/' ? basic : `Bearer ${standIn.token}`,
      });
    const files = await readdir(directory.path);
    expect(files).toContain('k6-summary.json');
    for (const file of files) {
      const text = await readFile(join(directory.path, file), 'utf8');
      for (const secret of ['secret42', basic, standIn.token]) expect(text).not.toContain(secret);
    }
  });

  test('a legacy server is called in one session, which is ended', async () => {
    await using standIn = await openStandIn({ era: 'legacy' });
    await using directory = await temporaryDirectory();
    const ids = ['load.mcp-tool-answers-in-time', 'load.mcp-tool-does-not-fail'];
    expect(verdicts(await ask({ standIn, directory, ids }))).toEqual({ [ids[0]!]: 'passed', [ids[1]!]: 'passed' });
    const requests = standIn.seen.map(({ request }) => request);
    expect(requests.filter((request) => request === 'POST / initialize')).toHaveLength(1);
    expect(requests.at(-1)).toBe('DELETE /');
  });

  test('late answers are too slow and wrong ones fail, each where it belongs', async () => {
    await using late = await openStandIn({ lateMs: 700 });
    await using failing = await openStandIn({ failEvery: 5 });
    await using one = await temporaryDirectory();
    await using other = await temporaryDirectory();
    const ids = ['load.list-answers-in-time', 'load.list-does-not-fail'];
    const [ofLate, ofFailing] = await Promise.all([
      ask({ standIn: late, directory: one, ids }),
      ask({ standIn: failing, directory: other, ids }),
    ]);
    expect(causes(ofLate)).toEqual({ [ids[0]!]: 'too-slow', [ids[1]!]: undefined });
    expect(causes(ofFailing)).toEqual({ [ids[0]!]: undefined, [ids[1]!]: 'answers-fail' });
    const [evidence] = ofFailing.get(ids[1] ?? '')?.exchanges ?? [];
    expect(evidence).toMatchObject({
      asked: expect.stringMatching(/\/api\/appointments\/, 10 times a second for 1 s$/),
      received: { exitCode: 99, figures: { wrong: expect.any(Number) }, wrong: [['answered 500', expect.any(Number)]] },
      lastLines: expect.arrayContaining([expect.stringContaining('wrong_answers{scenario:list}')]),
      files: [expect.stringMatching(/\/k6-summary.json$/)],
    });
  });

  test('an abort ends k6, whose arguments never held a token', async () => {
    await using standIn = await openStandIn({ lateMs: 50 });
    await using directory = await temporaryDirectory();
    const abort = new AbortController();
    const asked = ask({ standIn, directory, seconds: 30, signal: abort.signal });
    await standIn.firstRequestUnderLoad;
    const running = await argumentsOfProcessesIn(directory.path);
    abort.abort();
    const outcomes = await asked;
    expect(running).toHaveLength(1);
    expect(running[0]).not.toContain(standIn.token);
    expect([...outcomes.values()].map(({ verdict }) => verdict)).toEqual(allIds.map(() => 'broken'));
    expect(await argumentsOfProcessesIn(directory.path)).toEqual([]);
  });
});

test('without k6 every check is broken, with a sentence that says how to get it', async () => {
  await using standIn = await openStandIn();
  await using directory = await temporaryDirectory();
  const outcomes = await loadRunner({
    deployment: standIn.deployment,
    k6: { absent: 'no k6 on PATH' },
    directory: directory.path,
    seconds: 1,
  })(allIds, { signal: never });
  expect(verdicts(outcomes)).toEqual(Object.fromEntries(allIds.map((id) => [id, 'broken'])));
  expect(outcomes.get(allIds[0] ?? '')).toMatchObject({ reason: expect.stringContaining('doctor') });
  expect(standIn.seen).toEqual([]);
});

test('what the target does not offer is skipped with its reason', async () => {
  await using standIn = await openStandIn();
  await using directory = await temporaryDirectory();
  const { deployment } = standIn;
  const surfaces = { ...deployment.surfaces, mcp: { notOffered: 'no MCP here' } };
  const ids = ['load.mcp-tool-answers-in-time', 'load.mcp-tool-does-not-fail'];
  const run = loadRunner({ deployment: { ...deployment, surfaces }, k6: 'k6', directory: directory.path, seconds: 1 });
  const outcomes = await run(ids, { signal: never });
  expect([...outcomes.values()]).toEqual(
    ids.map(() => expect.objectContaining({ verdict: 'skipped', reason: 'no MCP here' })),
  );
});

const ask = (options: {
  standIn: StandIn;
  directory: { path: string };
  ids?: readonly string[];
  seconds?: number;
  signal?: AbortSignal;
}) => {
  const { standIn, directory, ids = allIds, seconds = 1, signal = never } = options;
  return loadRunner({ deployment: standIn.deployment, k6, directory: directory.path, seconds })(ids, { signal });
};

const verdicts = (outcomes: ReadonlyMap<string, RunnerOutcome>) =>
  Object.fromEntries([...outcomes].map(([id, { verdict }]) => [id, verdict]));

const causes = (outcomes: ReadonlyMap<string, RunnerOutcome>) =>
  Object.fromEntries(
    [...outcomes].map(([id, outcome]) => [id, outcome.verdict === 'failed' ? outcome.violation.cause.id : undefined]),
  );

async function temporaryDirectory(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'load-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Linux only; elsewhere nothing is found. */
async function argumentsOfProcessesIn(directory: string): Promise<string[]> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(processes.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return all.filter((line) => line.includes(directory));
}
