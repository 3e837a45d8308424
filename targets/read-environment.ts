import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

/** What the environment says, read once by a program's main and handed on as a value. */
export type Environment = {
  /** Folders in which programs are looked for, in this order. */
  path: readonly string[];
  /** The k6 to use (K6_BIN) in place of any other. */
  k6Binary?: string;
  /** The browser to use (CHROMIUM_PATH) in place of any other. */
  chromiumPath?: string;
  ci: boolean;
  /** What the terminal can do, where there is one. */
  terminal: { dumb: boolean; unicode: boolean };
  githubActions: boolean;
  /** Where GitHub Actions wants the summary of a step. */
  githubStepSummary?: string;
  /** Where we keep what must outlast a run, a reboot and `make clean`: the ledgers of what was created in targets. */
  stateDirectory: string;
  /** Where reports go (MEDCOR_REPORTS), unless an option says otherwise. */
  reportsDirectory?: string;
  /** Everything as it is: for the secrets that a profile names. */
  variables: Readonly<Record<string, string | undefined>>;
};

export function readEnvironment(variables: Environment['variables'] = process.env): Environment {
  const k6Binary = variables['K6_BIN'];
  const chromiumPath = variables['CHROMIUM_PATH'];
  const reportsDirectory = variables['MEDCOR_REPORTS'];
  const githubStepSummary = variables['GITHUB_STEP_SUMMARY'];
  return {
    path: (variables['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...(k6Binary ? { k6Binary } : {}),
    ...(chromiumPath ? { chromiumPath } : {}),
    // Continuous integration says CI=true, CI=1 or its own name.
    ci: isSet(variables['CI']),
    terminal: { dumb: variables['TERM'] === 'dumb', unicode: showsUnicode(variables) },
    githubActions: isSet(variables['GITHUB_ACTIONS']),
    ...(githubStepSummary ? { githubStepSummary } : {}),
    ...(reportsDirectory ? { reportsDirectory } : {}),
    stateDirectory: join(stateHome(variables), 'medcor-verify'),
    variables,
  };
}

/** https://specifications.freedesktop.org/basedir-spec: a path that is not absolute does not count. */
function stateHome({ XDG_STATE_HOME: named = '', HOME: home }: Environment['variables']): string {
  return isAbsolute(named) ? named : join(home || homedir(), '.local', 'state');
}

const isSet = (value: string | undefined) => Boolean(value) && value !== 'false' && value !== '0';

/** A locale that names another encoding, or a Linux console, whose font lacks our signs. A container names no locale, and shows them. */
function showsUnicode(variables: Environment['variables']): boolean {
  const locale = variables['LC_ALL'] || variables['LC_CTYPE'] || variables['LANG'] || 'C.UTF-8';
  return /utf-?8/i.test(locale) && variables['TERM'] !== 'linux';
}
