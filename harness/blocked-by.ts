/**
 * A check that tells of something where it is red, or only where it is so for one of the causes `as`. One that judges another thing, which
 * only may be why, has causes of its own under the same names: what is known of `another` is not known here.
 */
export type Teller = { id: string; as?: readonly string[]; another?: true };

/** What a check met, a Violation or a trouble of ours, and who tells of it; with nobody named it is the check's own. */
export type Left = { seen: Error; to: readonly Teller[] };

/**
 * Thrown by a check that met what other checks, which it names in `defersTo`, may tell of. Blocked by the first of these that tells,
 * where everything it met is told by somebody; what nobody tells is this check's own failure, or own trouble.
 */
export class BlockedBy extends Error {
  override readonly name = 'BlockedBy';
  readonly left: readonly [Left, ...Left[]];

  constructor(...left: readonly [Left, ...Left[]]) {
    const told = left.map(
      ({ seen, to }) => `left to ${to.map(({ id }) => id).join(' or ') || 'nobody'} to tell: ${seen.message}`,
    );
    super(told.join('; '), { cause: left[0].seen });
    this.left = left;
  }
}

/** What these checks tell of for whatever reason they are red. */
export const leftTo = (ids: readonly string[], seen: Error): Left => ({ seen, to: ids.map((id) => ({ id })) });
