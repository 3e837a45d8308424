import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { requirePrerequisite } from '../containers/prerequisites/missing.ts';
import { requireProgram } from '../containers/prerequisites/programs.ts';
import type { Surface } from '../targets/deployment.ts';
import { median, type Figure } from './figure.ts';
import { peakMegabytesOf, timeOf, type CommandLine } from './measure-command.ts';
import { runningStack } from './running-stack.ts';

const rounds = 5;

/** `./medcor-verify health` on a running stack, process start included, against what the guide has people type instead. */
export async function healthCommand(): Promise<Figure[]> {
  await using stack = await runningStack();
  const ours: CommandLine = { file: join(import.meta.dirname, '..', 'medcor-verify'), arguments: ['health'] };
  const byHand = commandsByHand(stack);
  // Once each without counting: caches of compiled code are filled for both sides.
  await timeOf(ours);
  for (const command of byHand) await timeOf(command);
  const health: number[] = [];
  const hand: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    health.push(await timeOf(ours));
    let sum = 0;
    for (const command of byHand) sum += await timeOf(command);
    hand.push(sum);
  }
  const peaks: number[] = [];
  for (let round = 0; round < rounds; round += 1) peaks.push(await peakMegabytesOf(ours));
  const ms = median(health);
  return [
    { name: 'medcor-verify health', unit: 'ms', ours: ms, against: 'limit', peer: 1000, goal: 1 },
    {
      name: 'medcor-verify health, the same by hand',
      unit: 'ms',
      ours: ms,
      against: 'celery inspect ping + rabbitmq-diagnostics + 2 curl',
      peer: median(hand),
      goal: 0.5,
    },
    {
      name: 'medcor-verify health, memory of all processes',
      unit: 'MB',
      ours: Math.max(...peaks),
      against: 'limit',
      peer: 200,
      goal: 1,
    },
  ];
}

function commandsByHand({ deployment, services }: Awaited<ReturnType<typeof runningStack>>): CommandLine[] {
  const url = (surface: Surface) => ('url' in surface ? surface.url : '');
  const { api, mcp, broker } = deployment.surfaces;
  const brokerPid = services.find(({ name }) => name === 'rabbitmq')?.pid;
  return [
    {
      file: requirePrerequisite("the distribution's Celery"),
      arguments: ['-m', 'celery', '-b', url(broker), 'inspect', 'ping'],
    },
    {
      file: join(dirname(requireProgram('rabbitmq-server')), 'rabbitmq-diagnostics'),
      arguments: ['check_running'],
      environment: environmentOf(brokerPid ?? 0),
    },
    { file: 'curl', arguments: ['-fsS', `${url(api)}api/health/`] },
    { file: 'curl', arguments: ['-fsS', `${url(mcp)}health/`] },
  ];
}

/** The broker's own: its node name, its cookie's home and its epmd are needed to ask it. */
const environmentOf = (pid: number): Record<string, string> =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/environ`, 'utf8')
      .split('\0')
      .filter((entry) => /^(PATH|HOME|LANG|RABBITMQ_NODENAME|RABBITMQ_CONF_ENV_FILE|ERL_EPMD_\w+)=/.test(entry))
      .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
