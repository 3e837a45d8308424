import { Command, Option } from 'commander';
import packageJson from './package.json' with { type: 'json' };
import type { DoctorOptions } from './commands/doctor.ts';
import type { CompareOptions } from './commands/compare.ts';
import type { DownOptions } from './commands/down.ts';
import { endWithTheVerdict } from './commands/end-with-the-verdict.ts';
import { stackKinds } from './containers/stack-kinds.ts';
import { examples } from './commands/examples.ts';
import type { InitOptions } from './commands/init.ts';
import type { ListOptions } from './commands/list.ts';
import type { AskOptions } from './commands/options.ts';
import {
  collect,
  faultOption,
  imagesOption,
  parseFactor,
  parseTime,
  stackNameOption,
  stackOption,
  reportsOption,
  withDeploymentOptions,
  withNarrowingOptions,
  withProfileOptions,
  withQuestionOptions,
  withTargetOptions,
  withWatchOptions,
} from './commands/options.ts';
import type { ProveOptions } from './commands/prove.ts';
import { nameProcess } from './commands/name-process.ts';
import { tellError } from './commands/tell-error.ts';
import { tellWhatEscapes } from './commands/tell-what-escapes.ts';
import type { WatchOptions } from './commands/watch.ts';
import type { StatusOptions } from './commands/status.ts';
import type { UpOptions } from './commands/up.ts';

await nameProcess(process.argv.slice(2));

/** Secrets that become known meanwhile. */
const known = new Set<string>();
tellWhatEscapes(known);

// Each command is loaded when it is called: --help must not wait for what it does not use.
const program = new Command('medcor-verify')
  .description('Says with one command whether a MedCor-style deployment is healthy, correct, safe and fast.')
  .version(packageJson.version)
  .argument('[areas...]', 'areas to ask: health api mcp queue journeys load; all but load where none is named')
  .addHelpText('after', examples.ask)
  .action(async (areas: string[], options: AskOptions) => {
    const { ask } = await import('./commands/ask.ts');
    process.exitCode = await ask(
      areas,
      options,
      program.commands.map((each) => each.name()),
      { known },
    );
  });
withQuestionOptions(withDeploymentOptions(program));
program
  .enablePositionalOptions()
  .helpCommand('help [command]', 'help for a command')
  .exitOverride()
  .configureOutput({ outputError: () => {} });

const load = command('load', 'ask how fast a deployment answers under light load (k6)');
withQuestionOptions(withDeploymentOptions(load))
  .addHelpText('after', examples.load)
  .action(async (options: AskOptions) => {
    const { ask } = await import('./commands/ask.ts');
    process.exitCode = await ask(['load'], options, [], { known });
  });

withQuestionOptions(withDeploymentOptions(command('explain', 'what the same words would ask; sends nothing')))
  .argument('[areas...]', 'areas that would be asked')
  .addHelpText('after', examples.explain)
  .action(async (areas: string[], options: AskOptions) => {
    process.exitCode = await (await import('./commands/explain.ts')).explain(areas, options);
  });

withNarrowingOptions(command('list', 'every check and its facts, or those that the words name'))
  .argument('[areas...]', 'only checks of these areas')
  .option('--faults', 'every fault instead: what it does, and what must turn red')
  .option('--json', 'as JSON')
  .addOption(new Option('--markdown', 'as docs/checks.md has it').conflicts(['faults', 'json']))
  .addOption(
    new Option('--check', 'refuse a list with gaps, and a docs/checks.md that is stale').conflicts([
      'faults',
      'json',
      'markdown',
    ]),
  )
  .addHelpText('after', examples.list)
  .action(async (areas: string[], options: ListOptions) => {
    process.exitCode = await (await import('./commands/list.ts')).list(areas, options);
  });

command('up', 'start a stack that stays until `down`')
  .addOption(stackNameOption('what to call it, beside others that are up; asked with --target up:NAME'))
  .option('--json', 'print all its addresses and identities; the one output that holds secrets')
  .option('--install', 'install what it lacks first')
  .addOption(
    stackOption(
      `from ${stackKinds.join(' or ')}; where not said, containers when an engine answers and has the images`,
    ),
  )
  .addOption(imagesOption())
  .addOption(faultOption('make it sick in this way (see list --faults)'))
  .addHelpText('after', examples.up)
  .action(async (options: UpOptions) => {
    process.exitCode = await (await import('./commands/up.ts')).up(options);
  });

command('down', 'end the stack that stays')
  .addOption(stackNameOption('the one of this name'))
  .option('--all', 'all that were started from this folder')
  .addHelpText('after', examples.down)
  .action(async (options: DownOptions) => (await import('./commands/down.ts')).down(options));

command('status', 'the stacks that stay: their services with version, address, memory and time since the start')
  .addOption(stackNameOption('the one of this name alone'))
  .option('--json', 'as JSON; without secrets')
  .addHelpText('after', examples.status)
  .action(async (options: StatusOptions) => {
    process.exitCode = await (await import('./commands/status.ts')).status(options);
  });

withProfileOptions(command('init', 'write a first profile of a deployment, from flags or from questions'))
  .argument('[file]', 'where to: a .json or .ts file that does not exist yet (NAME.json)')
  .addHelpText('after', examples.init)
  .action(async (file: string | undefined, options: InitOptions) => {
    process.exitCode = await (await import('./commands/init.ts')).init(file, options);
  });

withWatchOptions(command('watch', 'ask again and again: a line a run, what has changed, metrics for Prometheus'), '30s')
  .addHelpText('after', examples.watch)
  .action(async (areas: string[], options: WatchOptions) => {
    process.exitCode = await (await import('./commands/watch.ts')).watch(areas, options, known);
  });

withWatchOptions(command('top', 'a live view for a person: every check, what came of it, and its trend'), '5s')
  .addHelpText('after', examples.top)
  .action(async (areas: string[], options: WatchOptions) => {
    process.exitCode = await (await import('./commands/top.ts')).top(areas, options, known);
  });

command('compare', 'what changed from one run to a later one; exit 1 when something got worse')
  .argument('<before>', 'a run: previous, its id, its folder, or a results.json')
  .argument('[after]', 'the later run; the newest one where absent', 'latest')
  .option('--factor <number>', 'a check is slower that takes this many times as long (2)', parseFactor)
  .option('--floor <time>', 'and so much longer at the least (1s)', parseTime)
  .option('--json', 'as JSON')
  .addOption(reportsOption())
  .addHelpText('after', examples.compare)
  .action(async (before: string, after: string, options: CompareOptions) => {
    process.exitCode = await (await import('./commands/compare.ts')).compare(before, after, options);
  });

command('prove', 'see every check turn red under its faults, and no other')
  .argument('[faults...]', 'only these faults (see list --faults)')
  .option('--all', 'every fault, as without any word')
  .option('--area <area>', 'the faults that concern this area; may be repeated', collect)
  .option('--changed [base]', 'the faults that what has changed since this commit may concern (origin/main)')
  .option('--install', 'install what the stacks lack first')
  .option('--json', 'print the kill matrix as JSON (docs/schemas/prove.schema.json)')
  .addOption(reportsOption())
  .addHelpText('after', examples.prove)
  .action(async (faults: string[], options: ProveOptions) => {
    process.exitCode = await (await import('./commands/prove.ts')).prove(faults, options);
  });

withTargetOptions(
  command(
    'doctor',
    'what is needed and how to get the rest; where a target is named, what of it can be reached from here',
  )
    .option('--install', 'install what is missing')
    .option('--for <purposes>', 'only for these, comma-separated: stack, journeys, load, celery-tests, containers')
    .option('--json', 'as JSON'),
)
  .addHelpText('after', examples.doctor)
  .action(async (options: DoctorOptions) => {
    process.exitCode = await (await import('./commands/doctor.ts')).doctor(options);
  });

withTargetOptions(
  command('sweep', 'remove what killed runs of ours left on this machine, and in a target where one is named'),
)
  .addHelpText('after', examples.sweep)
  .action(async (options: AskOptions) => {
    process.exitCode = await (await import('./commands/sweep.ts')).sweepLeftovers(options);
  });

// A reader that has seen enough (`| head`) closes the pipe: the verdict is still reached, and what was begun is still ended.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = await tellError(error, { known });
}
endWithTheVerdict();

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
}
