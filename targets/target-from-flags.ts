import { surfaceNames, type SurfaceName } from './deployment.ts';
import type { ServicesFlags } from './services-flags.ts';
import { notOffered, type Target } from './target.ts';
import { valueOfFlag } from './value-of-flag.ts';

export type SurfaceFlags = Partial<Record<SurfaceName, string>>;

/** A target that consists of the addresses on the command line: enough for a first run, observing unless told otherwise. */
export function targetFromFlags(flags: SurfaceFlags): Target {
  const surfaces = Object.fromEntries(
    surfaceNames.map((name) => {
      const given = flags[name];
      return [name, given === undefined ? notOffered(`no --${name} was given`) : valueOfFlag(given)];
    }),
  );
  // The guide serves the API and, under /mcp/, the MCP server from one nginx.
  if (flags.proxy === undefined && flags.api !== undefined) surfaces['proxy'] = valueOfFlag(flags.api);
  // Nothing but the command line speaks for this target, so it allows what --safety asks for.
  return { name: 'the given addresses', furthestSafety: 'canary', surfaces: surfaces as Target['surfaces'] };
}

/** Services can be asked without any address. */
export const namesNoSurface = (flags: SurfaceFlags & ServicesFlags): boolean =>
  surfaceNames.every((name) => flags[name] === undefined) && flags.services === undefined;
