import { readFileSync } from 'node:fs';
import type { Relay } from '../../fixtures/connection/open-relay.ts';
import type { Credentials } from '../../fixtures/http/web-address.ts';

/** What Playwright is told. It goes to a file and its path into the environment, since Playwright's own processes read it too. */
export type JourneysPlan = {
  /** The checks that are asked: titles of tests. */
  ids: readonly string[];
  chromium: string;
  /** Where traces and what else Playwright keeps of a failure go, before they are redacted. */
  directory: string;
  /** One line of JSON for each answer. */
  answersFile: string;
  facts: JourneyFacts;
  /** Through whom the browser asks, where it does not ask directly. */
  relay?: Pick<Relay, 'url' | 'username' | 'password' | 'publicKeyHash'>;
};

/** What a journey knows of the target. */
export type JourneyFacts = {
  documentationUrl: string;
  /** Operations that the documentation must list, at least. */
  operations: readonly { method: string; path: string }[];
  /** Where the journey leaves its pictures. */
  pictures: string;
  /** How long a page may take to load, to draw and to come to rest, each. */
  patienceMs: number;
};

/** What the target's own address asks of a browser; for that origin alone, since a page may need others. */
export type JourneyCredentials = Credentials & { origin: string };

/** The variable of the environment that holds them as JSON, where there are any: no file does. */
export const journeyCredentialsVariable = 'JOURNEY_CREDENTIALS';

/** The variable of the environment that holds, as JSON, all that no picture may show. */
export const journeySecretsVariable = 'JOURNEY_SECRETS';

/** The variable of the environment that holds the path of the plan. */
export const journeysPlanVariable = 'JOURNEYS_PLAN';

export const readJourneysPlan = (path: string): JourneysPlan => JSON.parse(readFileSync(path, 'utf8')) as JourneysPlan;
