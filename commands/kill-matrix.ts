import { styleText } from 'node:util';
import { areaOf } from '../harness/check.ts';
import type { Proof } from '../suites/proof/proof.ts';

type Stream = NodeJS.WritableStream & { columns?: number };

/** What a check said under a fault: red as promised, not as promised, passed, blocked, or not asked. */
type Cell = keyof typeof signs;

const signs = { red: '✗', wrong: '!', passed: '·', blocked: '-', absent: ' ' } as const;
const colours = { red: 'green', wrong: 'red', passed: 'dim', blocked: 'yellow', absent: 'dim' } as const;
const cellWidth = 3;
const narrowest = 80;

/**
 * The kill matrix as it was seen, an area at a time: a row for each check, a column for each fault that turned one of them red, headed
 * by the number that the fault had when it was told.
 */
export function matrixLines(proofs: readonly Proof[], numberOf: (proof: Proof) => number, stream: Stream): string[] {
  const paint = (cell: Cell) => styleText(colours[cell], signs[cell].padStart(cellWidth), { stream });
  const ids = [...new Set(proofs.flatMap(({ row }) => row.map(({ id }) => id)))];
  const labelWidth = Math.max(0, ...ids.map((id) => claimOf(id).length)) + 2;
  const perBlock = Math.max(1, Math.floor(((stream.columns ?? narrowest) - labelWidth) / cellWidth));
  const blocks = [...Map.groupBy(ids, areaOf)].flatMap(([area, inArea]) => {
    const columns = proofs.filter((proof) => inArea.some((id) => ['red', 'wrong'].includes(cellOf(proof, id))));
    const lineOf = (id: string, some: readonly Proof[]) =>
      `  ${claimOf(id)}`.padEnd(labelWidth) + some.map((proof) => paint(cellOf(proof, id))).join('');
    return chunks(columns, perBlock).map((some) =>
      ['', area.padEnd(labelWidth) + some.map((proof) => `${numberOf(proof)}`.padStart(cellWidth)).join('')].concat(
        inArea.map((id) => lineOf(id, some)),
      ),
    );
  });
  return blocks.length === 0 ? [] : [...blocks.flat(), '', legend];
}

const legend = `${signs.red} red as promised  ${signs.passed} passed  ${signs.blocked} blocked  ${signs.wrong} not as promised  (faults by number)`;

function cellOf({ row }: Proof, id: string): Cell {
  const cell = row.find((one) => one.id === id);
  if (cell === undefined) return 'absent';
  const { verdict, cause, promised } = cell;
  if (cause !== promised || verdict === 'broken' || verdict === 'skipped') return 'wrong';
  return verdict === 'failed' ? 'red' : verdict;
}

const claimOf = (id: string): string => id.slice(areaOf(id).length + 1);

function chunks<Thing>(things: readonly Thing[], size: number): Thing[][] {
  const count = Math.ceil(things.length / size);
  return Array.from({ length: count }, (_, index) => things.slice(index * size, (index + 1) * size));
}
