import { quote, type HttpAnswer } from '../../fixtures/http/http-answer.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation where the answer came out of a cache, or allows one to keep it: nobody would see the system go down. */
export function assertNeverKept(answer: HttpAnswer): void {
  const why = keptAlready(answer) ?? mayBeKept(answer);
  if (!why) return;
  const told = ['cache-control', 'age', 'expires'].flatMap((name) => {
    const value = answer.header(name);
    return value === undefined ? [] : [`${name}: ${value.slice(0, 80)}`];
  });
  throw new Violation({
    expected: 'a health document that is made anew for whoever asks (cache-control: no-store)',
    actual: [quote(answer), ...told].join('; '),
    cause: { id: why.id, sentence: `${answer.request} ${why.what}` },
  });
}

type Why = { id: string; what: string };

function keptAlready({ header }: HttpAnswer): Why | undefined {
  const age = Number(header('age') ?? 0);
  return age > 0
    ? { id: 'answered-by-a-cache', what: `is answered by a cache, ${age} s after the API said it` }
    : undefined;
}

/** What says for how long; without any such word, and without a date of change, caches keep nothing (RFC 9111, section 4.2.2). */
function mayBeKept({ header }: HttpAnswer): Why | undefined {
  const control = (header('cache-control') ?? '').toLowerCase();
  if (/\bno-(store|cache)\b/.test(control)) return undefined;
  const seconds = lifetimeIn(control) ?? untilExpiry(header);
  if (seconds !== undefined && seconds > 0) {
    return { id: 'may-be-kept', what: `lets every cache on the way keep the answer for ${seconds} s` };
  }
  const changed = seconds === undefined && header('last-modified') !== undefined;
  return changed
    ? { id: 'may-be-kept', what: 'has a date of change and no word on caches: they keep it as long as they think fit' }
    : undefined;
}

/** Seconds; what is said to shared caches counts first. */
function lifetimeIn(control: string): number | undefined {
  const [, seconds] = /\bs-maxage=(\d+)/.exec(control) ?? /\bmax-age=(\d+)/.exec(control) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

function untilExpiry(header: HttpAnswer['header']): number | undefined {
  const expires = header('expires');
  if (expires === undefined) return undefined;
  const ms = Date.parse(expires) - Date.parse(header('date') ?? new Date().toUTCString());
  // "0" and what is no date are in the past (RFC 9111, section 5.3).
  return Number.isNaN(ms) ? 0 : Math.round(ms / 1000);
}
