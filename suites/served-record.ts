import type { ToolAnswer } from '../fixtures/mcp/mcp-client.ts';

/**
 * True when an answer carries what the tool serves, in whatever wrapping and with whatever status: a result, the contract's list, or a
 * value that the same call returned with a valid token (`control`).
 */
export function carriesRecord({ answer, message }: ToolAnswer, control: ToolAnswer): boolean {
  if (message?.result) return true;
  // A record may stand in a string within JSON, where its quotes are escaped.
  const text = answer.text.replaceAll('\\', '');
  return wrappings.test(text) || telling(control.message?.result).some((value) => text.includes(value));
}

/** Keys under which a tool's answer stands; `"result":"error"` is none. */
const wrappings = /"(result"\s*:\s*[[{]\s*[^\s\]}]|structuredContent"\s*:\s*[[{]|appointments"\s*:\s*\[)/;

/** The strings in a result that occur nowhere by chance: ids, times, names of two words; not "text" or "booked". */
const telling = (result: unknown): string[] =>
  stringsIn(result)
    .map((value) => value.replaceAll('\\', ''))
    .filter((value) => value.length >= 4 && /[^\p{L}_-]/u.test(value));

function stringsIn(value: unknown): string[] {
  const strings: string[] = [];
  // A list and no recursion: a server may nest its result a hundred thousand levels deep.
  const open = [value];
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each === 'string') {
      strings.push(each);
      open.push(parsed(each));
    } else if (typeof each === 'object' && each !== null) {
      for (const inner of Object.values(each)) open.push(inner);
    }
  }
  return strings;
}

/** The object or list that a string holds as JSON; tools repeat their structured content so. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
