const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a Host names this machine itself or one of these names; the port does not count. */
export function hostsNamed(names: readonly string[]): (host: string) => boolean {
  const known = new Set([...loopback, ...names].map((name) => name.toLowerCase()));
  return (host) => known.has(host.replace(/:\d+$/, '').toLowerCase());
}
