import { join, relative, sep } from 'node:path';

export const launcher = join(import.meta.dirname, '..', 'medcor-verify');

/** A path as it is typed from a folder: `./medcor-verify` or `reports/out/…` for what stands in or below it, whole for anything else. */
export function wayTo(path: string, from = process.cwd()): string {
  const way = relative(from, path);
  if (way === '..' || way.startsWith(`..${sep}`)) return path;
  return way.includes(sep) ? way : `./${way}`;
}
