import type { FaultFacts } from '../contract/faults.ts';
import { areaOf, type CheckFacts } from '../harness/check.ts';
import { promisedKills } from '../suites/proof/compare.ts';

export type PageFacts = {
  checks: readonly CheckFacts[];
  faults: Readonly<Record<string, FaultFacts>>;
  /** Their text by id. */
  promises: Readonly<Record<string, string>>;
};

/** docs/checks.md: every check, the promises behind them, the faults, and the kill matrix as the checks promise it. */
export function checksPage(facts: PageFacts): string {
  const areas = [...Map.groupBy(facts.checks, ({ id }) => areaOf(id))];
  const counted = areas.map(([area, checks]) => `${linkTo(area)} (${checks.length})`).join(' · ');
  return [
    '# Checks',
    'Written by `make docs` from `suites/*/*.checks.ts` and `contract/`; `make check` says when it is stale.',
    `${facts.checks.length} checks: ${counted} · ${linkTo('Promises')} · ${linkTo('Faults')} · ${linkTo('Kill matrix')}`,
    ...areas.flatMap(([area, checks]) => [`## ${area}`, ...checks.flatMap((check) => checkPart(check, facts))]),
    '## Promises',
    ...Object.entries(facts.promises).flatMap(([id, text]) => promisePart(id, text, facts)),
    '## Faults',
    'Each is inflicted on a stack of our own by `medcor-verify prove`: on a _program_ of it, on the _plan_ by which it is brought up, or on the _running_ stack.',
    faultTable(facts),
    '## Kill matrix',
    'What each fault must turn red, with the cause that the check must then state; every other check that is asked must pass, or be blocked by a red one on which it builds. `medcor-verify prove` shows what was seen.',
    ...areas.flatMap(([area, checks]) => [`### ${area} under its faults`].concat(matrices(checks, facts))),
  ]
    .join('\n\n')
    .concat('\n');
}

function checkPart(check: CheckFacts, { faults, promises }: PageFacts): string[] {
  const { id, demand, severity, tier, safety, source, after, restsOn = [], defersTo = [], remedy, refutedBy } = check;
  const text = promises[source];
  return [
    `### ${id}`,
    `${demand}.`,
    [
      `- severity ${severity}, tier ${tier}, safety ${safety}`,
      `- promised by ${text === undefined ? `<${source}>` : `${linkTo(source)}: ${text}`}`,
      ...(after.length > 0 ? [`- stands after ${linksTo(after)}`] : []),
      ...(restsOn.length > 0 ? [`- rests on ${linksTo(restsOn)}`] : []),
      ...(defersTo.length > 0 ? [`- leaves to ${linksTo(defersTo)} what these tell, where they are red`] : []),
      `- remedy: ${code(remedy)}`,
      ...Object.entries(refutedBy).map(
        ([fault, cause]) =>
          `- refuted by ${code(fault)}, with the cause ${code(cause)}: ${faults[fault]?.tells ?? 'unknown'}`,
      ),
    ].join('\n'),
  ];
}

function promisePart(id: string, text: string, { checks }: PageFacts): string[] {
  const keepers = checks.filter(({ source }) => source === id).map((check) => check.id);
  return [`### ${id}`, `${text} Verified by ${linksTo(keepers) || 'no check'}.`];
}

const faultTable = ({ checks, faults }: PageFacts): string =>
  table([
    ['fault', 'on', 'what it does', 'turns red'],
    ...Object.entries(faults).map(([name, { on, tells, besides }]) => [
      name,
      on,
      besides === undefined ? tells : `${tells} Kept beside its like: ${besides}`,
      linksTo(promisedKills(checks, name).map(({ id }) => id)),
    ]),
  ]);

/** A page on GitHub is as wide as some six columns whose words wrap at their hyphens. */
const mostColumns = 6;

function matrices(checks: readonly CheckFacts[], { faults }: PageFacts): string[] {
  const blocks = Math.ceil(checks.length / mostColumns);
  const perBlock = Math.ceil(checks.length / blocks);
  return Array.from({ length: blocks }, (_, index) => {
    const columns = checks.slice(index * perBlock, (index + 1) * perBlock);
    // In the order of the columns, so that what is told apart lies on a diagonal.
    const firstOf = (fault: string) => columns.findIndex(({ refutedBy }) => Object.hasOwn(refutedBy, fault));
    const rows = Object.keys(faults)
      .filter((fault) => firstOf(fault) >= 0)
      .sort((one, other) => firstOf(one) - firstOf(other));
    return table([
      ['', ...columns.map(({ id }) => linkTo(id, id.slice(areaOf(id).length + 1)))],
      ...rows.map((fault) => [fault].concat(columns.map(({ refutedBy }) => refutedBy[fault] ?? ''))),
    ]);
  });
}

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`)
    .join('\n');

/** A heading of this page, by the name that GitHub gives it. */
const linkTo = (heading: string, text = heading): string =>
  `[${text}](#${heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')})`;

const linksTo = (headings: readonly string[]): string => headings.map((heading) => linkTo(heading)).join(', ');

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
