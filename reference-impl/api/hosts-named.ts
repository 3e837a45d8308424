import { loopbackNames } from '../host-names.ts';

/** Whether a Host names this machine itself or one of these names; the port does not count. */
export function hostsNamed(names: readonly string[]): (host: string) => boolean {
  const known = new Set([...loopbackNames, ...names].map((name) => name.toLowerCase()));
  return (host) => known.has(host.replace(/:\d+$/, '').toLowerCase());
}
