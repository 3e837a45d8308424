import { errors, type Page } from 'playwright';
import { Violation } from '../../harness/violation.ts';

/** Opens a page that must be served with 200. Throws a Violation where it is not; whatever else keeps Chromium from it is our trouble. */
export async function openPage(page: Page, url: string, deadlineMs: number): Promise<void> {
  const expected = `200 with a page from ${url}`;
  const notServed = (actual: string, options?: ErrorOptions) =>
    new Violation(
      { expected, actual, cause: { id: 'page-not-served', sentence: `the page at ${url} does not load` } },
      options,
    );
  try {
    const response = await page.goto(url, { waitUntil: 'load', timeout: deadlineMs });
    const status = response?.status();
    if (status !== 200) throw notServed(status === undefined ? 'no answer' : `${status} from ${response?.url()}`);
  } catch (error) {
    if (error instanceof errors.TimeoutError) throw notServed(`not loaded within ${deadlineMs} ms`, { cause: error });
    const code = error instanceof Error ? /net::(ERR_\w+)/.exec(error.message)?.[1] : undefined;
    if (code === 'ERR_CONNECTION_REFUSED') {
      const cause = { id: 'connection-refused', sentence: `nothing listens at ${new URL(url).host}` };
      throw new Violation({ expected, actual: `net::${code}`, cause }, { cause: error });
    }
    if (code !== undefined && doneByTarget.test(code)) throw notServed(`net::${code}`, { cause: error });
    throw error;
  }
}

// Not names that do not resolve and networks that are down: the checks before this one have reached the same host from here.
const doneByTarget =
  /^ERR_(CONNECTION_|EMPTY_RESPONSE|INVALID_|CERT_|SSL_|TOO_MANY_REDIRECTS|RESPONSE_|CONTENT_|HTTP2_|TIMED_OUT)/;
