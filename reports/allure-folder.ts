import { copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringifyEnvInfo, type Writer } from 'allure-js-commons/sdk/reporter';

/**
 * A folder for Allure's runtime to write to; nothing is there before `flush`, and nothing of an earlier writing after it. Allure's own
 * writer waits for the disk after each file: five seconds for a thousand results.
 */
export function allureFolder(directory: string): { writer: Writer; flush: () => Promise<void> } {
  const writes: (() => Promise<void>)[] = [];
  const write = (name: string, content: string | Buffer) =>
    void writes.push(() => writeFile(join(directory, name), content));
  const writeJson = (name: string, value: unknown) => write(name, JSON.stringify(value));
  return {
    writer: {
      writeResult: (result) => writeJson(`${result.uuid}-result.json`, result),
      writeGroup: (group) => writeJson(`${group.uuid}-container.json`, group),
      writeAttachment: write,
      writeAttachmentFromPath: (name, from) => void writes.push(() => linkOrCopy(from, join(directory, name))),
      writeEnvironmentInfo: (info) => write('environment.properties', stringifyEnvInfo(info)),
      writeCategoriesDefinitions: (categories) => writeJson('categories.json', categories),
      writeGlobals: writeJson,
    },
    async flush() {
      await rm(directory, { recursive: true, force: true });
      await mkdir(directory);
      const open = writes.values();
      const workAlong = async () => {
        for (const next of open) await next();
      };
      // One after the other it would take three times as long; all at once, more file handles than a process may have.
      const ended = await Promise.allSettled(Array.from({ length: hands }, workAlong));
      // Not before all have ended: the folder may be written again at once.
      const failed = ended.find((hand) => hand.status === 'rejected');
      if (failed === undefined) return;
      await rm(directory, { recursive: true, force: true });
      throw failed.reason;
    },
  };
}

const hands = 16;

/** The evidence is there already; not every file system can give it a second name. */
const linkOrCopy = (from: string, to: string) => link(from, to).catch(() => copyFile(from, to));
