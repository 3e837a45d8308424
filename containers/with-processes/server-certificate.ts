import type { StackPlan } from '../stack.ts';

/** A certificate for loopback with its key, and whoever has to be trusted for it: PEM texts. */
export type ServerCertificate = { certificate: string; key: string; authority: string };

/** One of those that last for three months. */
export async function issueCertificate({ daysLeft }: Required<StackPlan>['https']): Promise<ServerCertificate> {
  // What makes certificates takes time to load, and hardly any stack has one.
  const { makeAuthority } = await import('../../targets/testing/certificate-authority.ts');
  const authority = await makeAuthority('an authority of this stack alone', [-90, 30]);
  const issued = await authority.issue({ names: ['127.0.0.1'], days: [daysLeft - 90, daysLeft] });
  return { ...issued, authority: authority.certificate };
}
