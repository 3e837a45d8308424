import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { decides } from '../harness/verdict.ts';

/** Where to start: a check that is red for a reason of its own, and those that it blocks. */
export type Root = {
  id: string;
  why: string;
  blocks: readonly string[];
  /** What others saw meanwhile that concerns it, a sentence each. */
  seen: readonly string[];
};

/** Every root of a run that is not verified, those first that block most. */
export function rootsOf(run: Pick<Run, 'results' | 'strict'>): Root[] {
  const blocked = blockedByRoot(run.results);
  return run.results
    .flatMap((result) => {
      const blocks = blocked.get(result.id) ?? [];
      const why = reasonOf(result);
      const isRoot = result.verdict === 'broken' || decides(result, run) || blocks.length > 0;
      return why !== undefined && isRoot ? [{ id: result.id, why, blocks, seen: seenOf(result.id, run.results) }] : [];
    })
    .toSorted((left, right) => right.blocks.length - left.blocks.length);
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
const seenOf = (root: string, results: readonly Result[]): string[] =>
  results.flatMap((result) => {
    const saw =
      result.verdict === 'passed'
        ? result.observed?.[root]
        : result.verdict === 'blocked' && result.by === root
          ? result.saw
          : undefined;
    return saw === undefined ? [] : [`${saw} (${result.id})`];
  });

function reasonOf(result: Result): string | undefined {
  if (result.verdict === 'failed') return result.violation.cause.id;
  return result.verdict === 'broken' ? 'could not tell' : undefined;
}
