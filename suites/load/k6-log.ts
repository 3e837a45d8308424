import { z } from 'zod';
import { faultLine } from './load-plan.ts';

/** What the script said (k6 with `--log-format json`): why answers were wrong, why iterations threw, what k6 said otherwise. */
export type K6Log = {
  /** Wrong answers of a scenario by what was wrong with them, the most frequent first. */
  faults(scenario: string): [fault: string, count: number][];
  /** The first error that an iteration of the scenario threw. */
  thrown(scenario: string): string | undefined;
  /** The last error that k6 itself told, e.g. that a script does not compile. */
  lastError?: string;
};

const entry = z.object({
  level: z.string(),
  msg: z.string(),
  source: z.string().optional(),
  scenario: z.string().optional(),
});

export function k6Log(lines: readonly string[]): K6Log {
  const entries = lines.flatMap((line) => {
    const read = line.startsWith('{') ? entry.safeParse(parsed(line)) : undefined;
    return read?.success ? [read.data] : [];
  });
  const told = entries.filter(({ source }) => source === 'console').map(({ msg }) => msg);
  const lastError = entries.findLast(({ level, msg }) => level === 'error' && !msg.startsWith('thresholds on metrics'));
  return {
    faults(scenario) {
      const counts = new Map<string, number>();
      const begin = faultLine(scenario, '');
      for (const message of told) {
        if (!message.startsWith(begin)) continue;
        const fault = message.slice(begin.length);
        counts.set(fault, (counts.get(fault) ?? 0) + 1);
      }
      return [...counts].sort(([, one], [, other]) => other - one);
    },
    thrown(scenario) {
      const error = entries.find((said) => said.source === 'stacktrace' && said.scenario === scenario);
      return error && firstLine(error.msg);
    },
    ...(lastError === undefined ? {} : { lastError: firstLine(lastError.msg) }),
  };
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
