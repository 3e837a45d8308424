import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { askEngine, type Engine } from '../engine/engine.ts';
import { inputsLabel } from './local-images.ts';

export type Recipe = {
  /** With its tag. */
  image: string;
  /** What it is made of, as one word: kept as a label, so that a second build knows that it has nothing to do. */
  inputs: string;
  dockerfile: string;
  /** What the Dockerfile copies: files and folders by the name that it calls them, and texts. */
  files: Readonly<Record<string, { path: string } | { text: string }>>;
  arguments: Readonly<Record<string, string>>;
};

/** Builds with the machine's own network, on which its mirrors can be reached. Throws an Error with the last lines of a build that failed. */
export async function buildImage(engine: Engine, recipe: Recipe): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'image-'));
  try {
    await cp(recipe.dockerfile, join(folder, 'Dockerfile'));
    for (const [name, file] of Object.entries(recipe.files)) {
      if ('text' in file) await writeFile(join(folder, name), file.text);
      else await cp(file.path, join(folder, name), { recursive: true, dereference: true });
    }
    const said = await askEngine(engine, 'POST', '/build', {
      query: {
        t: recipe.image,
        networkmode: 'host',
        rm: '1',
        forcerm: '1',
        buildargs: JSON.stringify(recipe.arguments),
        labels: JSON.stringify({ [inputsLabel]: recipe.inputs }),
      },
      archive: archiveOf(folder),
      withinMs: buildWithinMs,
    });
    refuseFailure(said, `${recipe.image} (${basename(recipe.dockerfile)}) could not be built`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes an image of a whole file system, a tar archive. */
export async function importImage(
  engine: Engine,
  made: { image: string; archive: string; inputs: string },
): Promise<void> {
  const said = await askEngine(engine, 'POST', '/images/create', {
    // Podman 4.3 tags what comes with a `tag` of its own as latest; with its tag in `repo` both engines keep it.
    query: { fromSrc: '-', repo: made.image, changes: `LABEL ${inputsLabel}=${made.inputs}` },
    archive: createReadStream(made.archive),
    withinMs: buildWithinMs,
  });
  refuseFailure(said, `${made.image} could not be imported`);
}

const buildWithinMs = 15 * 60_000;

const archiveOf = (folder: string): Readable =>
  spawn('tar', ['-C', folder, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout;

type BuildLine = { stream?: string; error?: string };

/** The engine answers 200 before it knows how it ends: failure is a line among the others. */
function refuseFailure(said: string, what: string): void {
  const lines = said
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as BuildLine);
  const failure = lines.find(({ error }) => error !== undefined)?.error;
  if (failure === undefined) return;
  const last = lines
    .map(({ stream = '' }) => stream)
    .join('')
    .trimEnd()
    .split('\n')
    .slice(-12);
  throw new Error([`${what}: ${failure.trim()}. It said last:`, ...last.map((line) => `  | ${line}`)].join('\n'));
}
