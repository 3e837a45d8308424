import { reachDeployment } from '../fixtures/reach/reach-deployment.ts';
import type { Reach } from '../fixtures/reach/reach.ts';
import { printable } from '../reports/printable.ts';
import { surfaceNames, type Deployment, type SurfaceName } from '../targets/deployment.ts';
import { redactorOf } from '../targets/redactor-of.ts';

/** What of a deployment can be reached from here, a row for each surface; without its secrets. */
export type Reached = { target: string; surfaces: readonly (Reach | { surface: SurfaceName; notOffered: string })[] };

export async function reachFromHere(deployment: Deployment, signal: AbortSignal): Promise<Reached> {
  const reaches = await reachDeployment(deployment, signal);
  const redact = redactorOf(deployment);
  const clean = (text: string) => printable(redact(text));
  const rows = surfaceNames.map((surface) => {
    const offer = deployment.surfaces[surface];
    const reach = reaches.find((each) => each.surface === surface);
    return reach
      ? cleaned(reach, clean)
      : { surface, notOffered: 'notOffered' in offer ? clean(offer.notOffered) : '' };
  });
  return { target: deployment.name, surfaces: rows };
}

function cleaned({ surface, where, steps, problem }: Reach, clean: (text: string) => string): Reach {
  return {
    surface,
    where: clean(where),
    steps: steps.map(({ step, seen }) => ({ step, seen: clean(seen) })),
    ...(problem
      ? {
          problem: {
            sentence: clean(problem.sentence),
            whose: problem.whose,
            ...(problem.toDo === undefined ? {} : { toDo: clean(problem.toDo) }),
          },
        }
      : {}),
  };
}
