import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How packages of Debian are fetched here: what an image has to be told, because it knows nothing of this machine. */
export type DebianSettings = {
  /** The lines of /etc/apt/sources.list for a release. */
  sources: (release: string) => string[];
  /** Proxies and the like, as apt's own configuration has them. */
  aptConfiguration: string;
};

/** Asks apt: its sources may be written in two ways and lie in many files. */
export async function debianSettings(): Promise<DebianSettings> {
  const [targets, configuration] = await Promise.all([
    said('apt-get', ['indextargets', '--format', '$(REPO_URI) $(RELEASE) $(COMPONENT)', 'Created-By: Packages']),
    said('apt-config', ['dump']),
  ]);
  const known = targets.split('\n').map((line) => line.trim().split(' '));
  const codename = await ownCodename();
  const mirror = addressOf(known, codename) ?? 'http://deb.debian.org/debian';
  const security = addressOf(known, `${codename}-security`);
  return {
    sources: (release) => [
      `deb ${mirror} ${release} main`,
      `deb ${mirror} ${release}-updates main`,
      ...(security === undefined ? [] : [`deb ${security} ${release}-security main`]),
    ],
    aptConfiguration: configuration
      .split('\n')
      .filter((line) => /^Acquire::(https?::|Check-|Retries|ForceIPv)/.test(line))
      .join('\n')
      .concat('\n'),
  };
}

const addressOf = (known: readonly string[][], release: string): string | undefined =>
  known.find(([, name, component]) => name === release && component === 'main')?.[0];

/** Empty on a system that is no Debian: its mirror has other packages. */
async function ownCodename(): Promise<string> {
  const facts = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return (/^ID=debian$/m.test(facts) && /^VERSION_CODENAME=(\w+)$/m.exec(facts)?.[1]) || '';
}

/** What npm inside an image has to be told: registry, proxies, certificates. No credential is among it. */
export async function npmSettings(): Promise<{ npmrc: string; certificates: string }> {
  const names = ['registry', 'proxy', 'https-proxy', 'noproxy', 'strict-ssl', 'cafile'];
  const values = await Promise.all(names.map(async (name) => (await said('npm', ['config', 'get', name])).trim()));
  const settings = names.map((name, at) => [name, values[at] ?? ''] as const).filter(([, value]) => isSet(value));
  const bundle = settings.find(([name]) => name === 'cafile')?.[1] ?? '/etc/ssl/certs/ca-certificates.crt';
  return {
    npmrc: settings
      .filter(([name]) => name !== 'cafile')
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    certificates: await readFile(bundle, 'utf8').catch(() => ''),
  };
}

const isSet = (value: string): boolean => value !== '' && value !== 'null' && value !== 'undefined';

/** Empty where there is no such program. */
const said = (file: string, parameters: readonly string[]): Promise<string> =>
  run(file, parameters).then(
    ({ stdout }) => stdout,
    () => '',
  );
