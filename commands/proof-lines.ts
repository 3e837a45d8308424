import { styleText } from 'node:util';
import { faults } from '../contract/faults.ts';
import { marks, seconds } from '../reports/story.ts';
import { isHealthy, type Healthy, type Proof } from '../suites/proof/proof.ts';

type Stream = NodeJS.WritableStream & { columns?: number };

/** Fault, check and cause fit on one line from here on; where there is no terminal, there is room. */
const wideFrom = 110;
const nameWidth = 30;

/** What came of one fault: its number, name and kind, every check that it turned red and why, and where that is not as promised. */
export function proofLines(proof: Proof, number: number, stream: Stream): string[] {
  const paint = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream });
  const red = proof.row.flatMap(({ id, cause }) => (cause === undefined ? [] : [{ id, cause }]));
  const mark = proof.asPromised
    ? paint('green', marks.passed)
    : paint(['bold', 'red'], proof.deviations.length > 0 ? marks.failed : marks.broken);
  const head = [
    mark,
    `${number}`.padStart(3),
    nameOf(proof.fault).padEnd(nameWidth),
    kindOf(proof.fault).padEnd(7),
    seconds(proof.durationMs).padStart(7),
  ].join(' ');
  const found = red.length > 0 ? red.map(({ id, cause }) => `${id} ${paint('dim', cause)}`) : [greenOf(proof)];
  const oddities = [...proof.deviations, ...proof.troubles.map((trouble) => `for a reason of ours: ${trouble}`)];
  return [
    ...((stream.columns ?? wideFrom) >= wideFrom
      ? beside(head, found)
      : [head, ...found.map((text) => indented(text, 6))]),
    ...oddities.map((text) => indented(paint('red', text), 6)),
  ];
}

const healthyNames: Record<Healthy, string> = { none: 'healthy system', 'none-on-machine': 'healthy machine' };

export const nameOf = (fault: Proof['fault']): string => (isHealthy(fault) ? healthyNames[fault] : fault);
const kindOf = (fault: Proof['fault']): string => (isHealthy(fault) ? '' : faults[fault].on);

const greenOf = ({ row }: Proof): string =>
  row.length === 0
    ? 'nothing asked'
    : `nothing red, ${row.filter(({ verdict }) => verdict === 'passed').length} passed`;

/** The first on the line of the head, the others below it. */
const beside = (head: string, [first = '', ...others]: readonly string[]): string[] => [
  `${head}  ${first}`,
  ...others.map((text) => indented(text, 2 + 3 + 1 + nameWidth + 1 + 7 + 1 + 7 + 2)),
];

const indented = (text: string, by: number): string => ' '.repeat(by) + text;
