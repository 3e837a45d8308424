import type { UndeclaredProxy } from './connection.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The forward proxy that other programs would take from the environment; undefined where it names none. */
export function undeclaredProxy(variables: Variables): UndeclaredProxy | undefined {
  const firstSet = (...names: string[]) => names.find((name) => variables[name]);
  const https = firstSet('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY');
  const http = firstSet('http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY');
  if (https === undefined && http === undefined) return undefined;
  const direct = (variables['no_proxy'] ?? variables['NO_PROXY'] ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  return { ...(https === undefined ? {} : { https }), ...(http === undefined ? {} : { http }), direct };
}
