import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta/core';
import type { Run } from '../harness/run.ts';
import { viewOf } from './html/view.ts';
import { reportFile } from './report-file.ts';

/**
 * The run as one page that needs nothing else: Jenkins shows it without its style and script, a mail client without a network, and
 * nothing that a target said becomes markup.
 */
export const html = reportFile('report.html', (run, { directory }) => renderPage(run, directory));

function renderPage(run: Run, directory: string): string {
  const part = (name: string) => readFileSync(join(import.meta.dirname, 'html', name), 'utf8');
  // In the order in which they override each other.
  const style = ['colours', 'page', 'story', 'tables', 'media'].map((name) => part(`${name}.css`)).join('');
  const script = part('page.js');
  const eta = new Eta({ autoEscape: true });
  for (const name of ['stories', 'story', 'command']) eta.loadTemplate(`@${name}`, part(`${name}.eta`).trimEnd());
  const policy = `default-src 'none'; img-src data:; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
  return eta.renderString(part('page.eta'), { ...viewOf(run, directory), style, script, policy });
}

/** Should markup get through all the same, it can neither run nor load. */
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
