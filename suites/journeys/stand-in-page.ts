import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** For tests of the journeys themselves: a server with one documentation page at /api/docs/, and a script at /api/docs/page.js. */
export type StandInPage = AsyncDisposable & { baseUrl: string; url: string; firstRequest: Promise<void> };

export type PageBehaviour = {
  status?: number;
  body?: string;
  script?: string;
  /** Never answers. */
  silent?: true;
  /** The one `authorization` that is let in; everybody where absent. */
  admits?: string;
};

export async function openStandInPage(behaviour: PageBehaviour = {}): Promise<StandInPage> {
  const asked = Promise.withResolvers<void>();
  const answer = answerAsPage(behaviour);
  const server = createServer((request, response) => {
    asked.resolve();
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    baseUrl,
    url: `${baseUrl}api/docs/`,
    firstRequest: asked.promise,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The page as a listener, for a server of another kind. */
export function answerAsPage(behaviour: PageBehaviour = {}): RequestListener {
  const { status = 200, body = operationsAsDrawn, script = '', silent, admits } = behaviour;
  return (request, response) => {
    if (silent) return;
    if (admits !== undefined && request.headers.authorization !== admits) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="API"' }).end();
    } else if (request.url === '/api/docs/') {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end(`<!doctype html><title>API</title><body>${body}<script src="/api/docs/page.js"></script>`);
    } else if (request.url === '/api/docs/page.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      response.end(script);
    } else {
      response.writeHead(404).end();
    }
  };
}

/** An operation as Swagger UI draws it. */
export const drawnOperation = (method: string, path: string): string =>
  `<div class="opblock"><span class="opblock-summary-method">${method}</span><span data-path="${path}">${path}</span></div>`;

export const operationsAsDrawn = drawnOperation('GET', '/api/health/') + drawnOperation('GET', '/api/appointments/');
