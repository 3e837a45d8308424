import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram } from './find-program.ts';
import type { Finding } from './prerequisite.ts';
import { toolsFolder, type Machine } from './this-machine.ts';

/** Debian's and Ubuntu's own Python, where the distribution's Celery is installed for it. Run it with `-m celery`. */
export function findDistributionCelery({ systemRoot }: Machine): Finding {
  const python = join(systemRoot, 'usr/bin/python3');
  const celery = join(systemRoot, 'usr/lib/python3/dist-packages/celery/__init__.py');
  if (isProgram(python) && existsSync(celery)) return { path: python };
  return { absent: 'no celery in /usr/lib/python3/dist-packages' };
}

/** The Python of our own virtual environment with Celery 5.6. Run it with `-m celery`. */
export function findPinnedCelery(machine: Machine): Finding {
  const { folder, python, stamp, requirements } = celeryEnvironment(machine);
  if (!isProgram(python)) return { absent: `no virtual environment in ${folder}` };
  // Written last: an installation that broke off has none, one of other versions another one.
  if (textOf(stamp) !== textOf(requirements)) return { absent: `${folder} does not hold the versions we pin` };
  return { path: python };
}

export function celeryEnvironment(machine: Machine) {
  const folder = join(toolsFolder(machine), 'celery-5.6');
  return {
    folder,
    python: join(folder, 'bin', 'python'),
    stamp: join(folder, 'installed-requirements.txt'),
    requirements: join(import.meta.dirname, 'celery-requirements.txt'),
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
