import { readFile } from 'node:fs/promises';
import { sentenceOf } from '../harness/outcome-of-error.ts';
import type { Run } from '../harness/run.ts';
import { UsageError } from '../harness/usage-error.ts';
import { resultsSchema } from './results-schema.ts';

/** The run that a results.json tells. Throws a UsageError that says what is wrong with the file. */
export async function readRun(file: string): Promise<Run> {
  const value = await parsed(file);
  const version = versionOf(value);
  if (version === undefined)
    throw new UsageError(`${file} is not the results.json of a run: it names no schemaVersion.`);
  if (version !== ours) {
    throw new UsageError(
      `${file} has schema version ${JSON.stringify(version)}, and this program reads version ${ours}. Read it with the medcor-verify that wrote it, or ask again.`,
    );
  }
  const { data, error } = resultsSchema.safeParse(value);
  if (data) return data as unknown as Run;
  const [issue] = error.issues;
  throw new UsageError(
    `${file} is not the results.json of a run: ${issue?.path.map(String).join('.') || 'the whole'}: ${issue?.message ?? 'it does not fit'}. Its shape is reports/results.schema.json.`,
  );
}

const ours = resultsSchema.shape.schemaVersion.value;

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${sentenceOf(error)}.`, { cause: error });
  }
}

const versionOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : undefined;
