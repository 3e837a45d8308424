import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../harness/run.ts';
import type { Place, Report } from './report.ts';

type Render = (run: Run, place: Place) => string | Promise<string>;

/** A report that is one file in the run's folder: whole, or not there. */
export const reportFile = <Rendering extends Render>(
  name: string,
  render: Rendering,
): Report & { render: Rendering } => ({
  render,
  async write(run, place) {
    const file = join(place.directory, name);
    // Whoever collects metrics must not see half of them.
    const partial = join(place.directory, `.${name}.partial`);
    try {
      await writeFile(partial, await render(run, place));
      await rename(partial, file);
    } catch (error) {
      // One that was written before the trouble would say another word than the run.
      await Promise.allSettled([partial, file].map((path) => rm(path, { force: true })));
      throw error;
    }
  },
});
