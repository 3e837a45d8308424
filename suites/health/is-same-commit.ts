/** Git shortens a commit to seven letters at the least. */
const commitLike = /^[0-9a-f]{7,64}$/;

/** Either may be shortened; a tag may not, whose beginning is another tag. */
export function isSameCommit(one: string, other: string): boolean {
  if (one === other) return true;
  const [left, right] = [one.toLowerCase(), other.toLowerCase()];
  if (!commitLike.test(left) || !commitLike.test(right)) return false;
  return left.startsWith(right) || right.startsWith(left);
}
