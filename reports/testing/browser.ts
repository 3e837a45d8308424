import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright';
import { requirePrerequisite } from '../../containers/prerequisites/missing.ts';

/** The Chromium of this machine. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: requirePrerequisite('Chromium'),
    // The sandbox refuses root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

/** Serves one page at every path with these headers, and counts what is asked for. */
export async function servePage(text: string, headers: Record<string, string> = {}) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
