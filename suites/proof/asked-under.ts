import { faults, type FaultName } from '../../contract/faults.ts';
import type { Clients } from '../../fixtures/clients.ts';
import { areaOf, type Check } from '../../harness/check.ts';
import { select } from '../../harness/selection.ts';

/**
 * What is asked under these faults: health, their areas, every check that names one of them, and what all those build on. Checks of
 * the deep tier take minutes, and are asked only where they name the fault.
 */
export function askedUnder(all: readonly Check<Clients>[], chosen: readonly FaultName[]): readonly Check<Clients>[] {
  const areas = new Set<string>(['health', ...chosen.map((fault) => faults[fault].area)]);
  const asked = all.filter(
    ({ id, tier, refutedBy }) =>
      (areas.has(areaOf(id)) && tier !== 'deep') || chosen.some((fault) => Object.hasOwn(refutedBy, fault)),
  );
  return select(all, { only: asked.map(({ id }) => id), tier: 'deep', safety: 'destructive' }).checks;
}
