import { quoteForShell } from '../harness/quote-for-shell.ts';
import { surfaceNames } from '../targets/deployment.ts';
import { secretsIn } from '../targets/secrets-of.ts';
import type { AskOptions } from './options.ts';

/**
 * The options that name a target again, as a shell reads them. An address that holds a secret is told as a variable of the environment
 * for the person to set: `--broker env:MEDCOR_BROKER`.
 */
export function askedAsOf(options: AskOptions): string {
  const words: string[] = [];
  const add = (flag: string, value: string | undefined) => {
    if (value !== undefined) words.push(flag, value);
  };
  add('--target', options.target);
  add('--stack', options.stack);
  add('--images', options.images);
  add('--fault', options.fault);
  for (const name of surfaceNames) add(`--${name}`, withoutSecret(options[name], `MEDCOR_${name.toUpperCase()}`));
  for (const entry of options.resolve ?? []) add('--resolve', entry);
  add('--ca', options.ca);
  add('--cert', options.cert);
  add('--key', options.key);
  add('--key-passphrase', options.keyPassphrase);
  add('--forward-proxy', withoutSecret(options.forwardProxy, 'MEDCOR_FORWARD_PROXY'));
  for (const host of options.direct ?? []) add('--direct', host);
  add('--services', options.services);
  for (const unit of options.unit ?? []) add('--unit', unit);
  add('--compose-project', options.composeProject);
  for (const service of options.composeService ?? []) add('--compose-service', service);
  for (const service of options.composeOptional ?? []) add('--compose-optional', service);
  add('--ssh-config', options.sshConfig);
  return words.map(quoteForShell).join(' ');
}

const withoutSecret = (value: string | undefined, variable: string): string | undefined =>
  value !== undefined && holdsSecret(value) ? `env:${variable}` : value;

/** Each of several brokers behind each other may hold one. */
const holdsSecret = (address: string): boolean =>
  address.split(';').some((each) => URL.canParse(each.trim()) && secretsIn(new URL(each.trim())).length > 0);
