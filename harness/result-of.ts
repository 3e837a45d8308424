import { areaOf, type Check } from './check.ts';
import type { Exchange } from './exchange.ts';
import type { Redact } from './redact.ts';
import type { Judged, Result } from './result.ts';
import { causesOf } from './violation.ts';
import { waiverOf, type Waiver } from './waiver.ts';

/** What came of a check, before it is a result. */
export type Told = { outcome: Judged; exchanges?: readonly Exchange[]; durationMs: number };

export type TellingOptions = {
  redact: Redact;
  /** Failures that the target knows; `now` decides which of them have ended. */
  waivers?: readonly Waiver[];
  now?: Date;
  /** Keeps what passed while a check that is not green was asked, a JSON text an exchange; answers with the name of the file. */
  keepEvidence?: (id: string, exchanges: readonly string[]) => string | undefined;
};

/** The result of a check: its facts, its outcome, whether the failure is waived, and where the evidence is. */
export function resultOf(check: Check, { outcome, exchanges = [], durationMs }: Told, options: TellingOptions): Result {
  const { id, demand, source, severity, tier, safety, remedy } = check;
  const judged = waivedIfKnown(id, outcome, options);
  const evidence = isTold(judged) ? keep(id, exchanges, options) : undefined;
  return {
    id,
    area: areaOf(id),
    demand,
    source,
    severity,
    tier,
    safety,
    remedy,
    durationMs: Math.round(durationMs * 10) / 10,
    ...(evidence === undefined ? {} : { evidence }),
    ...judged,
  };
}

function waivedIfKnown(check: string, outcome: Judged, options: TellingOptions): Judged {
  if (outcome.verdict !== 'failed' || outcome.waived) return outcome;
  const { waivers = [], now = new Date(), redact } = options;
  const causes = causesOf(outcome.violation).map((cause) => ({ cause, by: waiverOf(waivers, cause, { check, now }) }));
  const covering = causes.flatMap(({ by }) => (by === undefined ? [] : [by]));
  if (covering.length === causes.length) return { ...outcome, waived: asOneWaiver([...new Set(covering)], redact) };
  // What nobody knows yet is told first.
  const unknownFirst = causes.toSorted((one, other) => Number(one.by !== undefined) - Number(other.by !== undefined));
  const [told = outcome.violation.cause, ...besides] = unknownFirst.map(({ cause }) => cause);
  if (told === outcome.violation.cause) return outcome;
  return { ...outcome, violation: { ...outcome.violation, cause: told, besides } };
}

/** Every reason, and the day on which the first of them ends. */
const asOneWaiver = (waivers: readonly Waiver[], redact: Redact): Pick<Waiver, 'reason' | 'until'> => ({
  reason: redact(waivers.map(({ reason }) => reason).join('; ')),
  until: String(waivers.map(({ until }) => until).toSorted()[0]),
});

/** What is not green for a reason of its own is told with its evidence. */
const isTold = ({ verdict }: Judged): boolean => verdict === 'failed' || verdict === 'broken';

const keep = (id: string, exchanges: readonly Exchange[], { redact, keepEvidence }: TellingOptions) =>
  exchanges.length === 0
    ? undefined
    : keepEvidence?.(
        id,
        exchanges.map((exchange) => redact(JSON.stringify(exchange))),
      );
