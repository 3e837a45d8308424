import { quoteForShell } from '../harness/quote-for-shell.ts';
import type { AskOptions } from './options.ts';

/**
 * The whole question as a shell reads it: areas, the options that name the target (`askedAs`, quoted already), and all that narrows the
 * question or changes how it is judged.
 */
export function askedWithOf(areas: readonly string[], askedAs: string, options: AskOptions): string {
  const words: string[] = [];
  for (const pattern of options.only ?? []) words.push('--only', pattern);
  if (options.severity) words.push('--severity', options.severity);
  if (options.tier) words.push('--tier', options.tier);
  if (options.wait !== undefined) words.push('--wait', timeTold(options.wait));
  if (options.deadline !== undefined) words.push('--deadline', timeTold(options.deadline));
  if (options.strict) words.push('--strict');
  return [...areas.map(quoteForShell), askedAs, ...words.map(quoteForShell)].filter(Boolean).join(' ');
}

const timeTold = (ms: number): string => (ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`);
