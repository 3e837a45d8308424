import type { Result } from './result.ts';

/** What a program said of itself when a check asked it. */
type Sighting = { program: string; version: string | undefined; commit: string | undefined };

/** Every version that answered in this run, told as one; undefined where none did. */
export function observedVersion(results: readonly Result[]): string | undefined {
  const versions = new Set(sightingsIn(results).flatMap(({ version }) => version ?? []));
  return versions.size === 0 ? undefined : [...versions].join(' and ');
}

/**
 * Programs that answered with two versions, or two builds of one version, in one run: a deployment under way, or an instance that it
 * has not reached. Programs are compared with themselves only; whether they fit each other is a check of its own.
 */
export function mixedVersions(results: readonly Result[]): string[] {
  const byProgram = Map.groupBy(sightingsIn(results), ({ program }) => program);
  return [...byProgram].flatMap(([program, sightings]) => {
    const builds = new Set(sightings.map(buildOf));
    return builds.size < 2 ? [] : [`${program} answered in two versions in one run: ${[...builds].join(' and ')}`];
  });
}

const sightingsIn = (results: readonly Result[]): Sighting[] =>
  results.flatMap((result) => {
    const { program, version, commit } = (result.verdict === 'passed' && result.observed) || {};
    return version === undefined && commit === undefined ? [] : [{ program: program ?? 'the target', version, commit }];
  });

const buildOf = ({ version = 'no version', commit }: Sighting): string =>
  commit === undefined ? version : `${version} (${commit})`;
