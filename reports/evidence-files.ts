import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceOf } from '../harness/outcome-of-error.ts';

export type EvidenceFiles = {
  /** Writes what passed while a check was asked, a JSON text a line; answers with the file's name, or nothing where it cannot be written. */
  keep: (id: string, exchanges: readonly string[]) => string | undefined;
  /** What could not be written, a sentence each. */
  troubles: () => readonly string[];
};

/** The evidence of a run, an NDJSON file for each check that is not green, in the run's folder. */
export function evidenceFiles(directory: string): EvidenceFiles {
  const troubles: string[] = [];
  return {
    keep(id, exchanges) {
      const file = `${id}.ndjson`;
      try {
        // At once, so that no more than one check's evidence is held in memory.
        mkdirSync(directory, { recursive: true });
        writeFileSync(join(directory, file), exchanges.map((line) => `${line}\n`).join(''));
        return file;
      } catch (error) {
        troubles.push(`the evidence of ${id} could not be written to ${directory}: ${sentenceOf(error)}`);
        return undefined;
      }
    },
    troubles: () => troubles,
  };
}
