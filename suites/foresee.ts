import type { Clients } from '../fixtures/clients.ts';
import { troubleWithIdentity } from '../fixtures/identities.ts';
import { whyNoUnitsHere } from '../fixtures/machine/machine-trouble.ts';
import { openClients } from '../fixtures/open-clients.ts';
import type { Check } from '../harness/check.ts';
import { NotOffered } from '../harness/not-offered.ts';
import type { Deployment, SurfaceName } from '../targets/deployment.ts';
import type { Environment } from '../targets/read-environment.ts';
import { missingPrograms } from './runners.ts';

/** Why checks of a selection would not be asked, by id. */
export type Foreseen = ReadonlyMap<string, string>;

/**
 * Why a deployment excuses checks from being asked, by id: it accepts them unproven, or declares that it lacks what they need. Opens
 * the clients as a run would, and sends nothing; what shows only in an answer (an old version) is not foreseen.
 */
export async function excusesOf(deployment: Deployment, checks: readonly Check<Clients>[]): Promise<Foreseen> {
  const excuses = new Map<string, string>();
  for (const check of checks) {
    const accepted = deployment.accepted[check.id];
    const excuse =
      accepted === undefined ? await lack(deployment, check) : `the target accepts this unproven: ${accepted}`;
    if (excuse !== undefined) excuses.set(check.id, excuse);
  }
  return excuses;
}

async function lack(deployment: Deployment, check: Check<Clients>): Promise<string | undefined> {
  if ('runner' in check) {
    const surfaces = check.needs.map((need) => deployment.surfaces[need as SurfaceName]);
    const absent = surfaces.find((surface) => 'notOffered' in surface);
    return absent && 'notOffered' in absent ? absent.notOffered : undefined;
  }
  try {
    await using _ = await openClients(deployment)(check.needs, new AbortController().signal);
    return undefined;
  } catch (error) {
    if (error instanceof NotOffered) return error.message;
    throw error;
  }
}

/**
 * Why we could not ask checks, as far as that shows before: the profile lacks an identity, a program is not on this machine, or no
 * systemd runs it.
 */
export function troublesOf(
  deployment: Deployment,
  checks: readonly Check<Clients>[],
  environment: Environment,
): Foreseen {
  const programs = missingPrograms(environment);
  const { services } = deployment;
  const withoutSystemd = services && 'on' in services ? whyNoUnitsHere(services) : undefined;
  return new Map(
    checks.flatMap((check): [string, string][] => {
      if ('runner' in check) {
        const missing = programs[check.runner];
        return missing === undefined ? [] : [[check.id, missing]];
      }
      const trouble = lackOfIdentity(deployment, check) ?? (check.needs.includes('units') ? withoutSystemd : undefined);
      return trouble === undefined ? [] : [[check.id, trouble]];
    }),
  );
}

/** Which identity of the profile a check would need, as a sentence. */
export function lackOfIdentity(deployment: Deployment, check: Check<Clients>): string | undefined {
  if ('runner' in check) return undefined;
  return check.needs.map((need) => troubleWithIdentity(deployment, need)).find(isTold);
}

const isTold = (trouble: string | undefined): trouble is string => trouble !== undefined;
