import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { consoleReport } from './console.ts';
import type { Surroundings } from './console/terminal.ts';
import { widthOf } from './console/wrap.ts';
import {
  blockedResult,
  brokenResult,
  checkNotAsked,
  failedResult,
  minorResult,
  passedResult,
  runOf,
  skippedResult,
  waivedResult,
} from './testing/run-of.ts';
import { pretendedTerminal, toldOnConsole, written } from './testing/terminal-of.ts';

const everything = [passedResult, failedResult, blockedResult, skippedResult, brokenResult, waivedResult, minorResult];
const run = runOf(everything, {
  target: { name: 'staging', expectedVersion: '1.5.0' },
  selection: {
    drawnIn: ['queue.order-is-kept'],
    notAsked: [checkNotAsked('api.answers'), checkNotAsked('api.is-fast', { severity: 'minor' })],
    withheld: [
      checkNotAsked('mcp.writes', { safety: 'canary' }),
      checkNotAsked('mcp.deletes', { safety: 'destructive' }),
    ],
  },
  accepted: { 'mcp.deletes': 'we have no second database' },
  residue: ['the canary appointment 7f3a is still there'],
});

const surroundings = (changes: Partial<Surroundings> = {}, terminal = {}): Surroundings => ({
  githubActions: false,
  ci: false,
  terminal: { dumb: false, unicode: true, ...terminal },
  ...changes,
});

beforeEach(() => {
  for (const name of ['CI', 'NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS', 'GITHUB_ACTIONS'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

test('a log has a line for each thing to find: stories, what was not asked, and the verdict last', () => {
  expect(toldOnConsole(run)).toBe(`\
  queue      1 passed, 2 failed, 1 blocked, 1 not offered, 1 could not tell, 1 waived  slowest 5.0 s

✗ queue.canary-is-executed   critical   staging   5.0 s
  demand    A task must be executed and its result returned within its deadline
  expected  a result for the canary within 5000 ms
  actual    none; the queue "celery" has 0 consumers while worker w1@app answers ping
  cause     The worker is connected but no longer consumes (not-consuming)
  source    guide.celery-executes-tasks
  remedy    sudo systemctl restart celery.service
  again     ./medcor-verify --target staging --only queue.canary-is-executed

! queue.page-opens   critical   staging   0.0 s
  demand    The page must open
  broken    no verdict on the target: no Chromium was found
  source    guide.celery-executes-tasks
  again     ./medcor-verify --target staging --only queue.page-opens

✗ queue.names-are-short   minor   staging   5.0 s
  demand    A task must be executed and its result returned within its deadline
  expected  a result for the canary within 5000 ms
  actual    none; the queue "celery" has 0 consumers while worker w1@app answers ping
  cause     The worker is connected but no longer consumes (not-consuming)
  source    guide.celery-executes-tasks
  remedy    sudo systemctl restart celery.service
  again     ./medcor-verify --target staging --only queue.names-are-short

~ waived until 2026-12-31, because OPS-4: the new broker comes in December: queue.results-arrive (not-consuming)

- blocked by queue.canary-is-executed: queue.order-is-kept

○ not asked, because no --broker was given: queue.priority-works

○ withheld, because they need --safety canary: mcp.writes

○ withheld, because they need --safety destructive, and the target accepts them unproven: mcp.deletes

VIOLATED  staging (version 1.4.2, expected 1.5.0)  asked 5 of 11 (area queue), blocked 1, not offered 1 (1 critical), not asked 2 (1 critical), withheld 2 (2 critical)
  root      queue.canary-is-executed (not-consuming), blocks 1
  root      queue.page-opens (could not tell)
  advice    hold the release
  counts    1 passed, 1 failed, 1 minor failed, 1 waived, 1 could not tell, 1 blocked, 1 not offered in 5.1 s
  because   mcp.writes is critical and was withheld: it needs --safety canary
  residue   the canary appointment 7f3a is still there
  warning   queue.names-are-short failed, and is minor
  drawn in  1 that these build on: queue.order-is-kept
  report    reports/out/one/report.html
`);
});

const widthsOf = (text: string) => text.split('\n').map(widthOf);

test.for([40, 60, 100])('a terminal of %i columns is kept to, except where a command must stay whole', (columns) => {
  vi.stubEnv('NO_COLOR', '1');
  const text = toldOnConsole(run, { stream: pretendedTerminal({ columns }), surroundings: surroundings() });
  const below = text.slice(text.indexOf('✗ queue.canary-is-executed'));
  const prose = below.split('\n').filter((line) => !/^ +(again|remedy|report) |\.\/medcor-verify/.test(line));
  expect(Math.max(...widthsOf(prose.join('\n')))).toBeLessThanOrEqual(columns);
  expect(below).toContain('  again     ./medcor-verify --target staging --only queue.canary-is-executed\n');
  expect(prose.filter((line) => /^ {2}s$/.test(line))).toEqual([]);
  // What wraps goes on in the column of the texts, so that the labels stand alone.
  expect(prose.filter((line) => /^ {3,}\S/.test(line)).every((line) => /^ {12}\S/.test(line))).toBe(true);
});

test('wide characters take two columns', () => {
  expect([widthOf('消費者'), widthOf('é'), widthOf('e\u0301'), widthOf('🙂')]).toEqual([6, 1, 1, 2]);
});

const escape = '\u001b[';
const colour = `${escape}31m`;

test('colours are for terminals that have them', () => {
  const onTerminal = (changes?: Partial<Surroundings>, terminal?: object) =>
    toldOnConsole(run, { stream: pretendedTerminal({ columns: 80 }), surroundings: surroundings(changes, terminal) });
  expect(onTerminal()).toContain(colour);
  expect(toldOnConsole(run)).not.toContain(escape);
  vi.stubEnv('NO_COLOR', '1');
  expect(onTerminal()).not.toContain(colour);
  vi.stubEnv('NO_COLOR', undefined);
  vi.stubEnv('TERM', 'dumb');
  expect(onTerminal({}, { dumb: true })).not.toContain(escape);
  vi.stubEnv('TERM', 'xterm');
  vi.stubEnv('CI', 'true');
  expect(onTerminal({ ci: true })).not.toContain(escape);
});

test('lines that were cut while they were redrawn are whole in the end', () => {
  vi.stubEnv('NO_COLOR', '1');
  const text = toldOnConsole(run, { stream: pretendedTerminal({ columns: 40 }), surroundings: surroundings() });
  const whole =
    '  queue      1 passed, 2 failed, 1 blocked, 1 not offered, 1 could not tell, 1 waived  slowest 5.0 s\n';
  expect(text.split(whole)).toHaveLength(2);
  expect(text).toContain('  queue      1 passed, 2 failed, 1 bloc\n');
});

test('a dumb terminal is not redrawn', () => {
  vi.stubEnv('TERM', 'dumb');
  const stream = pretendedTerminal({ columns: 100 });
  expect(toldOnConsole(run, { stream, surroundings: surroundings({}, { dumb: true }) })).toMatch(/^ {2}queue .*\n\n✗/);
});

test('nothing is wrapped or redrawn in continuous integration, though its stream may claim to be a terminal', () => {
  vi.stubEnv('CI', 'true');
  const stream = pretendedTerminal({ columns: 40 });
  expect(toldOnConsole(run, { stream, surroundings: surroundings({ ci: true }) })).toBe(toldOnConsole(run));
});

test('a terminal whose locale knows no such signs gets ASCII', () => {
  vi.stubEnv('NO_COLOR', '1');
  const stream = pretendedTerminal({ columns: 100 });
  const text = toldOnConsole(run, { stream, surroundings: surroundings({}, { unicode: false }) });
  expect(text).toContain('\nx queue.canary-is-executed');
  expect(text).toMatch(/^\p{ASCII}*$/u);
});

test('a terminal is told after two seconds what is being waited for, and after the end no more', () => {
  vi.useFakeTimers();
  vi.stubEnv('NO_COLOR', '1');
  const stream = pretendedTerminal({ columns: 80 });
  const checks = [
    { id: 'queue.has-a-consumer', after: [] },
    { id: 'queue.canary-is-executed', after: [] },
    { id: 'queue.order-is-kept', after: ['queue.canary-is-executed'] },
  ];
  using told = consoleReport(stream, checks, surroundings());
  told.onResult(passedResult);
  vi.advanceTimersByTime(1900);
  expect(written(stream)).not.toContain('waiting');
  vi.advanceTimersByTime(2200);
  expect(written(stream)).toMatch(/ {2}4\.0 s {2}1 of 3 answered, waiting for queue\.canary-is-executed\n$/);
  told.onEnd(runOf([passedResult]), 'reports/out/one/report.html');
  const end = written(stream);
  expect(end).not.toContain('waiting');
  vi.advanceTimersByTime(5000);
  expect(written(stream)).toBe('');
});

test('what a target says can neither forge a line nor repaint the terminal', () => {
  const hostile = structuredClone(failedResult);
  if (hostile.verdict === 'failed')
    Object.assign(hostile.violation, {
      actual: 'a\nVERIFIED  staging\r\u001b[2J\u001b]0;title\u0007 \u202eb\u2028c\u0085::error::d',
    });
  const text = toldOnConsole(runOf([hostile], { target: { name: 'sta\nging' } }));
  expect(text.split('\n').filter((line) => /^(VERIFIED|::|ging)/.test(line))).toEqual([]);
  expect(text).toContain(
    String.raw`  actual    a\nVERIFIED  staging\r\u001b[2J\u001b]0;title\u0007 \u202eb\u2028c\u0085::error::d`,
  );
});
