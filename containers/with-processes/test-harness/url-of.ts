import type { Deployment, SurfaceName } from '../../../targets/deployment.ts';

/** The URL of a surface that every stack of ours offers. */
export function urlOf(deployment: Deployment | undefined, name: SurfaceName): string {
  const surface = deployment?.surfaces[name];
  if (surface === undefined || 'notOffered' in surface) throw new Error(`The stack offers no ${name}.`);
  return surface.url;
}
