import { pythonRepr } from './python-repr.ts';
import { PythonError } from './python-error.ts';

/** Whom a control message is for: nodes by name, by pattern, or everybody. */
export type Addressees = { destination?: unknown; pattern?: unknown; matcher?: unknown };

/** Whether this node is meant. Throws a PythonError for a matcher that Celery does not have, or a pattern that is none. */
export function nodeMatches(name: string, { destination, pattern, matcher }: Addressees): boolean {
  if (Array.isArray(destination) && destination.length > 0) return destination.includes(name);
  if (typeof pattern !== 'string' || pattern === '' || typeof matcher !== 'string' || matcher === '') return true;
  if (matcher === 'glob') return globExpression(pattern).test(name);
  if (matcher === 'pcre') return regularExpression(pattern).test(name);
  throw new PythonError('MatcherNotInstalled', `No matcher installed for ${matcher}`, 'kombu.matcher');
}

/** Python's fnmatch: `*`, `?`, `[abc]` and `[!abc]` over the whole name. */
function globExpression(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\*|\?|\[(!?)([^\]]+)\]|[^*?]/gsu,
    (part, not: string | undefined, set: string | undefined) => {
      if (part === '*') return '.*';
      if (part === '?') return '.';
      if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replaceAll(/[\\^\]]/g, String.raw`\$&`)}]`;
      return RegExp.escape(part);
    },
  );
  return new RegExp(`^(?:${source})$`, 'su');
}

/** Python's re.match: from the beginning, not to the end. */
function regularExpression(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})`, 'u');
  } catch {
    throw new PythonError('error', `cannot read the pattern ${pythonRepr(pattern)}`, 're');
  }
}
