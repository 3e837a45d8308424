import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VersionRecord } from './record.ts';

export const recordsFolder = join(import.meta.dirname, 'records');

/** What was recorded: a file each, in the order in which they were asked (its number stands before the name). */
export const readRecords = (): VersionRecord[] =>
  readdirSync(recordsFolder)
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(recordsFolder, file), 'utf8')) as VersionRecord);
