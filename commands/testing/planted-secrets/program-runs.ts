import { createServer } from 'node:net';
import { patient, secrets } from './plants.ts';
import type { PlantedRun } from './planted-run.ts';
import { deploymentOf } from './profiles.ts';
import type { SpawnedRun } from './run-spawned.ts';
import { type Answer, type Request, webStandIn } from './web-stand-in.ts';
import { onWire } from './wire.ts';

const operations = ['/api/health/', '/api/appointments/']
  .map(
    (path) =>
      `<div class="opblock"><span class="opblock-summary-method">GET</span><span data-path="${path}"></span></div>`,
  )
  .join('');

/** Runs in which other programs ask: Playwright with Chromium, and k6. */
export const programRuns: readonly PlantedRun[] = [
  withIdentity({
    does: 'a page that tells its token and a patient, in Chromium',
    area: 'journeys',
    plants: [secrets.token, patient.email, patient.name],
    hostile: ({ path }) =>
      path.startsWith('/api/docs/')
        ? {
            headers: { 'content-type': 'text/html' },
            body: `<!doctype html><body>${operations}<p>${secrets.token}</p><p>Patient ${patient.name}, ${patient.email}</p>
              <script>console.error('Patient ${patient.name}'); throw new Error('token "${secrets.token}" of ${patient.email}');</script>`,
          }
        : undefined,
  }),
  withIdentity({
    does: 'a list that sends k6 to a patient with a token',
    area: 'load',
    plants: [secrets.token, patient.reference],
    hostile: ({ headers, authorization }) =>
      headers['user-agent']?.startsWith('medcor-verify/load') && authorization !== ''
        ? {
            status: 307,
            headers: { location: `http://127.0.0.1:1/patients/${patient.reference}?access_token=${secrets.token}` },
          }
        : undefined,
  }),
];

type WithIdentity = {
  does: string;
  area: string;
  plants: readonly string[];
  hostile: (request: Request) => Answer | undefined;
};

function withIdentity({ does, area, plants, hostile }: WithIdentity): PlantedRun {
  return {
    does,
    plants,
    exitCode: 1,
    async prepare({ scope, folder }) {
      const { host, passed } = await onWire(webStandIn(hostile), scope);
      const { target, variables } = await deploymentOf({ folder, host, identity: { kind: 'static' } });
      return { areas: [area], options: { target, safety: 'probe' }, variables, entered: passed };
    },
  };
}

const password = encodeURIComponent(secrets.webPassword);

/** The whole program, started as a person starts it. */
export const spawnedRuns: readonly SpawnedRun[] = [
  {
    does: 'a run told in JSON',
    plants: [secrets.webPassword],
    ends: { exitCode: 1 },
    async prepare({ scope }) {
      const { host, passed } = await onWire(
        webStandIn(({ authorization }) => ({ status: 500, body: authorization })),
        scope,
      );
      return { words: ['health', '--json', '--api', `http://u:${password}@${host}/`], entered: passed };
    },
  },
  ...(['SIGINT', 'SIGKILL'] as const).map((signal): SpawnedRun => ({
    does: `a run that is ended by ${signal} while it waits`,
    plants: [secrets.webPassword],
    ends: signal === 'SIGINT' ? { exitCode: 130 } : { signal },
    async prepare({ scope }) {
      const asked = Promise.withResolvers<void>();
      const silent = createServer((socket) => void socket.once('data', () => asked.resolve()));
      const { host, passed } = await onWire(silent, scope);
      const words = ['health', '--api', `http://u:${password}@${host}/`];
      return { words, entered: passed, send: { signal, once: asked.promise } };
    },
  })),
  {
    does: 'an option that does not exist, with a token',
    plants: [secrets.token],
    ends: { exitCode: 2 },
    prepare: async () => ({ words: ['health', `--token=${secrets.token}`], entered: () => Buffer.from(secrets.token) }),
  },
  {
    does: 'an address in place of an area, with a password',
    plants: [secrets.webPassword],
    ends: { exitCode: 2 },
    prepare: async () => ({ words: [`http://u:${password}@127.0.0.1:1/`], entered: () => Buffer.from(password) }),
  },
];
