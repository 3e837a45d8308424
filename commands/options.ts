import { InvalidArgumentError, Option, type Command } from 'commander';
import { stackKinds, type StackKind } from '../containers/stack-kinds.ts';
import { imageSetNames, type ImageSetName } from '../containers/images/image-sets.ts';
import type { FaultName } from '../contract/faults.ts';
import { safeties, severities, tiers, type Safety, type Severity, type Tier } from '../harness/check.ts';
import { didYouMean } from '../harness/nearest.ts';
import type { ConnectionFlags } from '../targets/connection-flags.ts';
import type { ServicesFlags } from '../targets/services-flags.ts';
import { surfaceNames, type SurfaceName } from '../targets/deployment.ts';
import { stackFaultCalled } from './fault-called.ts';
import { parseStackName } from './stack-named.ts';

/** What the command line says; one spelling everywhere. */
export type AskOptions = Partial<Record<SurfaceName, string>> &
  ConnectionFlags &
  ServicesFlags & {
    target?: string;
    stack?: StackKind;
    images?: ImageSetName;
    fault?: FaultName;
    only?: string[];
    severity?: Severity;
    tier?: Tier;
    safety?: Safety;
    wait?: number;
    deadline?: number;
    strict?: boolean;
    json?: boolean;
    install?: boolean;
    reports?: string;
  };

/** Where to ask: a profile, addresses, or a stack that is started for this run. */
export const withDeploymentOptions = (command: Command): Command =>
  withTargetOptions(command)
    .addOption(stackOption(`start a stack of our own, ask it, end it: ${stackKinds.join(', ')}`))
    .addOption(imagesOption())
    .addOption(faultOption('make that stack sick in this way (see list --faults)'))
    .option('--install', 'install what the stack lacks first');

/** A deployment that we do not start. */
export function withTargetOptions(command: Command): Command {
  command.option(
    '--target <name|file>',
    'ask the deployment of this profile (a name in targets/, or a .ts or .json file), or a stack that is up (up:NAME)',
  );
  return withSurfaceOptions(command, ', for a run without a profile');
}

/** Its addresses, and how they are reached from here. */
function withSurfaceOptions(command: Command, addition = ''): Command {
  for (const name of surfaceNames) command.option(`--${name} <url|env:name>`, `${meanings[name]}${addition}`);
  return withConnectionOptions(withServicesOptions(command));
}

/** What runs the programs, on its own machine. */
function withServicesOptions(command: Command): Command {
  return command
    .option(
      '--services <this-machine|ssh://host>',
      'where systemd and Compose are asked: here, or by ssh without a prompt',
    )
    .option('--unit <name>', 'a systemd unit there, e.g. celery.service; may be repeated', collect)
    .option('--compose-project <name>', 'a project of Compose there')
    .option(
      '--compose-service <name>',
      'a service of it that must run, where its own file is not to say which there are; may be repeated',
      collect,
    )
    .option(
      '--compose-optional <name>',
      'a service of it that need not run, e.g. one for debugging; may be repeated',
      collect,
    )
    .option('--ssh-config <file>', "a configuration of ssh (hosts, keys, known hosts) in place of this user's");
}

/** What a first profile says beside addresses; a secret by the name of its variable. */
export const withProfileOptions = (command: Command): Command =>
  withSurfaceOptions(command.option('--name <name>', 'what the verdict shall call this deployment'))
    .option('--signing-key <env:name>', 'the variable that holds the key which signs access tokens (HS256)')
    .option('--token <env:name>', 'the variable that holds an access token, where there is no key')
    .option('--tenant <name>', 'the hospital of that identity')
    .option('--other-tenant <name>', 'another hospital, somebody of which must see nothing of that one')
    .option('--other-token <env:name>', 'the variable that holds an access token of there, where there is no key')
    .option('--issuer <name>', 'who issues its tokens (medcor)')
    .option('--subject <name>', 'whom they are issued to (medcor-verify)')
    .option('--role <name>', 'its role (staff)')
    .option('--workers <number>', 'how many Celery workers there should be', parseCount)
    .option('--expected-version <version>', 'the version or commit that must answer')
    .addOption(
      new Option('--furthest-safety <safety>', 'how far checks may go there: observe, probe or canary').argParser(
        oneOf(['observe', 'probe', 'canary']),
      ),
    );

/** How a target is reached from here; with a profile or without. */
function withConnectionOptions(command: Command): Command {
  return command
    .option(
      '--resolve <host:port:address>',
      "ask this host of a surface at that address (curl's spelling): one instance behind a balancer; may be repeated",
      collect,
    )
    .option('--ca <file>', 'trust the certificates of this PEM file beside the public ones')
    .option('--cert <file>', 'show this client certificate (PEM) to servers that ask for one')
    .option('--key <file>', 'its private key (PEM), where that is not in the same file')
    .option('--key-passphrase <env:name>', 'the variable that holds the passphrase of the key')
    .option('--forward-proxy <url>', 'ask web surfaces through this HTTP proxy; loopback never')
    .option('--direct <host>', 'a host that is asked without it, as in NO_PROXY; may be repeated', collect);
}

/** Which checks. */
export function withNarrowingOptions(command: Command): Command {
  return command
    .option('--only <id|glob>', 'only these checks and what they build on; may be repeated', collect)
    .addOption(
      new Option('--severity <severity>', `from this severity up: ${severities.join(', ')}`).argParser(
        oneOf(severities),
      ),
    )
    .addOption(new Option('--tier <tier>', `up to this tier: ${tiers.join(', ')}`).argParser(oneOf(tiers)));
}

/** What to ask and how to tell it. */
export function withQuestionOptions(command: Command): Command {
  return withNarrowingOptions(command)
    .addOption(
      new Option(
        '--safety <safety>',
        `up to this far, observe for what we did not start: ${safeties.join(', ')}`,
      ).argParser(oneOf(safeties)),
    )
    .addOption(
      new Option('--deadline <time>', 'all of it within this time, e.g. 90s or 5m; the rest is broken').argParser(
        parseTime,
      ),
    )
    .addOption(
      new Option(
        '--wait <time>',
        'wait so long until the target has come up, then ask once; never green by waiting',
      ).argParser(parseTime),
    )
    .option('--strict', 'a failed minor check counts like any other')
    .option('--json', 'print the results as JSON; what a person reads goes to standard error')
    .addOption(reportsOption());
}

/** Where runs are kept. */
export const reportsOption = (): Option =>
  new Option(
    '--reports <folder>',
    'keep the reports of each run there, and look for earlier runs (else MEDCOR_REPORTS, else reports/out)',
  ).argParser(parseFolder);

function parseFolder(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('Give a folder, which need not exist yet.');
}

const meanings: Record<SurfaceName, string> = {
  api: 'base URL of the API',
  mcp: 'base URL of the MCP server itself',
  proxy: 'base URL of the proxy that serves /mcp/ (where absent: --api)',
  broker: 'amqp:// URL of RabbitMQ',
  management: 'base URL of its management plugin',
  database: 'postgres:// URL',
  cache: 'redis:// URL',
};

export const stackOption = (meaning: string): Option =>
  new Option('--stack <kind>', meaning).argParser(oneOf(stackKinds));

export const stackNameOption = (meaning: string): Option =>
  new Option('--name <name>', meaning).argParser(parseStackName);

export const imagesOption = (): Option =>
  new Option(
    '--images <set>',
    `the images of a stack from containers: ${imageSetNames.join(', ')}; one alone by MEDCOR_IMAGE_POSTGRES and its like`,
  ).argParser(oneOf(imageSetNames));

export const faultOption = (meaning: string): Option =>
  new Option('--fault <name>', meaning).argParser(stackFaultCalled);

/** For an option that may be repeated. */
export const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

function oneOf<Word extends string>(known: readonly Word[]): (word: string) => Word {
  return (word) => {
    const found = known.find((each) => each === word);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`${didYouMean(word, known)}Known: ${known.join(', ')}.`);
  };
}

/** How often, and where the metrics go. */
export const withWatchOptions = (command: Command, every: string): Command =>
  withQuestionOptions(withDeploymentOptions(command))
    .argument('[areas...]', 'areas to ask')
    .option('--every <time>', `from the start of a run to the start of the next (${every})`, parseTime)
    .option('--runs <number>', 'end after so many', parseCount)
    .option('--metrics <file>', 'where to keep the metrics of the last run for Prometheus (its textfile collector)');

/** A whole number from 1 on. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1 on.');
}

/** A number above 1. */
export function parseFactor(text: string): number {
  const factor = Number(text);
  if (factor > 1) return factor;
  throw new InvalidArgumentError('Give a number above 1, e.g. 1.5.');
}

const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** `90s`, `5m`, `500ms` as milliseconds. */
export function parseTime(text: string): number {
  const [whole, number, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const time = Number(number) * (milliseconds[unit] ?? Number.NaN);
  if (time > 0) return time;
  if (whole !== undefined)
    throw new InvalidArgumentError('Nothing can be done in no time: give more, e.g. 90s, 5m or 500ms.');
  throw new InvalidArgumentError('Give a time with its unit, e.g. 90s, 5m or 500ms.');
}
