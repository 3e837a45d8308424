import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Argument, Command } from 'commander';
import { openServices } from '../containers/with-processes/open-services.ts';
import { deployments } from './deployments.ts';
import { recordDeployment } from './record-deployment.ts';
import { recordsFolder } from './records.ts';

const wanted = new Command('make versions VERSIONS=…')
  .description('Brings deployments up, asks them everything but load, and records what came of it.')
  .addArgument(
    new Argument('[deployments...]', 'which; all where none is named').choices(deployments.map(({ file }) => file)),
  )
  .addHelpText('after', "\nExample: make versions VERSIONS='processes celery-5.6-solo'")
  .parse().args;
/** Read before the first record is written, which makes a difference. */
const commit = await promisify(execFile)('git', ['describe', '--always', '--dirty', '--exclude', '*']).then(
  ({ stdout }) => stdout.trim(),
);
await mkdir(recordsFolder, { recursive: true });
await using services = await openServices();
for (const [index, deployment] of deployments.entries()) {
  if (wanted.length > 0 && !wanted.includes(deployment.file)) continue;
  const record = await recordDeployment(deployment, { services: services.addresses, commit });
  const name = `${String(index + 1).padStart(2, '0')}-${deployment.file}.json`;
  await writeFile(join(recordsFolder, name), `${JSON.stringify(record, null, 2)}\n`);
  const amiss = Object.entries(record.results).filter(([, { verdict }]) => !['passed', 'skipped'].includes(verdict));
  process.stdout.write(`${record.word.padEnd(10)} ${record.title}\n`);
  for (const [id, { verdict, why }] of amiss) process.stdout.write(`           ${id} ${verdict}: ${why}\n`);
}
