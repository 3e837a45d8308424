import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutAccidents } from '../../reports/testing/without-accidents.ts';

const folder = join(import.meta.dirname, '..', 'golden-failures');

/** Set by `make texts` alone, which shows what changed: a golden text is one that somebody has read. */
const accepted = process.env['ACCEPT_FAILURE_TEXTS'] !== undefined;

/** The failures whose texts are golden, by the name of the file. */
export const goldenNames = (): string[] => readdirSync(folder).map((file) => file.replace(/\.txt$/, ''));

/** What is told of a failure now, and the text that was read and found good. */
export function besideGolden(name: string, story: readonly string[]): { told: string; golden: string } {
  const file = join(folder, `${name}.txt`);
  const told = `${withoutAccidents(story.join('\n'))}\n`;
  if (accepted) writeFileSync(file, told);
  const golden = existsSync(file)
    ? readFileSync(file, 'utf8')
    : `No golden text is called ${name}. Read what is told now; mend the check until a stranger understands it, then make texts.`;
  return { told, golden };
}
