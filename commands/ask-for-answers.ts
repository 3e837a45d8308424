import { surfaceNames } from '../targets/deployment.ts';
import { beginningsOf, whyNoAddress } from '../targets/surface-schemes.ts';
import { isComposeName, sshAddressIn, whyNoUnit } from '../targets/services.ts';
import { isVariableName } from '../targets/value-of-flag.ts';
import type { Answers } from './profile-of-answers.ts';

/** Asks one question and gives the line that a person typed; `problem` is what was wrong with the one before. */
export type AskPerson = (question: string) => Promise<string>;

type Until = (question: string, problemOf: (answer: string) => string | undefined) => Promise<string>;

/** Asks for what no flag has said, in the order of a profile; an empty line leaves it out. A secret is asked for by the name of its variable. */
export async function askForAnswers(given: Partial<Answers>, ask: AskPerson): Promise<Answers> {
  const answers: Partial<Answers> = { ...given };
  const until: Until = async (question, problemOf) => {
    for (let problem = ''; ;) {
      const answer = (await ask(`${problem}${question} `)).trim();
      const found = problemOf(answer);
      if (found === undefined) return answer;
      problem = `${found}\n`;
    }
  };
  answers.name ??= await until('What shall the verdict call this deployment (e.g. staging)?', (answer) =>
    answer === '' ? 'It needs a name.' : undefined,
  );
  for (const surface of surfaceNames) {
    if (answers[surface] !== undefined) continue;
    const where = surface === 'proxy' ? 'where absent, that of the API' : 'empty where it cannot be reached from here';
    const answer = await until(
      `Address of the ${surface} (${beginningsOf(surface)}, or env:NAME; ${where})?`,
      (text) => {
        const why = text === '' || isVariable(text) ? undefined : whyNoAddress(surface, text);
        return why === undefined
          ? undefined
          : `That is no address of the ${surface}: it ${why}. Give another, or env:NAME.`;
      },
    );
    if (answer !== '') answers[surface] = answer;
  }
  await askForServices(answers, until);
  if (answers.signingKey === undefined && answers.token === undefined) {
    const key = await until(
      'Variable that holds the key which signs access tokens (env:NAME; empty where there is none)?',
      variableOrNothing,
    );
    if (key !== '') answers.signingKey = key;
    else {
      const token = await until(
        'Variable that holds an access token of staff (env:NAME; empty where there is none)?',
        variableOrNothing,
      );
      if (token !== '') answers.token = token;
    }
    if (answers.signingKey ?? answers.token)
      answers.tenant ??= await until('The hospital (tenant) of that identity?', (answer) =>
        answer === '' ? 'An identity belongs to a hospital.' : undefined,
      );
  }
  if (answers.signingKey ?? answers.token) await askForSomebodyElsewhere(answers, until);
  answers.furthestSafety ??= (await until(
    'How far may checks go there: observe, probe (asks what must be refused) or canary (writes own data, and removes it)?',
    (answer) => (['observe', 'probe', 'canary'].includes(answer) ? undefined : 'Answer observe, probe or canary.'),
  )) as NonNullable<Answers['furthestSafety']>;
  return { ...answers, name: answers.name };
}

const isVariable = (text: string): boolean => text.startsWith('env:') && isVariableName(text.slice('env:'.length));

const variableOrNothing = (text: string): string | undefined =>
  text === '' || isVariable(text) ? undefined : 'Give env: and the name of the variable, not the secret.';

/** Whether hospitals stay apart shows only to somebody of another one. */
async function askForSomebodyElsewhere(answers: Partial<Answers>, until: Until): Promise<void> {
  const other =
    answers.otherTenant ??
    (await until(
      'Another hospital, somebody of which must see nothing of that one (empty where there is none)?',
      (answer) => (answer === answers.tenant ? 'That is the same hospital. Give another one, or none.' : undefined),
    ));
  if (other === '') return;
  answers.otherTenant = other;
  if (answers.signingKey !== undefined || answers.otherToken !== undefined) return;
  const token = await until(
    'Variable that holds an access token of somebody there (env:NAME; empty where there is none)?',
    variableOrNothing,
  );
  if (token === '') delete answers.otherTenant;
  else answers.otherToken = token;
}

/** What runs the programs, asked only where it can be asked at all. */
async function askForServices(answers: Partial<Answers>, until: Until): Promise<void> {
  if (answers.services === undefined) {
    const place = await until(
      'Where are systemd and Compose asked (this-machine, or ssh://USER@HOST; empty where they cannot be)?',
      (text) =>
        text === '' || text === 'this-machine' || sshAddressIn(text)
          ? undefined
          : 'Give this-machine or ssh://USER@HOST.',
    );
    if (place === '') return;
    answers.services = place;
  }
  if (answers.unit === undefined) {
    const units = await until('Which systemd units run there (with spaces between; empty for none)?', (text) => {
      const wrong = wordsIn(text).find((name) => whyNoUnit(name) !== undefined);
      return wrong === undefined ? undefined : `"${wrong}" ${whyNoUnit(wrong)}.`;
    });
    if (units !== '') answers.unit = wordsIn(units);
  }
  if (answers.composeProject === undefined) {
    const project = await until('Which project of Compose runs there (empty for none)?', (text) =>
      text === '' || isComposeName(text) ? undefined : 'That is no name of a project.',
    );
    if (project !== '') answers.composeProject = project;
  }
  if (answers.composeProject !== undefined) await askForComposeServices(answers, until);
  // Where there is neither there is nothing to ask.
  if (answers.unit === undefined && answers.composeProject === undefined) delete answers.services;
}

/** Without these its own file is read there, if that user may read it. */
async function askForComposeServices(answers: Partial<Answers>, until: Until): Promise<void> {
  const ask = async (question: string): Promise<string[] | undefined> => {
    const answer = await until(question, (text) => {
      const wrong = wordsIn(text).find((name) => !isComposeName(name));
      return wrong === undefined ? undefined : `"${wrong}" is no name of a service of Compose.`;
    });
    return answer === '' ? undefined : wordsIn(answer);
  };
  const must =
    answers.composeService ??
    (await ask('Which of its services must run (with spaces between; empty where its own file can be read there)?'));
  const may =
    answers.composeOptional ?? (await ask('Which of its services need not run, e.g. debug (empty where all must)?'));
  if (must) answers.composeService = must;
  if (may) answers.composeOptional = may;
}

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
