import { doctor as examine, type DoctorRow } from '../containers/prerequisites/doctor.ts';
import { purposes, type Purpose } from '../containers/prerequisites/prerequisite.ts';
import { didYouMean } from '../harness/nearest.ts';
import { UsageError } from '../harness/usage-error.ts';
import { exitCodes } from '../harness/verdict.ts';
import { installMissing } from './install-missing.ts';

/** The table of what is needed and found; with `--install` gets the rest. Exit 3 while something is missing. */
export async function doctor(options: { install?: boolean; for?: string; json?: boolean }): Promise<number> {
  const wanted = options.for === undefined ? purposes : options.for.split(',').map(known);
  if (options.install)
    return (await installMissing(wanted, process.stdout)) === 0 ? exitCodes.verified : exitCodes.incomplete;
  const rows = await examine(wanted);
  process.stdout.write(options.json ? `${JSON.stringify({ schemaVersion: 1, rows }, null, 2)}\n` : tableOf(rows));
  return rows.every((row) => row.missing === undefined) ? exitCodes.verified : exitCodes.incomplete;
}

const tableOf = (rows: readonly DoctorRow[]): string =>
  rows
    .map(({ name, purpose, found, version = '', missing, howToGet = [] }) => {
      const told = missing === undefined ? `${version.padEnd(10)} ${found}` : `missing    ${missing}`;
      return [
        `${name.padEnd(26)} ${purpose.padEnd(13)} ${told}`,
        ...howToGet.map((line) => `${' '.repeat(41)}${line}`),
      ].join('\n');
    })
    .join('\n')
    .concat('\n');

function known(word: string): Purpose {
  const purpose = purposes.find((each) => each === word);
  if (purpose) return purpose;
  throw new UsageError(`--for ${word} is no purpose. ${didYouMean(word, purposes)}Purposes: ${purposes.join(', ')}.`);
}
