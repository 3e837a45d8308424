import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import { quoteForShell } from '../harness/quote-for-shell.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { parseTarget } from '../targets/parse-target.ts';
import { namesNoSurface } from '../targets/target-from-flags.ts';
import type { Target } from '../targets/target.ts';
import { askForAnswers, type AskPerson } from './ask-for-answers.ts';
import { lacksOf } from './lacks-of-profile.ts';
import { tellLines } from './tell-lines.ts';
import { profileOf, type Answers, type Written } from './profile-of-answers.ts';

export type InitOptions = Partial<Answers>;

/** Writes a first profile from flags, or from questions on a terminal. Writes no secret, and over no file. */
export async function init(file: string | undefined, options: InitOptions, ask = personAtTerminal()): Promise<number> {
  const answers = ask ? await askForAnswers(options, ask).catch(goneAway) : answersFrom(options);
  if (answers === undefined) return interrupted;
  const path = file ?? `${answers.name.replaceAll(/[^\w.-]+/g, '-')}.json`;
  const text = textFor(extname(path));
  const { profile, variables } = profileOf(answers, path);
  // What is written down is read back first: a profile that no run takes helps nobody.
  parseTarget(JSON.parse(JSON.stringify(profile)), path);
  await writeNew(path, text(profile));
  const steps = nextSteps(path, { variables, lacks: await lacksOf(profile) });
  tellLines(steps);
  return exitCodes.verified;
}

/** Undefined where nobody can answer. */
function personAtTerminal(): AskPerson | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    // One for each question, so that nothing holds the terminal between them.
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const { promise: gone, reject } = Promise.withResolvers<never>();
    // Ctrl-D: the question would wait for ever.
    terminal.once('close', () => reject(new PersonGone()));
    gone.catch(() => {});
    try {
      return await Promise.race([terminal.question(question), gone]);
    } finally {
      terminal.close();
    }
  };
}

class PersonGone extends Error {
  override readonly name = 'PersonGone';
}

/** As shells have it for Ctrl-C. */
const interrupted = 130;

function goneAway(error: unknown): undefined {
  if (!(error instanceof PersonGone) && (error as Error).name !== 'AbortError') throw error;
  process.stderr.write('\nNothing is written.\n');
}

function answersFrom(options: InitOptions): Answers {
  if (namesNoSurface(options))
    throw new UsageError(
      'There is nothing to write: give at least one address (--api URL …), or call init on a terminal, which asks for them.',
    );
  const { name } = options;
  if (name) return { ...options, name };
  throw new UsageError('The profile needs a name, which the verdict will carry: add --name staging.');
}

function textFor(kind: string): (profile: Target) => string {
  if (kind === '.json') return (profile) => `${JSON.stringify(profile, null, 2)}\n`;
  if (kind === '.ts')
    return (profile) =>
      `// A profile of medcor-verify; its fields stand in targets/target.ts.\nexport default ${JSON.stringify(profile, null, 2)};\n`;
  throw new UsageError(`A profile is JSON or TypeScript: end its name with .json or .ts, not with "${kind}".`);
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new UsageError(`${path} cannot be written: ${sentenceOf(error)}.`);
    throw new UsageError(`${path} exists, and is not overwritten. Give another name, or remove it first.`);
  }
}

type ToKnow = Pick<Written, 'variables'> & { lacks: readonly string[] };

function nextSteps(path: string, { variables, lacks }: ToKnow): string[] {
  const target = quoteForShell(path.includes('/') ? path : `./${path}`);
  return [
    `${path} is written. It holds no secret.`,
    ...(variables.size === 0 ? [] : ['', 'Set before it is asked:']),
    ...[...variables].map(([name, purpose]) => `  ${name.padEnd(24)} ${purpose}`),
    ...(lacks.length === 0 ? [] : ['', 'With it cannot be told yet:', ...lacks.map((lack) => `  ${lack}`)]),
    '',
    'Then:',
    `  ./medcor-verify doctor --target ${target}     what of it can be reached from here`,
    `  ./medcor-verify explain --target ${target}    what would be asked; sends nothing`,
    `  ./medcor-verify --target ${target}            ask it`,
  ];
}
