import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Redact } from '../../harness/redact.ts';

type Keeping = { from: string; to: string; redact: Redact };

/**
 * Copies what Playwright left of a journey from one folder to another, redacted: texts and archives of them. Pictures come as they are,
 * for they were taken of pages without secrets; whatever else there is stays behind. Answers with the new paths.
 */
export async function keepFiles(files: readonly string[], { from, to, redact }: Keeping): Promise<string[]> {
  const kept: string[] = [];
  for (const file of files) {
    const copy = join(to, relative(from, file));
    await mkdir(dirname(copy), { recursive: true });
    if (file.endsWith('.zip')) {
      // Few journeys leave an archive, and the library that reads it takes its time to load.
      const { redactArchive } = await import('./redact-archive.ts');
      await writeFile(copy, redactArchive(await readFile(file), redact));
    } else if (file.endsWith('.png')) await copyFile(file, copy);
    else if (/\.(?:md|txt|json)$/.test(file)) await writeFile(copy, redact(await readFile(file, 'utf8')));
    else continue;
    kept.push(copy);
  }
  return kept;
}
