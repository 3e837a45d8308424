import { join } from 'node:path';
import { errors, type Page } from 'playwright/test';
import { Violation } from '../../harness/violation.ts';
import { tellApart, test } from './journey-test.ts';
import type { JourneyFacts } from './journeys-plan.ts';
import { openPage } from './open-page.ts';
import { watchPage } from './page-troubles.ts';

test('journeys.documentation-lists-operations', ({ page, facts }, testInfo) =>
  tellApart(testInfo, async () => {
    const { documentationUrl, operations, pictures } = facts;
    const troubles = watchPage(page, documentationUrl);
    await openPage(page, documentationUrl);
    await Promise.race([operationsAppear(page), troubles.first]);
    await comesToRest(page);
    await page.screenshot({ path: join(pictures, 'documentation.png'), fullPage: true });

    const trouble = troubles.root();
    if (trouble?.ours) throw new Error(`This machine could not load all of the page: ${trouble.seen}.`);
    if (trouble) {
      throw new Violation({
        expected: `a page without errors at ${documentationUrl}`,
        actual: trouble.seen,
        cause: trouble.cause,
      });
    }
    const listed = await listedOperations(page);
    demandOperations(listed, operations, documentationUrl);
    return { operations: `${listed.length}` };
  }));

// Swagger UI, as drf-spectacular and @fastify/swagger-ui serve it.
const operation = '.opblock';
const closedSection = '.opblock-tag[data-is-open="false"]';
const appearsWithinMs = 10_000;

async function operationsAppear(page: Page): Promise<void> {
  const drawn = page.locator(`${operation}, ${closedSection}`).first();
  // A page that draws nothing is told by what it then lacks.
  await drawn.waitFor({ timeout: appearsWithinMs }).catch(unlessLate);
  for (const section of await page.locator(closedSection).all()) await section.click();
}

const comesToRest = (page: Page) =>
  page.waitForLoadState('networkidle', { timeout: appearsWithinMs }).catch(unlessLate);

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

function demandOperations(listed: readonly Operation[], wanted: JourneyFacts['operations'], url: string): void {
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
