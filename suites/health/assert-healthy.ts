import { dependenciesOf } from '../../contract/health.ts';
import type { HealthReport } from '../../fixtures/health/health-report.ts';
import { contractName } from '../../fixtures/health/contract-name.ts';
import type { Teller } from '../../harness/blocked-by.ts';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';
import { asPartOfId } from './as-part-of-id.ts';
import { isSameCommit } from './is-same-commit.ts';
import { remedies, type Diagnosis } from './health-remedies.ts';
import { leftEach, type LeftViolation } from './leave-to.ts';
import { tellersBelow, type Below } from './told-below.ts';

export type Asked = {
  program: keyof typeof dependenciesOf;
  who: string;
  expectedVersion: string | undefined;
  /** Of a stack of our own: its programs list all that the contract says they depend on. */
  own: boolean;
  /** What lies below the program; nothing that another check tells where absent. */
  lower?: Below;
  /** Who else may tell of a cause. */
  alsoTold?: (cause: string) => readonly Teller[];
};

/**
 * Throws a Violation that names the culprit unless the program calls itself and all that it lists healthy. What it cannot use is left to
 * the check of that, and what only that can be the reason of; all else is its own.
 */
export function assertHealthy(report: HealthReport, asked: Asked): Observations {
  const [first, ...others] = [whyUnhealthy, whyIncomplete, whyAnotherVersion]
    .flatMap((why): Diagnosed | Diagnosed[] => why(report, asked) ?? [])
    .map((diagnosed) => leftBy(diagnosed, report, asked));
  if (first) throw leftEach([first, ...others]);
  return {
    program: asked.who,
    ...(report.version === undefined ? {} : { version: report.version }),
    ...(report.commit === undefined ? {} : { commit: report.commit }),
    // Nobody promises a list; that there is none is worth knowing before one trusts the word.
    ...(report.dependencies.length === 0 ? { dependencies: 'none listed' } : {}),
  };
}

/** A diagnosis, and the checks below that may tell of it. */
type Diagnosed = Diagnosis & { tellers?: readonly Teller[] };

function leftBy({ cause, remedy, tellers = [] }: Diagnosed, report: HealthReport, asked: Asked): LeftViolation {
  const facts = { expected: expectation(asked), actual: summary(report), cause };
  return {
    seen: new Violation(remedy === undefined ? facts : { ...facts, remedy }),
    to: [...tellers, ...(asked.alsoTold?.(cause.id) ?? [])],
  };
}

const expectation = ({ expectedVersion }: Asked): string =>
  `200, a word for healthy, every listed dependency ok${expectedVersion === undefined ? '' : ` and version ${expectedVersion}`}`;

/** `503, "down", version 1.4.2; database ok, cache down (refuses connections)` */
function summary({ answer, status, version, dependencies }: HealthReport): string {
  const parts = dependencies.map(({ name, said }) => `${name} ${said}`).join(', ') || 'no dependency listed';
  return `${answer.status}, "${status.word}", ${version === undefined ? 'no version' : `version ${version}`}; ${parts}`;
}

function whyUnhealthy(
  { answer, status, dependencies, culprit }: HealthReport,
  { program, who, lower = {} }: Asked,
): Diagnosed[] {
  const down = dependencies.filter(({ ok }) => !ok).map(({ name, said }) => ({ name, why: `it reports "${said}"` }));
  const itself = `calls itself "${status.word}" (${answer.status})`;
  const named = down.find(({ name }) => culprit !== undefined && name === contractName(culprit));
  const [first = named, ...others] = named ? [named, ...down.filter((each) => each !== named)] : down;
  const told = first
    ? [
        { name: first.name, sentence: `${who} cannot use its ${first.name}: ${first.why}${alsoDown(others.length)}` },
        ...others.map(({ name, why }) => ({ name, sentence: `${who} cannot use its ${name}: ${why}` })),
      ]
    : [];
  if (culprit !== undefined && !named) {
    const name = contractName(culprit);
    told.push({ name, sentence: `${who} names its ${name} as the culprit, and ${itself}` });
  }
  if (told.length > 0) {
    return told.map(({ name, sentence }) => ({
      ...unreachable(name, program, sentence),
      tellers: tellersOf(name, lower),
    }));
  }
  if (status.healthy && answer.status === 200) return [];
  return [
    {
      cause: { id: 'says-unhealthy', sentence: `${who} ${itself} and names no dependency as the culprit` },
      remedy: remedies.saysUnhealthy(program),
      tellers: tellersBelow(lower),
    },
  ];
}

const unreachable = (name: string, program: Asked['program'], sentence: string): Diagnosis => ({
  cause: { id: `${asPartOfId(name)}-unreachable-from-${program}`, sentence },
  remedy: remedies.dependencyUnreachable(program, name),
});

/** A document may name anything. */
const tellersOf = (name: string, lower: Below): Teller[] => {
  const id = Object.hasOwn(lower, name) ? lower[name] : undefined;
  return id === undefined ? [] : [{ id }];
};

const alsoDown = (others: number) => (others === 0 ? '' : `; ${others} more of its dependencies are down`);

function whyIncomplete({ dependencies }: HealthReport, { program, who, own }: Asked): Diagnosis | undefined {
  if (!own) return undefined;
  const missing = dependenciesOf[program].filter((promised) => !dependencies.some(({ name }) => name === promised));
  if (missing.length === 0) return undefined;
  return {
    cause: {
      id: 'dependencies-not-listed',
      sentence: `the health document of ${who} says nothing of ${missing.join(' and ')}, which it depends on`,
    },
  };
}

function whyAnotherVersion(
  { version, commit }: HealthReport,
  { program, who, expectedVersion }: Asked,
): Diagnosis | undefined {
  // Nobody promises a version where the target's profile expects none.
  if (expectedVersion === undefined || version === expectedVersion) return undefined;
  if (commit !== undefined && isSameCommit(commit, expectedVersion)) return undefined;
  if (version === undefined && commit === undefined) {
    return {
      cause: {
        id: 'version-missing',
        sentence: `${who} does not say which version it runs, and ${expectedVersion} is expected`,
      },
      remedy: remedies.versionMissing,
    };
  }
  return {
    cause: {
      id: 'another-version',
      sentence: `${who} runs ${toldVersion({ version, commit })}, and ${expectedVersion} is expected: the deployment has not reached it`,
    },
    remedy: remedies.anotherVersion(program),
  };
}

const toldVersion = ({ version, commit }: Pick<HealthReport, 'version' | 'commit'>): string =>
  [version === undefined ? 'no version' : `version ${version}`, ...(commit === undefined ? [] : [`(${commit})`])].join(
    ' ',
  );
