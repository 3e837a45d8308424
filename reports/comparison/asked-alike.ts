import type { Run } from '../../harness/run.ts';

/** What a run asked, told apart from others: addresses without a profile all have one name. */
export const targetOf = ({ target, askedAs }: Pick<Run, 'target' | 'askedAs'>): string => {
  const options = askedAs.replace(/ ?--safety \S+/, '');
  return askedAs.includes('--target ') || options === '' ? target.name : `${target.name} (${options})`;
};

/** In what two runs cannot be compared, a sentence each: other targets, other questions. */
export function differencesOf(before: Run, after: Run): { target: string[]; question: string[] } {
  const [targets, questions] = [
    [targetOf(before), targetOf(after)],
    [questionOf(before), questionOf(after)],
  ];
  return {
    target: differ(targets)
      ? [
          `These runs asked different targets: ${targets.join(', then ')}. What differs may be the targets, not what became of one.`,
        ]
      : [],
    question: differ(questions)
      ? [
          `These runs asked different questions: ${questions.join(', then ')}. What only the earlier one asked makes nothing worse.`,
        ]
      : [],
  };
}

const differ = ([before, after]: readonly string[]): boolean => before !== after;

/** "(area queue, tier smoke, safety canary)" */
function questionOf({ scope, askedAs }: Pick<Run, 'scope' | 'askedAs'>): string {
  const safety = / ?--safety (\S+)/.exec(askedAs)?.[1];
  return `(${[...scope.narrowedBy.toSorted(), ...(safety ? [`safety ${safety}`] : [])].join(', ') || 'all'})`;
}
