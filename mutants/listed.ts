import { readFileSync } from 'node:fs';
import type { Survivor } from './survivor.ts';

/** Where survivors are listed, with the reason for each. */
export const page = 'docs/surviving-mutants.md';

/** What the page lists: below the heading of its file and the reason, a line each between fences. Throws where one has no file or no reason. */
export function listedSurvivors(text = readFileSync(page, 'utf8')): Survivor[] {
  const listed: Survivor[] = [];
  let file: string | undefined;
  let reason = '';
  let isListing = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) {
      isListing = !isListing;
      if (!isListing) reason = '';
    } else if (isListing) {
      if (file === undefined || reason === '') throw new Error(`${page} lists without a file or a reason: ${line}`);
      listed.push({ file, change: line });
    } else if (line.startsWith('#')) {
      file = /^## `(.+)`$/.exec(line)?.[1];
      reason = '';
    } else reason += line;
  }
  return listed;
}
