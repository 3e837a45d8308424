import { join } from 'node:path';
import { errors, type Page } from 'playwright';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';
import type { JourneyFacts } from './journeys-plan.ts';
import { openPage } from './open-page.ts';
import { watchPage } from './page-troubles.ts';
import { takePicture } from './take-picture.ts';

/** Opens the documentation as a person would. Throws a Violation unless it loads, lists the operations and complains of nothing. */
export async function readDocumentation(page: Page, facts: JourneyFacts): Promise<Observations> {
  const { documentationUrl: url, operations, pictures, patienceMs } = facts;
  const troubles = watchPage(page, url);
  await openPage(page, url, patienceMs);
  await Promise.race([operationsAppear(page, patienceMs), troubles.first]);
  await page.waitForLoadState('networkidle', { timeout: patienceMs }).catch(unlessLate);
  const listed = await listedOperations(page);
  await takePicture(page, join(pictures, 'documentation.png'));

  const trouble = troubles.root();
  if (trouble?.ours) throw new Error(`This machine could not load all of the page: ${trouble.seen}.`);
  if (trouble) {
    const { seen: actual, cause } = trouble;
    throw new Violation({ expected: `a page without errors at ${url}`, actual, cause });
  }
  demandOperations(listed, { wanted: operations, url });
  return { operations: `${listed.length}` };
}

// Swagger UI, as drf-spectacular and @fastify/swagger-ui serve it.
const operation = '.opblock';
const closedSection = '.opblock-tag[data-is-open="false"]';

async function operationsAppear(page: Page, patienceMs: number): Promise<void> {
  const drawn = page.locator(`${operation}, ${closedSection}`).first();
  // A page that draws nothing is told by what it then lacks.
  await drawn.waitFor({ timeout: patienceMs }).catch(unlessLate);
  for (const section of await page.locator(closedSection).all()) await section.click();
}

function unlessLate(error: unknown): void {
  if (!(error instanceof errors.TimeoutError)) throw error;
}

type Operation = { method: string; path: string };

const listedOperations = (page: Page): Promise<Operation[]> =>
  page.locator(operation).evaluateAll((blocks) =>
    blocks.map((block) => ({
      method: block.querySelector('.opblock-summary-method')?.textContent?.trim() ?? '',
      path: block.querySelector('[data-path]')?.getAttribute('data-path') ?? '',
    })),
  );

function demandOperations(
  listed: readonly Operation[],
  { wanted, url }: { wanted: JourneyFacts['operations']; url: string },
): void {
  const words = (all: readonly Operation[]) => all.map(({ method, path }) => `${method} ${path}`);
  const missing = words(wanted).filter((wantedOne) => !words(listed).includes(wantedOne));
  if (missing.length === 0) return;
  throw new Violation({
    expected: `a page that lists at least ${words(wanted).join(', ')}`,
    actual: listed.length === 0 ? 'a page that lists no operation' : words(listed).join(', '),
    cause:
      listed.length === 0
        ? { id: 'no-operations', sentence: `the page at ${url} loads, but lists no operations` }
        : { id: 'operation-missing', sentence: `the page at ${url} does not list ${missing.join(', ')}` },
  });
}
