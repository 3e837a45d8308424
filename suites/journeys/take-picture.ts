import type { Page } from 'playwright';
import { redactor } from '../../harness/redact.ts';
import { hideSecrets } from './hide-secrets.ts';
import { journeySecretsVariable } from './journeys-plan.ts';

const redact = redactor(JSON.parse(process.env[journeySecretsVariable] ?? '[]') as string[]);

/** Pictures a page as everybody may see it; no picture is made where that would show a secret or a patient's data. Changes the page. */
export async function takePicture(page: Page, path: string): Promise<void> {
  if (await hideSecrets(page, redact)) await page.screenshot({ path, fullPage: true });
}
