import { defineConfig } from 'playwright/test';
import { journeysPlanVariable, readJourneysPlan } from './suites/journeys/journeys-plan.ts';
import type { JourneyOptions } from './suites/journeys/journey-test.ts';

// `medcor-verify journeys` writes the plan and starts Playwright; without one there is nothing to ask.
const path = process.env[journeysPlanVariable];
const plan = path === undefined ? undefined : readJourneysPlan(path);

const relay = plan?.relay;

const isRoot = process.getuid?.() === 0;

export default defineConfig<JourneyOptions>({
  testDir: 'suites/journeys',
  testMatch: plan ? '*.spec.ts' : [],
  grep: plan ? plan.ids.map((id) => new RegExp(`${RegExp.escape(id)}$`)) : /./,
  outputDir: plan ? `${plan.directory}/artifacts` : '.cache/playwright-artifacts',
  preserveOutput: 'always',
  // A journey that passes at the second attempt has failed once.
  retries: 0,
  workers: 1,
  timeout: 40_000,
  reporter: plan ? [['./suites/journeys/answers-reporter.ts', { file: plan.answersFile }]] : 'list',
  use: {
    browserName: 'chromium',
    // Pictures are taken by ourselves, of pages without secrets.
    trace: { mode: 'retain-on-failure', screenshots: false },
    ...(plan && { facts: plan.facts }),
    launchOptions: {
      ...(plan && { executablePath: plan.chromium }),
      ...(relay && { proxy: { server: relay.url, username: relay.username, password: relay.password } }),
      args: [
        // The sandbox refuses root; whoever is not root keeps it.
        ...(isRoot ? ['--no-sandbox'] : []),
        // Nothing but the target is to be asked.
        '--disable-background-networking',
        // Else it asks a server of Google's about every page with a form; nothing listens there.
        '--autofill-server-url=http://127.0.0.1:1/',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        '--disable-gpu',
        // The relay's own certificate, by its key: it has verified the one of whoever is asked.
        ...(relay?.publicKeyHash ? [`--ignore-certificate-errors-spki-list=${relay.publicKeyHash}`] : []),
      ],
    },
  },
});
