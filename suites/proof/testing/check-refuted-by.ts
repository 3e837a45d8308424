import type { CheckFacts } from '../../../harness/check.ts';

/** A check of which only the id, what it builds on and what refutes it matter. */
export const checkRefutedBy = (
  id: string,
  refutedBy: Record<string, string> = {},
  after: readonly string[] = [],
): CheckFacts => ({
  id,
  demand: 'It must',
  source: 's',
  severity: 'major',
  tier: 'smoke',
  safety: 'observe',
  remedy: '',
  after,
  refutedBy,
  requests: { least: 1, most: 1 },
});
