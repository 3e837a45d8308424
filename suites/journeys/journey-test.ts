import { existsSync } from 'node:fs';
import { type Page, type TestInfo, test as base } from 'playwright/test';
import type { Observations } from '../../harness/check.ts';
import { recorder } from '../../harness/exchange.ts';
import { Violation } from '../../harness/violation.ts';
import { type JourneyCredentials, journeyCredentialsVariable, type JourneyFacts } from './journeys-plan.ts';
import { recordPage } from './record-page.ts';
import { takePicture } from './take-picture.ts';

export type JourneyOptions = { facts: JourneyFacts };

const credentials = process.env[journeyCredentialsVariable];

/** Playwright's `test`, which hands a journey what the plan says of the target, and notes what its page does. */
export const test = base.extend<JourneyOptions & { evidence: void }>({
  facts: [{ documentationUrl: '', operations: [], pictures: '', patienceMs: 0 }, { option: true }],
  evidence: [
    async ({ page }, use, testInfo) => {
      const { note, exchanges } = recorder();
      recordPage(page, note);
      await use();
      if (testInfo.status !== testInfo.expectedStatus) await pictureFailure(page, testInfo);
      testInfo.annotations.push({ type: notes.exchanges, description: JSON.stringify(exchanges()) });
    },
    { auto: true },
  ],
  ...(credentials !== undefined && { httpCredentials: JSON.parse(credentials) as JourneyCredentials }),
});

/** Where a picture of the page still can be taken: a browser that does not start has none. */
async function pictureFailure(page: Page, testInfo: TestInfo): Promise<void> {
  const path = testInfo.outputPath('failed.png');
  await takePicture(page, path).catch(() => {});
  if (existsSync(path)) testInfo.attachments.push({ name: 'failed', path, contentType: 'image/png' });
}

/** Notes for the reporter: a journey says more than passed or not. */
export const notes = { violation: 'violation', observed: 'observed', exchanges: 'exchanges' } as const;

/** Does the journey and tells the reporter a Violation of the target apart from every other error, which is ours. */
export async function tellApart(testInfo: TestInfo, journey: () => Promise<Observations>): Promise<void> {
  try {
    const observed = await journey();
    testInfo.annotations.push({ type: notes.observed, description: JSON.stringify(observed) });
  } catch (error) {
    if (error instanceof Violation) {
      testInfo.annotations.push({ type: notes.violation, description: JSON.stringify(error.facts) });
    }
    throw error;
  }
}
