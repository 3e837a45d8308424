import { allChecks } from '../suites/all-checks.ts';
import { readRecords } from './records.ts';
import { versionsPage } from './versions-page.ts';

process.stdout.write(versionsPage({ records: readRecords(), checks: allChecks.map(({ id }) => id) }));
