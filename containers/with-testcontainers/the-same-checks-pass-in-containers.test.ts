import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../prerequisites/this-machine.ts';

const askStack = async (...words: string[]): Promise<{ word: string; passed: string[] }> => {
  const { stdout } = await promisify(execFile)(join(projectRoot, 'medcor-verify'), [
    '--stack',
    ...words,
    '--json',
  ]).catch((ended: { stdout: string }) => ended);
  const { word, results } = JSON.parse(stdout) as { word: string; results: { id: string; verdict: string }[] };
  return { word, passed: results.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id) };
};

let withProcesses: Awaited<ReturnType<typeof askStack>>;
beforeAll(async () => {
  withProcesses = await askStack('processes');
}, 240_000);

test.for(['trixie', 'bookworm'])(
  'a stack from containers of %s is verified, by the same checks as one from processes',
  async (images) => {
    expect(withProcesses.word).toBe('verified');
    expect(await askStack('containers', '--images', images)).toEqual(withProcesses);
  },
);
