import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { makeAllurePage, withoutTracking } from '../allure-page.ts';
import { openBrowser } from '../testing/browser.ts';
import { runFolder } from '../testing/run-folder.ts';
import { everythingRun } from '../testing/run-of.ts';
import { writeReports } from '../write-reports.ts';

test("Allure's page of a run is made and read without a network, and tells nobody of it", async () => {
  using folder = runFolder();
  const run = everythingRun();
  await writeReports(() => run, folder);
  const page = await makeAllurePage(join(folder.path, 'allure-results'), 'staging is violated');
  expect(readFileSync(page, 'utf8')).not.toMatch(/googletagmanager/);

  const browser = await openBrowser();
  try {
    const context = await browser.newContext();
    const opened = await context.newPage();
    const asked: string[] = [];
    const troubles: string[] = [];
    opened.on('request', (request) => asked.push(request.url()));
    opened.on('pageerror', (error) => troubles.push(error.message));
    await context.route(/^(?!file:|data:|blob:)/, (route) => route.abort());
    await opened.goto(pathToFileURL(page).href);
    await opened.getByText('the run is violated').first().click();
    await opened.getByText('VIOLATED staging (version 1.4.2, expected 1.5.0)').first().waitFor();
    expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(troubles).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('a newer Allure that calls in another way is told', () => {
  const page =
    '<html><head></head><script src="https://www.googletagmanager.com/gtag/js"></script><script>gtag("js")</script>';
  expect(withoutTracking(page)).not.toContain('gtag');
  expect(() => withoutTracking(`${page}<script>load("www.googletagmanager.com")</script>`)).toThrow('tag manager');
  expect(() => withoutTracking('<html>no head</html>')).toThrow('tag manager');
});
