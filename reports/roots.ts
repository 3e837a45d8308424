import type { Result, Since } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { causeNamed, causesOf } from '../harness/violation.ts';
import { decides } from '../harness/verdict.ts';

/** Where to start: a check that is red for a reason of its own, and those that it blocks. */
export type Root = {
  id: string;
  why: string;
  blocks: readonly string[];
  /** What others saw meanwhile that concerns it, a sentence each. */
  seen: readonly string[];
  /** Those at which most likely its trouble shows, and what that is. */
  hence: readonly (Omit<Root, 'hence'> & { since: string })[];
};

/** Every root of a run that is not verified, those first that block most, what they explain included. */
export function rootsOf(run: Pick<Run, 'results' | 'strict'>): Root[] {
  const roots = rootsAmong(run);
  const explained = (id: string) =>
    roots.flatMap(({ since, ...root }) => (since?.check === id ? [{ ...root, since: since.sentence }] : []));
  return roots
    .filter(({ since }) => !roots.some(({ id }) => id === since?.check))
    .map(({ since: _since, ...root }) => ({ ...root, hence: explained(root.id).toSorted(byBlocks) }))
    .toSorted((left, right) => blockedWith(right) - blockedWith(left));
}

const byBlocks = (left: Pick<Root, 'blocks'>, right: Pick<Root, 'blocks'>) => right.blocks.length - left.blocks.length;

const blockedWith = ({ blocks, hence }: Root): number =>
  hence.reduce((sum, each) => sum + each.blocks.length, blocks.length);

function rootsAmong(run: Pick<Run, 'results' | 'strict'>): (Omit<Root, 'hence'> & { since?: Since | undefined })[] {
  const blocked = blockedByRoot(run.results);
  return run.results.flatMap((result) => {
    const { id } = result;
    const blocks = blocked.get(id) ?? [];
    const why = reasonOf(result);
    const isRoot = result.verdict === 'broken' || decides(result, run) || blocks.length > 0;
    if (why === undefined || !isRoot) return [];
    const since = result.verdict === 'failed' ? result.since : undefined;
    return [{ id, why, blocks, seen: seenOf(result, run.results), since }];
  });
}

/** The ids of blocked checks by the root that blocks them. */
export function blockedByRoot(results: readonly Result[]): Map<string, string[]> {
  const blocked = new Map<string, string[]>();
  for (const result of results) {
    if (result.verdict !== 'blocked') continue;
    const ids = blocked.get(result.by);
    if (ids) ids.push(result.id);
    else blocked.set(result.by, [result.id]);
  }
  return blocked;
}

/** That a broker cannot be reached from here says nothing of the API, which may answer all the same: whoever has asked it tells. */
function seenOf(root: Result, results: readonly Result[]): string[] {
  const told = root.verdict === 'failed' ? causesOf(root.violation).map(({ sentence }) => sentence) : [];
  return results.flatMap((result) => {
    const saw =
      result.verdict === 'passed'
        ? result.observed?.[root.id]
        : result.verdict === 'blocked' && result.by === root.id
          ? result.saw
          : undefined;
    return saw === undefined || told.includes(saw) ? [] : [`${saw} (${result.id})`];
  });
}

function reasonOf(result: Result): string | undefined {
  if (result.verdict === 'failed') {
    const [first, ...others] = causesOf(result.violation).map(causeNamed);
    return others.length === 0 ? first : `${first} and ${others.length} more`;
  }
  return result.verdict === 'broken' ? 'could not tell' : undefined;
}
