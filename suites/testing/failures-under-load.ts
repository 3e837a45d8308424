import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellOfStaging } from './ask-staging.ts';
import { nowhere, type Failures } from './stand-ins.ts';

/** What is told of a load, by real ends of k6 that are played back: the figures are the same each time. */
export const failuresUnderLoad: Failures = {
  'health-is-too-slow-under-load': () => playedBack('load.health-answers-in-time', 'slow'),
  'health-fails-under-load': () => playedBack('load.health-does-not-fail', 'failing'),
  'k6-could-not-send': () => playedBack('load.health-answers-in-time', 'no-file-left'),
};

const recordings = join(import.meta.dirname, '..', 'load', 'recorded');

async function playedBack(id: string, name: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'k6-'));
  try {
    const recording = JSON.parse(await readFile(join(recordings, `${name}.json`), 'utf8')) as Recording;
    await writeFile(join(folder, 'summary.json'), JSON.stringify(recording.summary));
    await writeFile(join(folder, 'said'), recording.lines.map((line) => `${line}\n`).join(''));
    const k6 = join(folder, 'k6');
    await writeFile(k6, player(folder, recording.exitCode));
    await chmod(k6, 0o755);
    const target = { surfaces: { api: `http://${nowhere}/` } };
    return await tellOfStaging(id, target, { variables: { K6_BIN: k6 }, loadSeconds: recording.seconds });
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Recording = { summary: object; lines: string[]; exitCode: number; seconds: number };

const player = (folder: string, exitCode: number) => `#!/bin/sh
if [ "$1" = version ]; then echo 'k6 v2.2.0'; exit; fi
for word; do
  case $word in --summary-export=*) cp '${folder}/summary.json' "\${word#*=}" ;; esac
done
cat '${folder}/said'
exit ${exitCode}
`;
