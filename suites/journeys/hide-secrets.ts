import type { Page } from 'playwright';
import type { Redact } from '../../harness/redact.ts';

/**
 * Takes out of a page what no picture of it may show. False where it still shows some: in pieces of several elements, or in what is no
 * text (then there must be no picture).
 */
export async function hideSecrets(page: Page, redact: Redact): Promise<boolean> {
  const texts = await page.locator('body').evaluate(readTexts, undefined, soon);
  const clean = texts.map(redact);
  if (clean.some((text, index) => text !== texts[index])) await page.locator('body').evaluate(writeTexts, clean, soon);
  const shown = await page.locator('body').innerText(soon);
  return shown.split('\n').every((line) => redact(line) === line);
}

/** The page has come to rest: a body that is not there by now never comes. */
const soon = { timeout: 2000 };

/** What these two, which run in the page, know of its body: they walk it in the same way. */
type Body = {
  ownerDocument: { createTreeWalker: (root: unknown, shown: number) => Walker };
  querySelectorAll: (selector: string) => Iterable<unknown>;
};
type Walker = { nextNode: () => unknown; currentNode: { nodeValue: string | null } };

function readTexts(body: unknown): string[] {
  const { ownerDocument } = body as Body;
  const walker = ownerDocument.createTreeWalker(body, 4);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
  const fields = (body as Body).querySelectorAll('input, textarea') as Iterable<{ value: string }>;
  for (const field of fields) texts.push(field.value);
  return texts;
}

function writeTexts(body: unknown, texts: string[]): void {
  const { ownerDocument } = body as Body;
  // 4 is NodeFilter.SHOW_TEXT.
  const walker = ownerDocument.createTreeWalker(body, 4);
  let next = 0;
  while (walker.nextNode()) walker.currentNode.nodeValue = texts[next++] ?? '';
  const fields = (body as Body).querySelectorAll('input, textarea') as Iterable<{ value: string }>;
  for (const field of fields) field.value = texts[next++] ?? '';
}
