import { resolve as absolute } from 'node:path';
import { UsageError } from '../harness/usage-error.ts';
import { isComposeName, isUnitName, sshAddressIn, type Services } from './services.ts';
import type { Target } from './target.ts';

/** What the command line says of the services; each flag takes the place of what the profile says of the same. */
export type ServicesFlags = {
  services?: string;
  unit?: string[];
  composeProject?: string;
  sshConfig?: string;
};

const spellings: Readonly<Record<keyof ServicesFlags, string>> = {
  services: '--services',
  unit: '--unit',
  composeProject: '--compose-project',
  sshConfig: '--ssh-config',
};

/** The first of these flags that was given, as it is spelt. */
export const servicesFlagIn = (flags: ServicesFlags): string | undefined =>
  Object.entries(spellings).find(([name]) => flags[name as keyof ServicesFlags] !== undefined)?.[1];

export function withServicesFlags(target: Target, flags: ServicesFlags): Target {
  const first = servicesFlagIn(flags);
  if (first === undefined) return target;
  const before = target.services && 'on' in target.services ? target.services : undefined;
  const on = flags.services === undefined ? before?.on : placeIn(flags.services);
  if (on === undefined)
    throw new UsageError(
      `${first} says what is asked and not where: add --services this-machine, or --services ssh://USER@HOST.`,
    );
  const { unit: units = before?.units, composeProject, sshConfig } = flags;
  const compose = composeProject === undefined ? before?.compose : { project: projectIn(composeProject) };
  if (units === undefined && compose === undefined)
    throw new UsageError(
      '--services says where to ask and not what for: add --unit celery.service (may be repeated), or --compose-project NAME.',
    );
  return {
    ...target,
    services: {
      ...before,
      on,
      ...(units === undefined ? {} : { units: units.map(unitIn) }),
      ...(compose === undefined ? {} : { compose }),
      ...(sshConfig === undefined ? {} : { sshConfig: absolute(sshConfig) }),
    },
  };
}

function placeIn(text: string): Services['on'] {
  if (text === 'this-machine') return text;
  if (sshAddressIn(text) !== undefined) return text as `ssh://${string}`;
  throw new UsageError(
    '--services takes this-machine or ssh://USER@HOST:PORT, and no password (user and port may stand in the configuration of ssh).',
  );
}

function unitIn(name: string): string {
  if (isUnitName(name)) return name;
  throw new UsageError(
    `"${name}" is no full name of a systemd unit: give it with its kind, e.g. --unit celery.service.`,
  );
}

function projectIn(name: string): string {
  if (isComposeName(name)) return name;
  throw new UsageError(
    `"${name}" is no name of a project of Compose, which has letters, digits, "_", "-" and "." alone.`,
  );
}
