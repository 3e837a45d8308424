import { delayAnswers } from '../containers/faults/delay-answers.ts';
import { knownByProfile } from '../commands/testing/known-by-profile.ts';
import type { Surface } from '../targets/deployment.ts';
import { median, type Figure } from './figure.ts';
import { runningStack } from './running-stack.ts';

const rounds = 3;
const delayMs = 50;

/** `./medcor-verify health` of a deployment whose every answer comes 50 ms late, as from another continent's coast. */
export async function healthFromAfar(): Promise<Figure[]> {
  await using stack = await runningStack();
  await using ends = new AsyncDisposableStack();
  // One way for each address: the API and the proxy before it are one.
  const ways = new Map<string, Promise<{ address: string }>>();
  const wayTo = async (surface: Surface): Promise<Surface> => {
    if (!('url' in surface)) return surface;
    const { origin } = new URL(surface.url.replace(/^\w+:/, 'http:'));
    const way = ways.get(origin) ?? delayAnswers(surface.url, delayMs).then((opened) => ends.use(opened));
    ways.set(origin, way);
    const url = new URL(surface.url);
    url.host = new URL((await way).address).host;
    return { url: url.href };
  };
  const surfaces = await Promise.all(
    Object.entries<Surface>(stack.deployment.surfaces).map(
      async ([name, surface]) => [name, await wayTo(surface)] as const,
    ),
  );
  const afar = { ...stack.deployment, surfaces: Object.fromEntries(surfaces) as typeof stack.deployment.surfaces };
  const stranger = ends.use(await knownByProfile(afar));
  const took: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begun = performance.now();
    const { exitCode, stdout, stderr } = await stranger.run('health', '--target', stranger.file);
    if (exitCode !== 0) throw new Error(`medcor-verify health ended with ${exitCode}: ${stdout}${stderr}`);
    took.push(performance.now() - begun);
  }
  return [
    {
      name: `medcor-verify health, answers ${delayMs} ms late`,
      unit: 'ms',
      // The first one fills caches.
      ours: median(took.slice(1)),
      against: 'limit',
      peer: 3000,
      goal: 1,
    },
  ];
}
