import type { Result } from '../harness/result.ts';

/** What Allure shows of a check whatever came of it: the demand as title, severity, area as feature. The same for both of our loops. */
export const allureFacts = ({ id, demand, source, remedy, severity, area, tier }: Result) => ({
  displayName: demand,
  testCaseId: id,
  description: `Check ${id}, promised in ${source}. Remedy: ${remedy}`,
  labels: [
    { name: 'severity', value: severities[severity] },
    { name: 'feature', value: area },
    { name: 'tag', value: tier },
  ],
});

/** Allure's words for ours. */
const severities = { critical: 'critical', major: 'normal', minor: 'minor' } as const;
