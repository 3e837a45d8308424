import { type TestInfo, test as base } from 'playwright/test';
import type { Observations } from '../../harness/check.ts';
import { Violation } from '../../harness/violation.ts';
import { type JourneyCredentials, journeyCredentialsVariable, type JourneyFacts } from './journeys-plan.ts';

export type JourneyOptions = { facts: JourneyFacts };

const credentials = process.env[journeyCredentialsVariable];

/** Playwright's `test`, which hands a journey what the plan says of the target. */
export const test = base.extend<JourneyOptions>({
  facts: [{ documentationUrl: '', operations: [], pictures: '', patienceMs: 0 }, { option: true }],
  ...(credentials !== undefined && { httpCredentials: JSON.parse(credentials) as JourneyCredentials }),
});

/** Notes for the reporter: a journey says more than passed or not. */
export const notes = { violation: 'violation', observed: 'observed' } as const;

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
