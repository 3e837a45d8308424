import { tellApart, test } from './journey-test.ts';
import { readDocumentation } from './read-documentation.ts';

test('journeys.documentation-lists-operations', ({ page, facts }, testInfo) =>
  tellApart(testInfo, () => readDocumentation(page, facts)));
