import type { RunnerCheck } from '../../harness/check.ts';

/** What a person does in a browser. Each id is the title of a test in a *.spec.ts beside this file. */
export const journeysChecks: RunnerCheck[] = [
  {
    id: 'journeys.documentation-lists-operations',
    demand: 'The documentation page must list the operations of the API in a browser, without an error',
    source: 'contract.api-documents-itself',
    severity: 'major',
    tier: 'smoke',
    safety: 'observe',
    after: ['health.api-is-healthy'],
    remedy:
      'open the page in a browser with its console open; are its scripts and the OpenAPI document served (python manage.py collectstatic)?',
    requests: { least: 8, most: 30 },
    refutedBy: { 'broken-page-script': 'script-error' },
    runner: 'journeys',
    needs: ['api'],
  },
];
