import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '../../targets/read-environment.ts';
import { askEngineFor } from '../engine/engine.ts';
import { imageSets, type ImageSetName } from '../images/image-sets.ts';
import { makeReferenceFromHere } from '../images/make-images.ts';
import { referenceImage } from '../images/reference-image.ts';
import { ourServer } from '../nginx/server-blocks.ts';
import { wholeConfiguration } from '../nginx/whole-configuration.ts';
import { requirePrerequisite } from '../prerequisites/missing.ts';
import { projectRoot } from '../prerequisites/this-machine.ts';
import { claimPort } from '../with-processes/claim-port.ts';
import { claimDirectory } from '../with-processes/state-directory.ts';
import { ownEngine } from './test-harness/own-engine.ts';

const secrets = ['MEDCOR_DATABASE_PASSWORD', 'MEDCOR_CACHE_PASSWORD', 'MEDCOR_BROKER_PASSWORD', 'MEDCOR_SIGNING_KEY'];

beforeAll(async () => {
  await makeReferenceFromHere({ engine: await ownEngine(), environment: readEnvironment(), tell: () => {} });
}, 240_000);

test.for(['trixie', 'bookworm'] as const)(
  'compose brings up the deployment from images of %s, which is verified from outside, with its data off the host',
  async (images) => {
    const engine = await ownEngine();
    await using directory = await claimDirectory();
    const ports = { MEDCOR_HTTP_PORT: await claimPort(directory), MEDCOR_MCP_PORT: await claimPort(directory) };
    await using project = composeProject({
      ...Object.fromEntries(secrets.map((name) => [name, randomBytes(16).toString('hex')])),
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
      ...imagesAsVariables(images),
    });
    await project.compose('up', '--detach', '--no-build');

    const words = ['health', '--wait', '60s', '--json', '--api', `http://127.0.0.1:${ports.MEDCOR_HTTP_PORT}/`];
    const mcp = ['--mcp', `http://127.0.0.1:${ports.MEDCOR_MCP_PORT}/`];
    const { stdout } = await promisify(execFile)(join(projectRoot, 'medcor-verify'), [...words, ...mcp]);
    const { word, results } = JSON.parse(stdout) as { word: string; results: { id: string; verdict: string }[] };
    expect(word).toBe('verified');
    for (const id of ['health.api-is-healthy', 'health.mcp-is-healthy', 'health.mcp-is-healthy-behind-the-proxy']) {
      expect(results).toContainEqual(expect.objectContaining({ id, verdict: 'passed' }));
    }

    const inspect = () => inspectAll(engine, project.name);
    await expect
      .poll(async () => (await inspect()).map(({ State }) => State.Health?.Status), { timeout: 90_000, interval: 500 })
      .toEqual(Array.from({ length: 7 }, () => 'healthy'));
    const containers = await inspect();
    const published = containers.filter(({ HostConfig }) => Object.keys(HostConfig.PortBindings ?? {}).length > 0);
    expect(published.map(serviceOf).toSorted()).toEqual(['mcp', 'nginx']);
    for (const { HostConfig } of containers) {
      expect(HostConfig.RestartPolicy.Name).toBe('unless-stopped');
      expect(HostConfig.Memory).toBeGreaterThan(0);
      expect(HostConfig.NanoCpus).toBeGreaterThan(0);
    }
    const back = await askEngineFor<{ Internal: boolean }>(engine, `/networks/${project.name}_back`);
    expect(back.Internal).toBe(true);
  },
);

test('without a password nothing starts, and the sentence says which is missing', async () => {
  const [, ...others] = secrets;
  await using project = composeProject(Object.fromEntries(others.map((name) => [name, 'set'])));
  await expect(project.compose('config', '--quiet')).rejects.toThrow(/is the password of the database/);
});

test('its nginx has the very configuration of our other stacks', async () => {
  const file = await readFile(join(projectRoot, 'containers', 'compose', 'nginx.conf'), 'utf8');
  const addresses = { listen: '0.0.0.0:8080', api: 'api:8000', mcp: 'mcp:8001' };
  expect(file).toBe(wholeConfiguration(ourServer(addresses), true));
});

function composeProject(variables: Readonly<Record<string, string>>) {
  const name = `medcor-test-${randomBytes(4).toString('hex')}`;
  const compose = (...words: string[]) =>
    promisify(execFile)(requirePrerequisite('Compose'), ['--project-name', name, ...words], {
      cwd: projectRoot,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables },
    });
  return {
    name,
    compose,
    async [Symbol.asyncDispose]() {
      // Where a variable is missing nothing has started.
      await compose('down', '--volumes', '--timeout', '1').catch(() => undefined);
    },
  };
}

const imagesAsVariables = (set: ImageSetName): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(imageSets[set]).map(([service, image]) => [`MEDCOR_IMAGE_${service.toUpperCase()}`, image]),
  ),
  MEDCOR_IMAGE_REFERENCE: referenceImage(readEnvironment({})),
});

type Container = {
  State: { Health?: { Status: string } };
  Config: { Labels: Record<string, string> };
  HostConfig: {
    PortBindings: Record<string, unknown> | null;
    RestartPolicy: { Name: string };
    Memory: number;
    NanoCpus: number;
  };
};

const serviceOf = ({ Config }: Container): string => Config.Labels['com.docker.compose.service'] ?? '';

async function inspectAll(engine: { address: string }, project: string): Promise<Container[]> {
  const filters = JSON.stringify({ label: [`com.docker.compose.project=${project}`] });
  const listed = await askEngineFor<{ Id: string }[]>(engine, '/containers/json', { query: { filters } });
  return Promise.all(listed.map(({ Id }) => askEngineFor<Container>(engine, `/containers/${Id}/json`)));
}
