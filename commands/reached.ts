import { reachDeployment } from '../fixtures/reach/reach-deployment.ts';
import type { Reach } from '../fixtures/reach/reach.ts';
import { printable } from '../reports/printable.ts';
import { surfaceNames, type Deployment } from '../targets/deployment.ts';
import { redactorOf } from '../targets/redactor-of.ts';

/** What of a deployment can be reached from here, a row for each surface, and one for its services where it speaks of them; without its secrets. */
export type Reached = {
  target: string;
  surfaces: readonly (Reach | { surface: Reach['surface']; notOffered: string })[];
};

/** `helps` is what to do in place of what the guide says of its machine, where that is a stack of ours. */
export async function reachFromHere(deployment: Deployment, signal: AbortSignal, helps?: string): Promise<Reached> {
  const reaches = await reachDeployment(deployment, signal);
  const redact = redactorOf(deployment);
  const clean = (text: string) => printable(redact(text));
  const { services } = deployment;
  const offers: [Reach['surface'], object][] = surfaceNames.map((name) => [name, deployment.surfaces[name]]);
  if (services) offers.push(['services', services]);
  const rows = offers.map(([surface, offer]) => {
    const reach = reaches.find((each) => each.surface === surface);
    return reach
      ? cleaned(reach, { clean, helps })
      : { surface, notOffered: 'notOffered' in offer ? clean(String(offer.notOffered)) : '' };
  });
  return { target: deployment.name, surfaces: rows };
}

type Telling = { clean: (text: string) => string; helps: string | undefined };

function cleaned({ surface, where, steps, problem }: Reach, { clean, helps }: Telling): Reach {
  const toDo = problem?.whose === 'target' ? (helps ?? problem.toDo) : problem?.toDo;
  return {
    surface,
    where: clean(where),
    steps: steps.map(({ step, seen }) => ({ step, seen: clean(seen) })),
    ...(problem
      ? {
          problem: {
            sentence: clean(problem.sentence),
            whose: problem.whose,
            ...(toDo === undefined ? {} : { toDo: clean(toDo) }),
          },
        }
      : {}),
  };
}
