import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { type FaultName, faults } from '../contract/faults.ts';
import type { Proof } from '../suites/proof/proof.ts';
import { judgeProving } from '../suites/proof/proving.ts';
import { proofConsole } from './proof-console.ts';

const passed = (id: string) => ({ id, verdict: 'passed' as const });
const unpromised = (id: string, cause: string) => ({ id, verdict: 'failed' as const, cause });
const red = (id: string, cause: string) => ({ ...unpromised(id, cause), promised: cause });
const proofOf = (fault: Proof['fault'], facts: Partial<Proof>): Proof => ({
  fault,
  asPromised: (facts.deviations ?? []).length + (facts.troubles ?? []).length === 0,
  row: [],
  deviations: [],
  troubles: [],
  durationMs: 1234,
  ...facts,
});

const proofs = [
  proofOf('none', { row: [passed('health.api-is-healthy'), passed('queue.canary-is-executed')] }),
  proofOf('cache-is-down', {
    row: [
      { id: 'health.api-is-healthy', verdict: 'blocked', by: 'health.cache-answers' },
      passed('queue.canary-is-executed'),
    ],
    troubles: ['health.cache-answers is broken: no file left'],
  }),
  proofOf('api-cannot-reach-cache', {
    row: [red('health.api-is-healthy', 'cache-unreachable-from-api'), passed('queue.canary-is-executed')],
  }),
  proofOf('worker-frozen', {
    row: [
      unpromised('health.api-is-healthy', 'cache-unreachable-from-api'),
      red('queue.canary-is-executed', 'worker-frozen'),
    ],
    deviations: ['health.api-is-healthy must not be failed here: so'],
  }),
];

function told(
  terminal: { columns?: number; isTTY?: boolean },
  some = proofs,
  chosen = some.length - 1,
  facts: Partial<Parameters<typeof judgeProving>[0]> = {},
): string {
  const stream = Object.assign(new PassThrough(), terminal);
  const console = proofConsole(stream as unknown as WriteStream, new AbortController().signal);
  for (const proof of some) {
    console.onStart(proof.fault);
    console.onProof(proof);
  }
  const proving = judgeProving({
    program: { name: 'medcor-verify', version: '0.1.0' },
    startedAt: '2026-11-25T19:00:00.000Z',
    durationMs: 61_500,
    chosen,
    chosenBecause: 'by name',
    checks: 24,
    gaps: [],
    proofs: some,
    ...facts,
  });
  console.onEnd(proving, 'reports/out/proof.json');
  return String(stream.read());
}

const numberOf = (fault: FaultName) => `${Object.keys(faults).indexOf(fault) + 1}`;
const [cache, plan, frozen] = (['cache-is-down', 'api-cannot-reach-cache', 'worker-frozen'] as const).map((fault) =>
  numberOf(fault).padStart(2),
);

test('80 columns: what is red stands below its fault, and the matrix has a column for each fault that made something red', () => {
  expect(told({ columns: 80 })).toBe(`\
✓   0 healthy system                           1.2 s
      nothing red, 2 passed
!  ${cache} cache-is-down                  running   1.2 s
      nothing red, 1 passed
      for a reason of ours: health.cache-answers is broken: no file left
✓  ${plan} api-cannot-reach-cache         plan      1.2 s
      health.api-is-healthy cache-unreachable-from-api
✗  ${frozen} worker-frozen                  running   1.2 s
      health.api-is-healthy cache-unreachable-from-api
      queue.canary-is-executed worker-frozen
      health.api-is-healthy must not be failed here: so

health               ${plan} ${frozen}
  api-is-healthy      ✗  !

queue                ${frozen}
  canary-is-executed  ✗

✗ red as promised  · passed  - blocked  ! not as promised  (faults by number)

NOT PROVEN  2 of 4 as promised: the healthy system and 3 faults (by name); 2 of 24 checks seen red  61.5 s
matrix  reports/out/proof.json
`);
});

test('120 columns and where no terminal is: what is red stands beside its fault', () => {
  const wide = told({ columns: 120 });
  expect(wide).toContain(`\
✗  ${frozen} worker-frozen                  running   1.2 s  health.api-is-healthy cache-unreachable-from-api
                                                      queue.canary-is-executed worker-frozen
`);
  expect(told({})).toBe(wide);
});

test('a healthy system that is not green ends it, with a word why nothing else was tried', () => {
  const sick = proofOf('none', { row: [unpromised('health.api-is-healthy', 'silent')], deviations: ['it is red'] });
  expect(told({ columns: 80 }, [sick], 2)).toContain(`\
The healthy system is not green, so no fault was inflicted: whatever turned red would prove nothing.
NOT PROVEN  0 of 3 as promised: the healthy system and 2 faults (by name); 0 of 24 checks seen red  61.5 s
`);
});

test('what this machine cannot inflict is named, with what it lacks and how it is proven', () => {
  const notHere = { faults: ['unit-fails' as const], because: 'a container engine is needed for them: none is here.' };
  const [system, , other] = proofs;
  const some = [system!, other!];
  const lines = told({}, some, 1, { notHere, chosenBecause: 'all' }).split('\n').slice(-4);
  expect(lines).toEqual([
    'Not proven here: unit-fails. A container engine is needed for them: none is here. They are proven by: make images containers.',
    'PROVEN  2 of 2 as promised: the healthy system and 1 fault (all); 1 of 24 checks seen red  61.5 s',
    'matrix  reports/out/proof.json',
    '',
  ]);
  const nothing = told({}, [], 0, { notHere, chosenBecause: 'by name' });
  expect(nothing).toContain('NOTHING PROVEN  by name, and none of it can be inflicted here');
});

test('a healthy machine is told beside a healthy system', () => {
  const [system, , other] = proofs;
  const machine = proofOf('none-on-machine', { row: [passed('health.units-are-active')] });
  const fault = proofOf('unit-fails', { row: [red('health.units-are-active', 'unit-failed')] });
  const lines = told({ columns: 80 }, [system!, other!, machine, fault], 2, { systems: 2, chosenBecause: 'all' });
  expect(lines).toContain('✓   0 healthy machine ');
  expect(lines).toContain('PROVEN  4 of 4 as promised: the healthy system, the healthy machine and 2 faults (all)');
});

test('no line of our longest names is wider than 80 columns', () => {
  const longest = Object.keys(faults).sort((one, other) => other.length - one.length)[0] as FaultName;
  const row = [red('health.mcp-is-healthy-behind-the-proxy', 'database-unreachable-from-mcp')];
  const lines = told({ columns: 80 }, [proofs[0]!, proofOf(longest, { row })]).split('\n');
  expect(lines.filter((line) => line.length > 80 && !/^(NOT )?PROVEN/.test(line))).toEqual([]);
});

test('many faults are told in blocks that fit', () => {
  const many = Object.keys(faults).map((fault) =>
    proofOf(fault as FaultName, { row: [red('queue.canary-is-executed', 'lost')] }),
  );
  const matrix = told({ columns: 60 }, many).split('\n\n').slice(1, -2);
  expect(matrix.length).toBeGreaterThan(1);
  expect(matrix.every((block) => block.split('\n').every((line) => line.length <= 60))).toBe(true);
  const numbers = matrix.flatMap((block) => block.split('\n')[0]?.match(/\d+/g) ?? []);
  expect(numbers).toEqual(many.map((_, index) => `${index + 1}`));
});

test('on a terminal the last line says what is under way, and nothing of it stays; elsewhere there is no trace of it', () => {
  const drawn = told({ columns: 80, isTTY: true });
  expect(drawn).toContain('… worker-frozen');
  // What a terminal shows in the end: each line after it was cleared for the last time.
  const shown = drawn
    .split('\n')
    .map((line) => stripVTControlCharacters(line.slice(line.lastIndexOf('\u001B[2K') + 4)));
  expect(shown.join('\n')).not.toContain('…');
  expect(told({ columns: 80 })).not.toContain('…');
});
