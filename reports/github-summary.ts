import { appendFile, readFile, truncate } from 'node:fs/promises';
import type { Result } from '../harness/result.ts';
import type { Run } from '../harness/run.ts';
import { decides } from '../harness/verdict.ts';
import { headline, linesBelow, words } from './headline.ts';
import type { Report } from './report.ts';
import { seconds, storyOf } from './story.ts';

/** What GitHub takes for a step; of more it shows nothing at all. */
const limitBytes = 1024 * 1024;

/** The run as a section of the step's summary in GitHub Actions, below what the step has written there before. */
export const githubSummary: Report = {
  elsewhere: true,
  async write(run, { githubStepSummary: file }) {
    if (file === undefined) return;
    const before = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.of();
      throw error;
    });
    const mark = `<!-- medcor-verify ${run.id} -->\n`;
    // One that was written before the trouble would say another word than the run.
    const told = before.indexOf(mark);
    if (told >= 0) await truncate(file, told);
    const kept = told >= 0 ? told : before.length;
    await appendFile(file, mark + renderSummary(run, limitBytes - kept - Buffer.byteLength(mark)));
  },
};

/** The verdict, a table by area, then as many stories as fit. */
export function renderSummary(run: Run, roomBytes: number): string {
  const stories = run.results
    .filter((result) => result.verdict === 'failed' || result.verdict === 'broken')
    .toSorted((left, right) => rankOf(left, run) - rankOf(right, run));
  let text = verdictOf(run) + tableOf(run);
  let room = roomBytes - Buffer.byteLength(text) - reserveBytes;
  for (const [index, result] of stories.entries()) {
    const story = storyBlock(result, run);
    room -= Buffer.byteLength(story);
    if (room < 0) return `${text}\nand ${stories.length - index} more, which the report tells.\n`;
    text += story;
  }
  return text;
}

/** For the line that says how many stories are left out. */
const reserveBytes = 100;

/** Violations, then what could not be told, then what does not count. */
const rankOf = (result: Result, run: Run) => (decides(result, run) ? 0 : result.verdict === 'broken' ? 1 : 2);

const verdictOf = (run: Run): string => `\
## ${run.word === 'verified' ? '✅' : '❌'} ${code(headline(run))}

${linesBelow(run)
  .map(([label, text]) => `- ${label}: ${code(text)}\n`)
  .join('')}
`;

const columns = ['passed', 'failed', 'waived', 'broken', 'blocked', 'skipped'] as const;

function tableOf({ results }: Run): string {
  if (results.length === 0) return '';
  const rows = [...Map.groupBy(results, ({ area }) => area)].map(([area, some]) => {
    const numbers = columns.map((column) => some.filter((result) => kindOf(result) === column).length || '');
    const slowest = Math.max(...some.map(({ durationMs }) => durationMs));
    return `| ${[area, ...numbers, seconds(slowest)].join(' | ')} |\n`;
  });
  const heads = ['area', ...columns.map((column) => (column === 'waived' ? column : words[column])), 'slowest'];
  return `| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}\n${rows.join('')}\n`;
}

const kindOf = (result: Result) => (result.verdict === 'failed' && result.waived ? 'waived' : result.verdict);

function storyBlock(result: Result, run: Run): string {
  const [title = '', ...lines] = storyOf(result, run);
  const text = lines.join('\n');
  // Longer than any in the text, so that no text can end it.
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `<details open><summary>${code(title)}</summary>\n\n${fence}text\n${text}\n${fence}\n\n</details>\n\n`;
}

/** Text that neither Markdown nor HTML takes for its own, and in which GitHub links nothing. */
const code = (text: string) =>
  `<code>${text.replaceAll(/[^\p{L}\p{N} .,:;/=()-]/gu, (sign) => `&#${sign.codePointAt(0)};`)}</code>`;
