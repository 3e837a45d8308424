import type { HttpAnswer } from '../../../fixtures/http/http-answer.ts';

type Page = { status: number; text?: string; contentType?: string; headers?: Readonly<Record<string, string>> };

export const answerOf = ({ status, text = '', contentType = '', headers = {} }: Page): HttpAnswer => ({
  request: 'GET http://api.example.org/api/nothing/',
  status,
  contentType,
  header: (name) => headers[name],
  text,
});

const html = 'text/html';
const titled = (status: string, signature: string) =>
  `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n${signature}</body>\r\n</html>\r\n`;

/** What proxies answer of their own accord, as each documents it or has it in its source; the status changes, the form stays. */
export const pagesOfProxies = {
  nginx: (status) => ({ contentType: html, text: titled(`${status} Title`, '<hr><center>nginx</center>\r\n') }),
  'ingress-nginx': () => ({ contentType: 'text/plain', text: 'default backend - 404' }),
  Traefik: () => ({
    contentType: 'text/plain',
    text: '404 page not found\n',
    headers: { 'x-content-type-options': 'nosniff' },
  }),
  Caddy: () => ({ headers: { server: 'Caddy' } }),
  HAProxy: (status) => ({
    contentType: html,
    text: `<html><body><h1>${status} Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n`,
  }),
  Envoy: () => ({ headers: { server: 'istio-envoy' } }),
  "AWS's load balancer": (status) => ({
    contentType: html,
    text: titled(`${status} Title`, ''),
    headers: { server: 'awselb/2.0' },
  }),
  "AWS's API gateway": () => ({
    contentType: 'application/json',
    text: '{"message":"Not Found"}',
    headers: { 'apigw-requestid': 'JKJaXmPLvHcESHA=' },
  }),
  Kong: () => ({
    contentType: 'application/json',
    text: '{"message":"no Route matched with those values"}',
    headers: { server: 'kong/3.9.0' },
  }),
  Cloudflare: () => ({ contentType: 'text/plain', text: 'error code: 1016', headers: { server: 'cloudflare' } }),
  "Azure's gateway": (status) => ({
    contentType: html,
    text: titled(`${status} Title`, '<hr><center>Microsoft-Azure-Application-Gateway/v2</center>\r\n'),
  }),
  Apache: (status) => ({
    contentType: html,
    text: `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} Title</title>\n</head><body>\n</body></html>\n`,
  }),
  Varnish: (status) => ({
    contentType: html,
    text: `<!DOCTYPE html>\n<html>\n  <head>\n    <title>${status} Title</title>\n  </head>\n  <body>\n    <h3>Guru Meditation:</h3>\n    <p>XID: 32770</p>\n    <hr>\n    <p>Varnish cache server</p>\n  </body>\n</html>\n`,
  }),
} as const satisfies Record<string, (status: number) => Omit<Page, 'status'>>;
