import { dirname } from 'node:path';
import type { UpStack } from '../containers/with-processes/supervisor.ts';
import { defaultName } from '../containers/with-processes/own-stack-name.ts';
import { quoteForShell } from '../harness/quote-for-shell.ts';
import type { OwnStack } from '../harness/run.ts';
import type { AskOptions } from './options.ts';
import { launcher, wayTo } from './way-to.ts';

/** No systemd and no Compose of the guide runs a stack of ours, so its remedies help nobody there: these do. */
export function helpForStackThatStays(called: string, { services, images, fault }: UpStack): OwnStack {
  const name = called === defaultName ? '' : ` --name ${called}`;
  const kind = images === undefined ? ' --stack processes' : ` --stack containers --images ${images}`;
  const folder = folderOfLogs(services);
  return withFault(fault, [
    `${us()} status${name}`,
    ...(folder === undefined ? [] : [`tail -n 50 ${quoteForShell(folder)}/*.log`]),
    `${us()} down${name}`,
    `${us()} up${name}${kind}`,
  ]);
}

/** One that ends with its run can be looked at no more: another one is brought up, which stays. */
export function helpForStackOfRun({ stack, images, fault }: Pick<AskOptions, 'stack' | 'images' | 'fault'>): OwnStack {
  const kind = [stack && ` --stack ${stack}`, images && ` --images ${images}`].filter(Boolean).join('');
  return withFault(fault, [`${us()} up${kind}`, us(), `${us()} status`, `${us()} down`]);
}

/** The folder in which all of them log; undefined for containers, whose engine keeps what they say. */
export function folderOfLogs(services: readonly Pick<UpStack['services'][number], 'logFile'>[]): string | undefined {
  const [file] = services.flatMap(({ logFile }) => logFile ?? []);
  return file === undefined ? undefined : dirname(file);
}

const us = (): string => quoteForShell(wayTo(launcher));

const withFault = (fault: string | undefined, commands: readonly string[]): OwnStack => ({
  remedy: commands.join('; '),
  ...(fault === undefined ? {} : { fault }),
});
