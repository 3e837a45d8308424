import { delimiter } from 'node:path';

/** What the environment says, read once by a program's main and handed on as a value. */
export type Environment = {
  /** Folders in which programs are looked for, in this order. */
  path: readonly string[];
  /** The k6 to use (K6_BIN) in place of any other. */
  k6Binary?: string;
  /** The browser to use (CHROMIUM_PATH) in place of any other. */
  chromiumPath?: string;
  ci: boolean;
  noColor: boolean;
  githubActions: boolean;
  /** Where GitHub Actions wants the summary of a step. */
  githubStepSummary?: string;
  /** Everything as it is: for the secrets that a profile names. */
  variables: Readonly<Record<string, string | undefined>>;
};

export function readEnvironment(variables: Environment['variables'] = process.env): Environment {
  const k6Binary = variables['K6_BIN'];
  const chromiumPath = variables['CHROMIUM_PATH'];
  const githubStepSummary = variables['GITHUB_STEP_SUMMARY'];
  return {
    path: (variables['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...(k6Binary ? { k6Binary } : {}),
    ...(chromiumPath ? { chromiumPath } : {}),
    // Continuous integration says CI=true, CI=1 or its own name.
    ci: isSet(variables['CI']),
    // https://no-color.org: present and not empty.
    noColor: Boolean(variables['NO_COLOR']),
    githubActions: isSet(variables['GITHUB_ACTIONS']),
    ...(githubStepSummary ? { githubStepSummary } : {}),
    variables,
  };
}

const isSet = (value: string | undefined) => Boolean(value) && value !== 'false' && value !== '0';
