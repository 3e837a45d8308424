import { gapsInProof } from '../suites/proof/coverage.ts';
import { checksPage, type PageFacts } from './checks-page.ts';

/** What is wrong with a sound list of checks, a sentence each: what is unproven, and a `page` (docs/checks.md as it stands) that tells another. */
export function listProblems({ page, ...facts }: PageFacts & { page: string | undefined }): string[] {
  return [...gapsInProof(facts.checks, facts.faults), ...stale(facts, page)];
}

function stale(facts: PageFacts, page: string | undefined): string[] {
  if (page === checksPage(facts)) return [];
  return [`docs/checks.md is ${page === undefined ? 'missing' : 'stale'}: write it anew with make docs.`];
}
