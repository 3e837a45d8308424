import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faults } from '../contract/faults.ts';
import { promises } from '../contract/promises.ts';
import { exitCodes } from '../harness/verdict.ts';
import { allChecks } from '../suites/all-checks.ts';
import { checksPage } from './checks-page.ts';
import { listProblems } from './list-problems.ts';

const facts = { checks: allChecks, faults, promises };

/** Prints the page that docs/checks.md is. */
export function tellPage(): number {
  process.stdout.write(checksPage(facts));
  return exitCodes.verified;
}

/** Tells the gaps in the list, and a docs/checks.md that is stale: exit 1 where there are any. */
export async function tellProblems(): Promise<number> {
  const page = await readFile(join(import.meta.dirname, '..', 'docs', 'checks.md'), 'utf8').catch(() => undefined);
  const problems = listProblems({ ...facts, page });
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''));
  return problems.length === 0 ? exitCodes.verified : exitCodes.violated;
}
