import { type Frozen, usageOf } from '../containers/usage.ts';
import { defaultName } from '../containers/with-processes/own-stack-name.ts';
import { exitCodes } from '../harness/verdict.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import type { Surface } from '../targets/deployment.ts';
import { interruptible } from './interruptible.ts';
import { serviceVersions } from './service-versions.ts';
import { stacksOfThisClone } from './stack-named.ts';
import { statusLines } from './status-lines.ts';
import { tellLines } from './tell-lines.ts';

export type StatusOptions = { name?: string; json?: boolean };

/** A stack that stays as `status` tells it: no secret in it. */
export type StackStatus = {
  name: string;
  /** ISO 8601. */
  since: string;
  owner: number;
  fault?: string;
  /** By name, without credentials, or why it is not offered. */
  surfaces: Record<string, string>;
  services: ServiceStatus[];
};

export type ServiceStatus = {
  name: string;
  running: boolean;
  /** Somebody has stopped it, or a part of it, in the middle of whatever it does. */
  frozen?: Frozen;
  /** How it ended, as the rest of a sentence, and when its owner noticed. */
  ended?: { how: string; at?: string };
  version?: string;
  address?: string;
  memoryBytes?: number;
  upSeconds?: number;
  pid: number;
  container?: { id: string; image: string };
  logFile?: string;
};

/** Prints the stacks that stay, without their secrets. Exit 3 when there is none (of that name), or a service of one has died or is frozen. */
export function status({ name, json = false }: StatusOptions): Promise<number> {
  return interruptible(async (signal) => {
    const stacks = (await stacksOfThisClone()).filter(({ called }) => name === undefined || called === name);
    const told = await Promise.all(stacks.map((stack) => statusOf(stack, signal)));
    if (json) process.stdout.write(`${JSON.stringify({ schemaVersion: 1, stacks: told }, null, 2)}\n`);
    else tellLines(told.length === 0 ? [noneUp(name)] : told.flatMap(statusLines));
    const areWhole =
      told.length > 0 && told.every(({ services }) => services.every(({ running, frozen }) => running && !frozen));
    return areWhole ? exitCodes.verified : exitCodes.incomplete;
  });
}

const noneUp = (name = defaultName): string =>
  name === defaultName
    ? 'No stack is up. Start one with ./medcor-verify up.'
    : `No stack called "${name}" is up. Start it with ./medcor-verify up --name ${name}.`;

type Stack = Awaited<ReturnType<typeof stacksOfThisClone>>[number];

/** What is known of a stack, and what its services tell of themselves now. */
export async function statusOf(stack: Stack, signal: AbortSignal): Promise<StackStatus> {
  const { called, since, owner, fault, deployment, services } = stack;
  const redact = redactorOf(deployment);
  const [versions, usages] = await Promise.all([serviceVersions(deployment, signal), usageOf(stack)]);
  const surfaces = Object.entries<Surface>(deployment.surfaces).map(([name, surface]) => [
    name,
    redact('url' in surface ? surface.url : surface.notOffered),
  ]);
  return {
    name: called,
    since,
    owner: owner.pid,
    ...(fault === undefined ? {} : { fault }),
    surfaces: Object.fromEntries(surfaces) as Record<string, string>,
    services: services.map(({ name, pid, running, address, container, logFile, ended, ...service }) => {
      const usage = usages[name] ?? {};
      const version = service.version ?? versions[name];
      const how = usage.ended ?? ended?.how;
      return {
        name,
        running,
        ...(running && usage.frozen ? { frozen: usage.frozen } : {}),
        ...(running || how === undefined ? {} : { ended: { how, ...(ended ? { at: ended.at } : {}) } }),
        ...(version === undefined ? {} : { version }),
        ...(address === undefined ? {} : { address }),
        ...(usage.memoryBytes === undefined ? {} : { memoryBytes: usage.memoryBytes }),
        ...(usage.upMs === undefined ? {} : { upSeconds: Math.round(usage.upMs / 1000) }),
        pid,
        ...(container === undefined ? {} : { container }),
        ...(logFile === undefined ? {} : { logFile }),
      };
    }),
  };
}
