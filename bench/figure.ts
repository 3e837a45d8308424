import { styleText } from 'node:util';

/** One measured figure: ours against a peer or a limit, in the same unit and the same run. */
export type Figure = {
  name: string;
  unit: 'ms' | 'MB';
  ours: number;
  /** What `peer` is: another program, or a limit. */
  against: string;
  peer: number;
  /** The highest ratio of ours to the peer that is good enough. */
  goal: number;
};

export const ratioOf = ({ ours, peer }: Figure): number => ours / peer;

export const isReached = (figure: Figure): boolean => ratioOf(figure) <= figure.goal;

/** name, ours, peer, ratio, goal in a line. */
export function lineOf(figure: Figure, stream: NodeJS.WriteStream): string {
  const { name, unit, ours, against, peer, goal } = figure;
  const words = [
    name.padEnd(46),
    `ours ${amount(ours, unit)}`,
    `${against} ${amount(peer, unit)}`,
    `ratio ${ratioOf(figure).toFixed(3)}`,
    `goal <= ${goal}`,
  ];
  return `${styleText(isReached(figure) ? 'green' : 'red', isReached(figure) ? '✓' : '✗', { stream })} ${words.join('  ')}`;
}

const amount = (value: number, unit: string): string =>
  `${value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`;

/** The middle one: a single slow run on a shared machine must not decide. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
