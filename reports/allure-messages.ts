import type { Result } from '../harness/result.ts';

/** What allure-vitest's reporter reads from `task.meta.allureRuntimeMessages`; its set-up file is left out, since it leaks matcher values. */
export type AllureMessage = {
  type: 'metadata';
  data: { labels: { name: string; value: string }[]; description: string; displayName: string; testCaseId: string };
};

/** Severity, area as feature, the demand as title. */
export const allureMessages = (result: Result): AllureMessage[] => [
  {
    type: 'metadata',
    data: {
      displayName: result.demand,
      testCaseId: result.id,
      description: `Check ${result.id}, promised in ${result.source}. Remedy: ${result.remedy}`,
      labels: [
        { name: 'severity', value: severities[result.severity] },
        { name: 'feature', value: result.area },
        { name: 'tag', value: result.tier },
      ],
    },
  },
];

/** Allure's words for ours. */
const severities = { critical: 'critical', major: 'normal', minor: 'minor' } as const;
