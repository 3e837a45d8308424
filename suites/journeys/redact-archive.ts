import AdmZip from 'adm-zip';
import type { Redact } from '../../harness/redact.ts';

/** A trace of Playwright without secrets: its lines, and the pages and styles that it shows. Pictures and scripts of the target are left out. */
export function redactArchive(archive: Buffer, redact: Redact): Buffer {
  const clean = new AdmZip();
  for (const entry of new AdmZip(archive).getEntries()) {
    const { entryName: name } = entry;
    if (entry.isDirectory || !kept.test(name)) continue;
    const text = entry.getData().toString('utf8');
    clean.addFile(name, Buffer.from(isLines.test(name) ? text.split('\n').map(redact).join('\n') : redact(text)));
  }
  return clean.toBuffer();
}

const isLines = /\.(?:trace|network|stacks)$/;
const kept = /\.(?:trace|network|stacks|html|xhtml|json|css|txt|md|xml|svg)$/;
