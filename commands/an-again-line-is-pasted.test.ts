import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { surfaceNames } from '../targets/deployment.ts';

const root = join(import.meta.dirname, '..');
const { rabbitmq } = inject('services');
const broker = `amqp://${rabbitmq.user}:${rabbitmq.password}@${rabbitmq.host}:${rabbitmq.port}//`;
const nothingElse = Object.fromEntries(surfaceNames.map((name) => [name, { notOffered: 'not in this test' }]));
const nowhere = 'http://127.0.0.1:1/';
const profile = {
  name: 'elsewhere',
  furthestSafety: 'canary',
  surfaces: {
    ...nothingElse,
    api: { fromEnvironment: 'ELSEWHERE_API' },
    broker: { fromEnvironment: 'ELSEWHERE_BROKER' },
  },
  dialect: { queue: 'a queue that nobody declared' },
  // Whose absence would be told in place of a canary's.
  accepted: { 'health.worker-answers-ping': 'there is none', 'queue.has-a-consumer': 'nor does anybody consume' },
};

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'medcor-elsewhere-')));
  await mkdir(join(folder, 'our profiles'));
  await writeFile(join(folder, 'our profiles', 'elsewhere.json'), JSON.stringify(profile));
  const typed = `import type { Target } from '${root}/targets/target.ts';\nexport default ${JSON.stringify(profile)} satisfies Target;\n`;
  await writeFile(join(folder, 'elsewhere.ts'), typed);
});
afterAll(() => rm(folder, { recursive: true }));

/** As a person does, who stands in a folder of their own. */
const shell = (command: string) =>
  new Promise<string>((resolve) => {
    const env = { PATH: process.env['PATH'], ELSEWHERE_API: nowhere, ELSEWHERE_BROKER: broker, XDG_STATE_HOME: folder };
    execFile('sh', ['-c', command], { cwd: folder, env }, (_, stdout, stderr) => resolve(stdout + stderr));
  });

const storyIn = (said: string) => ({
  failed: /^✗ (\S+)/m.exec(said)?.[1],
  cause: /^ {2}cause .*\(([\w-]+(?: of [^()]+)?)\)$/m.exec(said)?.[1],
  again: /^ {2}again +(.*)$/m.exec(said)?.[1] ?? 'false',
});

describe.concurrent('what is told to ask again, pasted where it was told, reproduces the failure of', () => {
  test.for([
    ['a target by its name', '--target local --only health.worker-answers-ping', /^--target local --only health\./],
    [
      'a profile in a folder with a blank in its name',
      "--target './our profiles/elsewhere.json' --only health.api-is-healthy",
      /^--target '.\/our profiles\/elsewhere.json' --only health.api-is-healthy$/,
    ],
    ['a profile in TypeScript', '--target elsewhere.ts api', /^--target elsewhere.ts --only health.api-is-healthy$/],
    ['an address', `--api ${nowhere} health`, /^--api http:\/\/127.0.0.1:1\/ --only health.api-is-healthy$/],
    [
      'an address in a variable',
      'health --api env:ELSEWHERE_API',
      /^--api env:ELSEWHERE_API --only health.api-is-healthy$/,
    ],
    [
      'a canary',
      '--target elsewhere.ts --safety canary --only queue.canary-is-executed',
      /^--target elsewhere.ts --safety canary --only queue.canary-is-executed$/,
    ],
  ] as const)('%s', async ([, words, line]) => {
    const first = storyIn(await shell(`${root}/medcor-verify ${words}`));
    expect(first.again.replace(`${root}/medcor-verify `, '')).toMatch(line);
    const second = storyIn(await shell(first.again));
    expect(second).toEqual(first);
    expect(second.cause).toBeDefined();
  });
});
