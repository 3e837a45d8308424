import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Run } from '../harness/run.ts';
import { areaOf } from '../harness/check.ts';

const root = join(import.meta.dirname, '..');
const guideDeployment = join(root, 'containers', 'with-processes', 'test-harness', 'guide-deployment.main.ts');

/** A network of its own has the guide's ports free, whatever else runs on this machine. */
const inNetworkOfItsOwn = (command: readonly string[]): [file: string, words: string[]] => {
  const asWho = process.getuid?.() === 0 ? [] : ['--map-current-user', '--keep-caps'];
  return ['unshare', [...asWho, '--net', '--', 'sh', '-c', 'ip link set lo up && exec "$@"', '--', ...command]];
};

const askBeside = (words: readonly string[], folder: string) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    const asking = [process.execPath, guideDeployment, join(root, 'medcor-verify'), ...words, '--json'];
    const env = { ...process.env, MEDCOR_REPORTS: folder };
    execFile(...inNetworkOfItsOwn(asking), { env, maxBuffer: 16e6 }, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

test('the profile "local" verifies the deployment of the guide at the addresses and with the credentials of the guide', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'medcor-guide-'));
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
  // systemd, which runs the guide's services, does not run every machine; what is asked of it is asked of a machine of our own.
  const profile = join(folder, 'local-without-units.ts');
  const local = JSON.stringify(join(root, 'targets', 'local.ts'));
  await writeFile(
    profile,
    `import local from ${local};\nexport default { ...local, services: { notOffered: 'asked elsewhere' } };\n`,
  );
  const { exitCode, stdout, stderr } = await askBeside(['health', 'journeys', '--target', profile], folder);
  expect(exitCode, stderr).toBe(0);
  const { word, target, results } = JSON.parse(stdout) as Run;
  expect({ word, target: target.name }).toEqual({ word: 'verified', target: 'local' });
  const passed = results.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id);
  for (const id of [
    'health.api-is-healthy',
    'health.mcp-is-healthy',
    'health.mcp-is-healthy-behind-the-proxy',
    'health.broker-accepts-connections',
    'health.worker-answers-ping',
    'health.cache-answers',
    'journeys.documentation-lists-operations',
  ]) {
    expect(passed).toContain(id);
  }
  expect(new Set(results.map(({ id }) => areaOf(id)))).toEqual(new Set(['health', 'journeys', 'queue']));
}, 120_000);
