import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Collects what the list of processes tells of every process that lives meanwhile. Nothing where there is no /proc (macOS). */
export function watchCommandLines(): { seen: () => Buffer } & Disposable {
  const lines = new Set<string>();
  const look = () => {
    if (!existsSync('/proc/self/cmdline')) return;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) lines.add(commandLineOf(pid));
  };
  const timer = setInterval(look, 50);
  return {
    seen: () => Buffer.from([...lines].join('\n')),
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** A process may have ended since it was listed. */
function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
