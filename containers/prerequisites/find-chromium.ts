import { join } from 'node:path';
import { findInFolders, isProgram } from './find-program.ts';
import type { Finding } from './prerequisite.ts';
import type { Machine } from './this-machine.ts';

/** A Chromium that Playwright can drive: the one that CHROMIUM_PATH names, else one of this machine. */
export function findChromium({ chromiumPath, searchPath, systemRoot }: Machine): Finding {
  if (chromiumPath !== undefined) {
    if (isProgram(chromiumPath)) return { path: chromiumPath };
    return { absent: `CHROMIUM_PATH names ${chromiumPath}, which is no program`, misconfigured: true };
  }
  const found = findInFolders(names, searchPath) ?? places.map((place) => join(systemRoot, place)).find(isProgram);
  return found ? { path: found } : { absent: `no ${names.join(', ')} on PATH` };
}

// Not chromium-browser: on Ubuntu that is a script which only says how to get the snap.
const names = ['chromium', 'google-chrome-stable', 'google-chrome'];

const places = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
