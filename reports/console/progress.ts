import { foundationsOf, type CheckFacts } from '../../harness/check.ts';
import { seconds } from '../story.ts';

export type Known = Pick<CheckFacts, 'id' | 'after' | 'restsOn'>;

/** Says every second what is being waited for, once the run has taken longer than a person waits without wondering. */
export type Progress = { answered: (id: string) => void; stop: () => void };

const quietMs = 2000;
const everyMs = 1000;

export function tellProgress(checks: readonly Known[], tell: (line: string) => void): Progress {
  const begunAt = performance.now();
  const listed = new Set(checks.map(({ id }) => id));
  const open = new Map(checks.map((check) => [check.id, check]));
  const line = () => {
    // Whatever waits for another is not under way.
    const underWay = [...open.values()].filter((check) =>
      foundationsOf(check).every((id) => !listed.has(id) || !open.has(id)),
    );
    const [first, ...others] = underWay.map(({ id }) => id);
    const waiting =
      first === undefined ? '' : `, waiting for ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`;
    return `  ${seconds(performance.now() - begunAt)}  ${listed.size - open.size} of ${listed.size} answered${waiting}`;
  };
  let repeating: NodeJS.Timeout | undefined;
  const quiet = setTimeout(() => {
    tell(line());
    repeating = setInterval(() => tell(line()), everyMs);
  }, quietMs);
  return {
    answered: (id) => void open.delete(id),
    stop() {
      clearTimeout(quiet);
      clearInterval(repeating);
    },
  };
}
