import { createPrivateKey, webcrypto } from 'node:crypto';
import './reflect-metadata.ts';
import type { JsonGeneralName } from '@peculiar/x509';

// Loaded behind what it builds on: in a bundle, what is imported from outside comes before all of our own.
const x509 = await import('@peculiar/x509');

/** A certificate and its key, as PEM. */
export type Issued = { certificate: string; key: string };

export type Wanted = {
  /** DNS names, or addresses. */
  names?: readonly string[];
  purpose?: 'server' | 'client';
  /** When it begins and ends to hold, in days from now. */
  days?: [number, number];
  /** Encrypts the key. */
  passphrase?: string;
};

/** For tests: an authority of our own that signs what it is asked to. */
export type Authority = { certificate: string; issue: (wanted: Wanted) => Promise<Issued> };

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

export async function makeAuthority(name: string, [from, to]: [number, number] = [-1, 30]): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: inDays(from),
    notAfter: inDays(to),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const issue = async ({ names = [], purpose = 'server', days = [-1, 20], passphrase }: Wanted): Promise<Issued> => {
    const own = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const usage = { server: x509.ExtendedKeyUsage.serverAuth, client: x509.ExtendedKeyUsage.clientAuth }[purpose];
    const certificate = await x509.X509CertificateGenerator.create({
      subject: `CN=${names[0] ?? purpose}`,
      issuer: root.subject,
      notBefore: inDays(days[0]),
      notAfter: inDays(days[1]),
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([usage]),
        new x509.SubjectAlternativeNameExtension(names.map(alternativeName)),
        await x509.AuthorityKeyIdentifierExtension.create(root.publicKey),
      ],
    });
    return { certificate: certificate.toString('pem'), key: await pemOf(own.privateKey, passphrase) };
  };
  return { certificate: root.toString('pem'), issue };
}

const alternativeName = (name: string): JsonGeneralName => ({
  type: /^[\d.]+$|:/.test(name) ? 'ip' : 'dns',
  value: name,
});

async function pemOf(key: webcrypto.CryptoKey, passphrase: string | undefined): Promise<string> {
  const pem = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
  if (passphrase === undefined) return pem;
  return createPrivateKey(pem).export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase }).toString();
}
