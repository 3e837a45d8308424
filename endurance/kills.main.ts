import { Command, Option } from 'commander';
import { parseCount } from '../commands/options.ts';
import { type CommandName, commands, killOnce, type Killed, type Moment, nextCommands, victims } from './kill-once.ts';
import { oneOf, randomFrom } from './random.ts';

const {
  seed,
  moments,
  command: names,
  within: withinSeconds,
} = new Command('make kills KILLS=…')
  .description('Kills commands at random moments, calls the next one, and says what is left.')
  .addOption(new Option('--command <name...>', 'which ones').choices(Object.keys(commands)).default(['verify', 'up']))
  .option('--moments <number>', 'how many that fall within their command', parseCount, 50)
  .option('--seed <number>', 'takes the same moments again', parseCount, 1 + (Date.now() % 9999))
  .option('--within <seconds>', 'where they lie, in the place of what a command takes by itself', parseCount)
  .addHelpText('after', "\nExample: make kills KILLS='--moments 4 --seed 7 --command up'")
  .parse()
  .opts<{ seed: number; moments: number; command: CommandName[]; within?: number }>();

const random = randomFrom(seed);
/** How long a command is given that nobody kills. */
const patienceMs = 300_000;
const longestMs = new Map<CommandName, number>();
let hasLeft = 0;
// What was begun is ended then, too.
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

process.stdout.write(`seed ${seed}\n`);
for (const name of names) longestMs.set(name, withinSeconds ? withinSeconds * 1000 : await timeOf(name));
/** Moments that fell within their command; one that came after its end shows less, so it is told and another one is taken. */
let within = 0;
for (let number = 1; within < moments && number <= 3 * moments; number += 1) {
  const command = names[number % names.length] as CommandName;
  const victim = oneOf(
    victims.filter((each) => each !== 'supervisor' || command !== 'verify'),
    random,
  );
  const longest = longestMs.get(command) ?? 0;
  const moment: Moment = {
    command,
    victim,
    afterMs: Math.round(random() * longest),
    next: oneOf(nextCommands, random),
  };
  const { overAfterMs, left } = await kill(moment);
  if (overAfterMs === undefined) within += 1;
  else longestMs.set(command, Math.min(longest, overAfterMs));
  if (left.length > 0) hasLeft += 1;
  process.stdout.write(
    `${String(within).padStart(3)}  ${described(moment, overAfterMs !== undefined)}  ${toldLeft(left)}\n`,
  );
}
process.stdout.write(
  `${hasLeft === 0 ? 'Nothing was left' : `Something was left ${hasLeft} times`}; ${within} of ${moments} moments fell within their command.\n`,
);
process.exitCode = hasLeft === 0 && within === moments ? 0 : 1;

/** How long it takes by itself. */
async function timeOf(command: CommandName): Promise<number> {
  const { overAfterMs: ms = patienceMs, left } = await kill({
    command,
    victim: 'supervisor',
    afterMs: patienceMs,
    next: 'sweep',
  });
  process.stdout.write(`     ${command} by itself: ${(ms / 1000).toFixed(1)} s  ${toldLeft(left)}\n`);
  return ms;
}

/** Whoever interrupts gets back what was begun, ended. */
function kill(moment: Moment): Promise<Killed> {
  return killOnce(moment, interrupted.signal).catch((error: unknown) => {
    if (!interrupted.signal.aborted) throw error;
    process.stdout.write('Interrupted; what was begun has ended.\n');
    process.exit(130);
  });
}

function described({ command, victim, afterMs, next }: Moment, wasOver: boolean): string {
  const when = `after ${(afterMs / 1000).toFixed(2)} s`;
  return `${command.padEnd(8)} ${victim.padEnd(10)} killed ${when.padEnd(14)}${wasOver ? ' (it was over)' : ''} then ${next}`;
}

function toldLeft(left: readonly string[]): string {
  return left.length === 0 ? 'nothing left' : `LEFT\n${left.map((line) => `       ${line}`).join('\n')}`;
}
