/**
 * Why a demand was not met: an id that `prove` compares, what it is about where several things are judged, a sentence that a stranger
 * understands, and which other checks are most likely red because of it, the nearest first.
 */
export type Cause = { id: string; of?: string; sentence: string; explains?: readonly string[] };

export type ViolationFacts = {
  /** What the demand asks for, e.g. "200 with a JSON document". */
  expected: string;
  /** What was seen instead, quoted. */
  actual: string;
  cause: Cause;
  /** Whatever else breaks the demand: who knows of one trouble knows nothing of another. */
  besides?: readonly Cause[];
  /** What to do about this very cause; the check's own remedy where absent. */
  remedy?: string;
};

/** The target broke a demand. Only a Violation is a verdict on the target; whatever else is thrown is our own trouble. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly facts: ViolationFacts;

  constructor({ besides = [], ...facts }: ViolationFacts, options?: ErrorOptions) {
    super(`expected ${facts.expected}; actual ${facts.actual}; cause: ${facts.cause.sentence}`, options);
    this.facts = { ...facts, ...(besides.length === 0 ? {} : { besides }) };
  }
}

/** All that breaks the demand, the told one first. */
export const causesOf = ({
  cause,
  besides = [],
}: Pick<ViolationFacts, 'cause' | 'besides'>): readonly [Cause, ...Cause[]] => [cause, ...besides];

/** `container-exited of adminer` */
export const causeNamed = ({ id, of }: { id: string; of?: string | undefined }): string =>
  of === undefined ? id : `${id} of ${of}`;

/** Several as one: what the first expected, all that was seen, every cause, and every step of what to do. */
export const asOne = ([first, ...others]: readonly [Violation, ...Violation[]]): Violation =>
  new Violation(asOneViolation([first.facts, ...others.map(({ facts }) => facts)]));

/** The same of what is told of them. */
export function asOneViolation([first, ...others]: readonly [ViolationFacts, ...ViolationFacts[]]): ViolationFacts {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const steps = new Set(all.flatMap(({ remedy }) => remedy?.split('; ') ?? []));
  return {
    ...first,
    actual: [...new Set(all.map(({ actual }) => actual))].join('; '),
    besides: [...(first.besides ?? []), ...others.flatMap(causesOf)],
    ...(steps.size === 0 ? {} : { remedy: [...steps].join('; ') }),
  };
}
