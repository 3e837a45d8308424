import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringifyEnvInfo, type Writer } from 'allure-js-commons/sdk/reporter';

/** An empty folder that Allure's runtime writes to. Its own writer waits for the disk after each file: five seconds for a thousand results. */
export function allureFolder(directory: string): Writer {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  const write = (name: string, content: string | Buffer) => writeFileSync(join(directory, name), content);
  const writeJson = (name: string, value: unknown) => write(name, JSON.stringify(value));
  return {
    writeResult: (result) => writeJson(`${result.uuid}-result.json`, result),
    writeGroup: (group) => writeJson(`${group.uuid}-container.json`, group),
    writeAttachment: write,
    writeAttachmentFromPath: (name, from) => copyFileSync(from, join(directory, name)),
    writeEnvironmentInfo: (info) => write('environment.properties', stringifyEnvInfo(info)),
    writeCategoriesDefinitions: (categories) => writeJson('categories.json', categories),
    writeGlobals: writeJson,
  };
}
