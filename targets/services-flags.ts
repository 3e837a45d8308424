import { resolve as absolute } from 'node:path';
import { UsageError } from '../harness/usage-error.ts';
import { isComposeName, sshAddressIn, whyNoUnit, type ComposeProject, type Services } from './services.ts';
import type { Target } from './target.ts';

/** What the command line says of the services; each flag takes the place of what the profile says of the same. */
export type ServicesFlags = {
  services?: string;
  unit?: string[];
  composeProject?: string;
  composeService?: string[];
  composeOptional?: string[];
  sshConfig?: string;
};

const spellings: Readonly<Record<keyof ServicesFlags, string>> = {
  services: '--services',
  unit: '--unit',
  composeProject: '--compose-project',
  composeService: '--compose-service',
  composeOptional: '--compose-optional',
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
  if (on === undefined) throw saysNotWhere(first);
  const { unit: units = before?.units, sshConfig } = flags;
  const compose = composeIn(flags, before?.compose);
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

/** A flag that is nothing by itself. */
export const saysNotWhere = (flag: string): UsageError =>
  new UsageError(
    `${flag} says what is asked and not where: add --services this-machine, or --services ssh://USER@HOST.`,
  );

/** Another project has other services than that of the profile. */
function composeIn(flags: ServicesFlags, before: ComposeProject | undefined): ComposeProject | undefined {
  const { composeProject, composeService: services, composeOptional: optional } = flags;
  const project = composeProject === undefined ? before : { project: projectIn(composeProject) };
  const flag = services ? spellings.composeService : optional ? spellings.composeOptional : undefined;
  if (flag === undefined) return project;
  if (project === undefined)
    throw new UsageError(`${flag} names a service and not its project: add --compose-project NAME.`);
  return {
    ...project,
    ...(services ? { services: services.map(serviceIn) } : {}),
    ...(optional ? { optional: optional.map(serviceIn) } : {}),
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
  const why = whyNoUnit(name);
  if (why === undefined) return name;
  throw new UsageError(`--unit: "${name}" ${why}.`);
}

function serviceIn(name: string): string {
  if (isComposeName(name)) return name;
  throw new UsageError(
    `"${name}" is no name of a service of Compose, which has letters, digits, "_", "-" and "." alone (give the flag once for each).`,
  );
}

function projectIn(name: string): string {
  if (isComposeName(name)) return name;
  throw new UsageError(
    `"${name}" is no name of a project of Compose, which has letters, digits, "_", "-" and "." alone.`,
  );
}
