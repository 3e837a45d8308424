import type { Page } from 'playwright';
import type { Cause } from '../../harness/violation.ts';

/** Something that went wrong in the browser while it showed a page. `ours` when it says nothing of the target. */
export type PageTrouble = { cause: Cause; seen: string; ours?: true };

export type PageTroubles = {
  /** Resolves at the first trouble. */
  first: Promise<void>;
  /** The one from which the others are likely to follow. */
  root: () => PageTrouble | undefined;
};

/** Watches a page from before it loads. */
export function watchPage(page: Page, pageUrl: string): PageTroubles {
  const all: PageTrouble[] = [];
  const { promise: first, resolve } = Promise.withResolvers<void>();
  const add = (trouble: PageTrouble) => {
    all.push(trouble);
    resolve();
  };
  page.on('pageerror', ({ message }) => add(scriptError(message)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isFavicon(message.location().url)) add(consoleError(message.text()));
  });
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText ?? 'it failed';
    // The document itself is judged by who opens the page; a request that the page gave up is its own decision.
    if (request.isNavigationRequest() || error === 'net::ERR_ABORTED') return;
    add(requestFailed(request.url(), { error, pageUrl }));
  });
  page.on('response', (response) => {
    if (response.status() < 400 || response.request().isNavigationRequest() || isFavicon(response.url())) return;
    add(requestRefused(response.url(), response.status()));
  });
  return { first, root: () => rootFirst.map((id) => all.find(({ cause }) => cause.id === id)).find(Boolean) };
}

/** A browser asks for it without being told to. */
const isFavicon = (url: string): boolean => URL.canParse(url) && new URL(url).pathname === '/favicon.ico';

/** A script that is not served makes the next one throw, and both are told on the console. */
const rootFirst = ['request-failed', 'script-error', 'console-error'];

const scriptError = (message: string): PageTrouble => ({
  cause: { id: 'script-error', sentence: `a script of the page throws: ${message}` },
  seen: `an uncaught error: ${message}`,
});

const consoleError = (text: string): PageTrouble => ({
  cause: { id: 'console-error', sentence: `the page complains on its console: ${text}` },
  seen: `an error on the console: ${text}`,
});

const requestRefused = (url: string, status: number): PageTrouble => ({
  cause: { id: 'request-failed', sentence: `the page needs ${url}, which is answered with ${status}` },
  seen: `${status} for ${url}`,
});

function requestFailed(url: string, { error, pageUrl }: { error: string; pageUrl: string }): PageTrouble {
  const elsewhere = URL.canParse(url) && new URL(url).host !== new URL(pageUrl).host;
  return {
    cause: { id: 'request-failed', sentence: `the page needs ${url}, which could not be loaded (${error})` },
    seen: `${error} for ${url}`,
    // A host that is not the target's may well be up, and only this machine cut off from it.
    ...(elsewhere ? { ours: true } : {}),
  };
}
