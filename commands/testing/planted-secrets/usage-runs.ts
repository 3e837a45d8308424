import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskOptions } from '../../options.ts';
import { secrets } from './plants.ts';
import type { PlantedRun } from './planted-run.ts';
import { noSurface, profileOf } from './profiles.ts';

/** Words and profiles in which a secret stands where none belongs. */
export const usageRuns: readonly PlantedRun[] = [
  ...withWords(secrets.brokerPassword, {
    'an address of a broker without its scheme': { broker: `medcor:${secrets.brokerPassword}@broker:5672` },
    'an address of a broker as that of the API': {
      api: `amqp://medcor:${encodeURIComponent(secrets.brokerPassword)}@broker//`,
    },
    'an address as the name of a target': {
      target: `amqp://medcor:${encodeURIComponent(secrets.brokerPassword)}@broker//`,
    },
    'an address of a proxy without a host': {
      api: 'http://127.0.0.1:1/',
      forwardProxy: `http//u:${secrets.brokerPassword}@`,
    },
  }),
  ...withProfiles(secrets.token, {
    'a token written down in its identity': {
      identities: { staff: { kind: 'static', token: secrets.token, tenant: 'north' } },
    },
    'an identity that is a token': { identities: { staff: secrets.token } },
    'a token where the name of its variable belongs': {
      identities: { staff: { kind: 'static', token: { fromEnvironment: secrets.token }, tenant: 'north' } },
    },
    'a token as an address': { surfaces: { ...noSurface, api: secrets.token } },
    'a field that no profile has': { accessToken: secrets.token },
    'a reason that holds a password': {
      surfaces: { ...noSurface, api: 'http://127.0.0.1:1/' },
      accepted: { 'health.api-is-healthy': `until https://u:${secrets.token}@wiki.example.org/ says more` },
    },
  }),
  ...withFiles(secrets.token, {
    'profile.json': (token) => `{ "name": "x", "identities": { "staff": { "kind": "static", "token": ${token} } } }`,
    'cut.json': (token) => `{ "name": "x", "token": "${token}`,
    'throwing.ts': (token) =>
      `const password = '${token}';\nthrow new Error(\`cannot log in with password "\${password}"\`);\n`,
    'broken.ts': (token) => `export default { name: 'x', token: '${token}' surfaces: {} };\n`,
  }),
  {
    does: 'reports that cannot be written, of a target that refuses',
    plants: [secrets.webPassword],
    exitCode: 1,
    async prepare({ folder }) {
      const api = `http://u:${encodeURIComponent(secrets.webPassword)}@127.0.0.1:1/`;
      // A file in the way of the folder.
      const outDirectory = join(folder, 'in-the-way');
      writeFileSync(outDirectory, '');
      return { areas: ['health'], options: { api }, outDirectory, entered: () => Buffer.from(api) };
    },
  },
];

function withWords(plant: string, options: Record<string, AskOptions>): PlantedRun[] {
  return Object.entries(options).map(([does, words]) => ({
    does,
    plants: [plant],
    exitCode: 2,
    prepare: async () => ({ areas: ['health'], options: words, entered: () => Buffer.from(JSON.stringify(words)) }),
  }));
}

function withProfiles(plant: string, profiles: Record<string, object>): PlantedRun[] {
  return Object.entries(profiles).map(([does, fields]) => {
    const text = JSON.stringify(profileOf(fields));
    // What is accepted unproven is not asked; that nobody answers is told by another check.
    return withFile({ does, plant, file: 'profile.json', text, exitCode: 'accepted' in fields ? 1 : 2 });
  });
}

function withFiles(plant: string, files: Record<string, (token: string) => string>): PlantedRun[] {
  return Object.entries(files).map(([file, write]) =>
    withFile({ does: `a profile that cannot be read: ${file}`, plant, file, text: write(plant), exitCode: 2 }),
  );
}

type WithFile = { does: string; plant: string; file: string; text: string; exitCode: number };

function withFile({ does, plant, file, text, exitCode }: WithFile): PlantedRun {
  return {
    does,
    plants: [plant],
    exitCode,
    async prepare({ folder }) {
      const target = join(folder, file);
      writeFileSync(target, text);
      return { areas: ['health'], options: { target }, entered: () => Buffer.from(text) };
    },
  };
}
