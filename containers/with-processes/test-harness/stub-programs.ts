import type { Command, OpenStackOptions } from '../../stack.ts';

/** Programs that answer with their name, method and path: enough where the point is the stack, and ready at once. */
export const stubPrograms: NonNullable<OpenStackOptions['plan']> = (plan) => ({
  ...plan,
  api: script(answering('api'), plan.api.environment),
  mcp: script(answering('mcp'), plan.mcp.environment),
  worker: script('console.log(\'{"msg":"ready"}\'); setInterval(() => {}, 1000);', plan.worker.environment),
});

/** A program of one line of JavaScript. */
export const script = (code: string, environment: Command['environment'] = {}): Command => ({
  file: process.execPath,
  arguments: ['-e', code],
  environment,
  readyLine: /"msg":"ready"/,
});

// Of a stream it sends the first half and keeps the second until it is asked for /finish.
const answering = (name: string): string => `
  let finish = () => {};
  require('node:http').createServer((request, response) => {
    const { method, url } = request;
    if (url === '/stream') { response.write('first'); finish = () => response.end('last'); return; }
    if (url === '/finish') finish();
    response.end('${name} ' + method + ' ' + url);
  }).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('{"msg":"ready"}'));
`;
