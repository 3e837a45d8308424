import { daysLeft, leastDaysLeft } from '../../contract/certificates.ts';
import type { CertificateClient } from '../../fixtures/proxy/certificate-client.ts';
import { Violation } from '../../harness/violation.ts';

/** Throws a Violation where the certificate ends so soon that its renewal must have failed; an error of ours where our clock is wrong. */
export async function assertCertificateLasts({
  read,
  clockTrouble,
}: Pick<CertificateClient, 'read' | 'clockTrouble'>): Promise<{ certificate: string }> {
  const { where, from, until } = await read();
  const least = leastDaysLeft({ from, until });
  const left = daysLeft({ until });
  const day = until.toISOString().slice(0, 10);
  if (left >= least) return { certificate: `${Math.floor(left)} more days (${day})` };
  const trouble = await clockTrouble();
  if (trouble)
    throw new Error(`${trouble}. So nobody can tell for how long the certificate of ${where} lasts (${day})`);
  throw new Violation({
    expected: `a certificate at ${where} that lasts for ${least.toFixed(1)} more days`,
    actual: `${left.toFixed(1)} more days (${day})`,
    cause: {
      id: 'certificate-ends-soon',
      sentence: `the certificate of ${where} ends soon, and should have been renewed by now: after that nobody is let in`,
    },
  });
}
