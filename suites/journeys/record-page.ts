import type { Page, Request } from 'playwright';
import type { Exchange, Recorder } from '../../harness/exchange.ts';

/** A console may say a whole page. */
const mostCharacters = 4000;

/**
 * Notes what passes between a browser and the target while it shows a page, as evidence: each request and what came of it, what the
 * page complains of on its console, what its scripts throw. No body: pages are pictured, and their scripts are the target's own.
 */
export function recordPage(page: Page, note: Recorder['note']): void {
  const begun = new WeakMap<Request, { at: string; ms: number }>();
  const say = (asked: string, details: Partial<Exchange>, { at, ms } = now()) =>
    note({ ...details, at, protocol: 'browser', asked, durationMs: Math.round((performance.now() - ms) * 10) / 10 });
  const sayOf = (request: Request, details: Partial<Exchange>) =>
    say(`${request.method()} ${request.url()}`, details, begun.get(request));

  page.on('request', (request) => begun.set(request, now()));
  page.on('response', (response) => {
    const { 'content-type': contentType, location } = response.headers();
    sayOf(response.request(), { received: { status: response.status(), contentType, location } });
  });
  page.on('requestfailed', (request) => sayOf(request, { error: request.failure()?.errorText ?? 'it failed' }));
  page.on('console', (message) => {
    const level = message.type();
    if (level !== 'error' && level !== 'warning') return;
    const { url, lineNumber } = message.location();
    say(`the console of ${page.url()}`, { level, said: cut(message.text()), from: `${url}:${lineNumber}` });
  });
  page.on('pageerror', ({ message, stack = message }) => say(`the scripts of ${page.url()}`, { threw: cut(stack) }));
}

const now = () => ({ at: new Date().toISOString(), ms: performance.now() });

const cut = (text: string): string => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text);
