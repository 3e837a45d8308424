import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { faults } from '../contract/faults.ts';
import { marks, seconds } from '../reports/story.ts';
import { isHealthy, type Proof } from '../suites/proof/proof.ts';
import type { Proving } from '../suites/proof/proving.ts';
import { counted } from '../suites/counted.ts';
import { matrixLines } from './kill-matrix.ts';
import { nameOf, proofLines } from './proof-lines.ts';

/** Tells a proving to a person while it goes on: a few lines a fault, then the whole matrix and the word. */
export type ProofConsole = {
  onServicesReady: () => void;
  onStart: (fault: Proof['fault']) => void;
  onProof: (proof: Proof) => void;
  onEnd: (proving: Proving, file: string) => void;
};

export function proofConsole(stream: WriteStream, signal: AbortSignal): ProofConsole {
  const begun = performance.now();
  const underWay = new Set<Proof['fault']>();
  const isTerminal = stream.isTTY;
  // On a terminal the last line says what is under way, and makes room for every line that stays.
  const tell = (...lines: string[]) => {
    if (isTerminal) {
      cursorTo(stream, 0);
      clearLine(stream, 0);
    }
    stream.write(lines.map((line) => `${line}\n`).join(''));
    if (isTerminal && underWay.size > 0)
      stream.write(`… ${[...underWay].map(nameOf).join(', ')}`.slice(0, stream.columns - 1));
  };
  const forget = () => {
    underWay.clear();
    tell();
  };
  signal.addEventListener('abort', forget, { once: true });
  return {
    onServicesReady: () => tell(`services are ready after ${seconds(performance.now() - begun)}`),
    onStart(fault) {
      underWay.add(fault);
      tell();
    },
    onProof(proof) {
      underWay.delete(proof.fault);
      tell(...proofLines(proof, numberOf(proof), stream));
    },
    onEnd(proving, file) {
      const { proofs, gaps, word, notHere } = proving;
      const paint = (format: Parameters<typeof styleText>[0], text: string) => styleText(format, text, { stream });
      // Beside the one fault that was asked for, a matrix would say nothing new.
      if (proofs.length > 2) tell(...matrixLines(proofs, numberOf, stream));
      const notAsked = proofs.length < proving.counts.toProve ? [unlessHealthy] : [];
      tell('', ...notAsked, ...(notHere ? [notHereLine(notHere)] : []));
      if (gaps.length > 0) tell(...gaps.map((gap) => `${paint('red', marks.failed)} ${gap}`));
      const isGood = word === 'proven' || word === 'nothing-to-prove';
      tell(paint(['bold', isGood ? 'green' : 'red'], wordLine(proving)));
      tell(paint('dim', `matrix  ${file}`));
    },
  };
}

/** Its place in the contract, so that a fault has one number in every run; the healthy system is 0. */
const numberOf = ({ fault }: Proof): number => (isHealthy(fault) ? 0 : Object.keys(faults).indexOf(fault) + 1);

const unlessHealthy =
  'The healthy system is not green, so no fault was inflicted: whatever turned red would prove nothing.';

const notHereLine = ({ faults: some, because }: NonNullable<Proving['notHere']>): string =>
  `Not proven here: ${some.join(', ')}. ${because.charAt(0).toUpperCase()}${because.slice(1)} They are proven by: make images containers.`;

function wordLine({ word, counts, chosenBecause, durationMs, proofs }: Proving): string {
  const { toProve, asPromised, checks, checksSeenRed } = counts;
  if (toProve === 0 && word === 'incomplete')
    return `NOTHING PROVEN  ${chosenBecause}, and none of it can be inflicted here`;
  if (word === 'nothing-to-prove') return `NOTHING TO PROVE  ${chosenBecause}, and no verdict depends on any of them`;
  const systems = proofs.filter(({ fault }) => isHealthy(fault)).length;
  const inflicted = counted(toProve - systems, 'fault');
  const what =
    systems === 2
      ? 'the healthy system, the healthy machine'
      : proofs[0]?.fault === 'none'
        ? 'the healthy system'
        : 'the healthy machine';
  const covers = `${what} and ${inflicted} (${chosenBecause}); ${checksSeenRed} of ${checks} checks seen red`;
  const ours = word === 'incomplete' ? '  for reasons of ours alone' : '';
  return `${word === 'proven' ? 'PROVEN' : 'NOT PROVEN'}  ${asPromised} of ${toProve} as promised: ${covers}${ours}  ${seconds(durationMs)}`;
}
