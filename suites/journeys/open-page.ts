import { errors, type Page, type Request } from 'playwright';
import { Violation } from '../../harness/violation.ts';

/**
 * Opens a page that must be served with 200, by the host that was asked. Throws a Violation where it is not; whatever else keeps Chromium
 * from it is our trouble.
 */
export async function openPage(page: Page, url: string, deadlineMs: number): Promise<void> {
  const steps: Request[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) steps.push(request);
  });
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
    throwWhereElsewhere(steps, { url, expected });
  } catch (error) {
    if (error instanceof Violation) throw error;
    throwWhereElsewhere(steps, { url, expected });
    if (error instanceof errors.TimeoutError) throw notServed(`not loaded within ${deadlineMs} ms`, { cause: error });
    const message = error instanceof Error ? error.message : '';
    const [, code] = /net::(ERR_\w+)/.exec(message) ?? [];
    if (code === 'ERR_CONNECTION_REFUSED') {
      const cause = { id: 'connection-refused', sentence: `nothing listens at ${new URL(url).host}` };
      throw new Violation({ expected, actual: `net::${code}`, cause }, { cause: error });
    }
    if (message.includes('Download is starting')) throw notServed('a file to be kept, and no page', { cause: error });
    // Chromium shows nothing for a status without a body; it has seen the answer all the same.
    const answered = code && withoutPage.test(code) ? await steps.at(-1)?.response() : undefined;
    if (answered) throw notServed(`${answered.status()} from ${answered.url()}, and no page`, { cause: error });
    if (code !== undefined && doneByTarget.test(code)) throw notServed(`net::${code}`, { cause: error });
    throw error;
  }
}

/** Another host may show a fine page of its own: a login of the network, another deployment. */
function throwWhereElsewhere(steps: readonly Request[], { url, expected }: { url: string; expected: string }): void {
  const reached = steps.at(-1)?.url() ?? url;
  if (!URL.canParse(reached) || new URL(reached).hostname === new URL(url).hostname) return;
  throw new Violation({
    expected,
    actual: `a redirect to ${new URL(reached).origin}`,
    cause: { id: 'redirected', sentence: `the page at ${url} sends the browser to another host` },
  });
}

const withoutPage = /^ERR_(HTTP_RESPONSE_CODE_FAILURE|ABORTED)$/;

// Not names that do not resolve and networks that are down: the checks before this one have reached the same host from here.
const doneByTarget =
  /^ERR_(CONNECTION_|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|INVALID_|CERT_|SSL_|TOO_MANY_REDIRECTS|RESPONSE_|CONTENT_|HTTP2_|TIMED_OUT)/;
