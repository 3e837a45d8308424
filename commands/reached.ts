import { reachDeployment } from '../fixtures/reach/reach-deployment.ts';
import type { Problem, Reach } from '../fixtures/reach/reach.ts';
import { printable } from '../reports/printable.ts';
import { surfaceNames, type Deployment, type SurfaceName } from '../targets/deployment.ts';
import { redactorOf } from '../targets/redactor-of.ts';
import type { Unset } from '../targets/resolve-target.ts';

/** What of a deployment can be reached from here, a row for each surface, and one for its services where it speaks of them; without its secrets. */
export type Reached = {
  target: string;
  surfaces: readonly (Reach | { surface: Reach['surface']; notOffered: string })[];
  /** What the environment lacks: a variable, and what it holds. */
  unset: readonly Pick<Unset, 'variable' | 'purpose'>[];
};

type Reaching = {
  signal: AbortSignal;
  /** What to do in place of what the guide says of its machine, where that is a stack of ours. */
  helps?: string | undefined;
  /** What the deployment takes from the environment, which does not hold it. */
  unset?: readonly Unset[];
};

/** Asks every surface whose address and way are known. */
export async function reachFromHere(deployment: Deployment, { signal, helps, unset = [] }: Reaching): Promise<Reached> {
  const lackOf = (name: string) => unset.find(({ surfaces }) => surfaces.includes(name as SurfaceName));
  const known = Object.entries(deployment.surfaces).map(([name, surface]) => [
    name,
    lackOf(name) ? { notOffered: 'not known' } : surface,
  ]);
  const reaches = await reachDeployment(
    { ...deployment, surfaces: Object.fromEntries(known) as Deployment['surfaces'] },
    signal,
  );
  const redact = redactorOf(deployment);
  const clean = (text: string) => printable(redact(text));
  const { services } = deployment;
  const offers: [Reach['surface'], object][] = surfaceNames.map((name) => [name, deployment.surfaces[name]]);
  if (services) offers.push(['services', services]);
  const rows = offers.map(([surface, offer]) => {
    const lack = 'url' in offer ? lackOf(surface) : undefined;
    if (lack) return notAsked(surface, lack);
    const reach = reaches.find((each) => each.surface === surface);
    return reach
      ? cleaned(reach, { clean, helps })
      : { surface, notOffered: 'notOffered' in offer ? clean(String(offer.notOffered)) : '' };
  });
  const told = unset.map(({ variable, purpose }) => ({ variable, purpose }));
  return { target: deployment.name, surfaces: rows, unset: told };
}

const notAsked = (surface: Reach['surface'], { variable, purpose }: Unset): Reach => ({
  surface,
  where: 'not asked',
  steps: [],
  problem: {
    sentence: `${variable} is not set here, which holds ${purpose}`,
    whose: 'ours',
    toDo: 'set it, and ask again',
  },
});

type Telling = { clean: (text: string) => string; helps: string | undefined };

const cleaned = ({ surface, where, steps, problem }: Reach, telling: Telling): Reach => ({
  surface,
  where: telling.clean(where),
  steps: steps.map(({ step, seen }) => ({ step, seen: telling.clean(seen) })),
  ...(problem ? { problem: cleanedProblem(problem, telling) } : {}),
});

function cleanedProblem({ sentence, whose, toDo: ofGuide }: Problem, { clean, helps }: Telling): Problem {
  const toDo = whose === 'target' ? (helps ?? ofGuide) : ofGuide;
  return { sentence: clean(sentence), whose, ...(toDo === undefined ? {} : { toDo: clean(toDo) }) };
}
