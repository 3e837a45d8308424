import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UsageError } from '../harness/usage-error.ts';

/** A file that a profile or a flag names, and how a person calls it: "the client certificate of "staging" (--cert)". */
export type NamedFile = { file: string; what: string };

/** The certificates of a PEM file, at least one of which is valid now. Throws a UsageError that says what is wrong with the file. */
export function readCertificates({ file, what }: NamedFile): { pem: string; certificates: X509Certificate[] } {
  const pem = readText({ file, what });
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    throw new UsageError(
      `The file ${file}, ${what}, holds no certificate in PEM ("-----BEGIN CERTIFICATE-----"). A binary one is converted by: openssl x509 -inform der -in FILE -out FILE.pem`,
    );
  }
  const certificates = blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch (error) {
      throw new UsageError(`Certificate ${index + 1} in the file ${file}, ${what}, cannot be read. Copy it anew.`, {
        cause: error,
      });
    }
  });
  const [first] = certificates as [X509Certificate];
  if (certificates.every(({ validToDate }) => validToDate.getTime() < Date.now())) {
    throw new UsageError(
      `The certificate in the file ${file}, ${what}, expired on ${day(first.validToDate)} (${subjectOf(first)}). Get the one that replaced it.`,
    );
  }
  return { pem: blocks.join('\n'), certificates };
}

type KeyFile = NamedFile & { passphrase: string | undefined };

/** The private key of a PEM file, opened; it must fit the certificate. Throws a UsageError that says what is wrong. */
export function readPrivateKey({ file, what, passphrase }: KeyFile, certificate: X509Certificate): string {
  const pem = readText({ file, what });
  const [block] = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem) ?? [];
  if (block === undefined) throw new UsageError(`The file ${file}, ${what}, holds no private key in PEM.`);
  const key = openedKey(block, { file, what, passphrase });
  if (!certificate.checkPrivateKey(key)) {
    throw new UsageError(
      `The file ${file}, ${what}, does not fit the client certificate (${subjectOf(certificate)}): it is the key of another one. Give the two that were made together.`,
    );
  }
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function openedKey(pem: string, { file, what, passphrase }: KeyFile): KeyObject {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    const why =
      passphrase === undefined && /ENCRYPTED/.test(pem)
        ? 'is encrypted: name the variable of the environment that holds its passphrase (connection.clientCertificate.passphrase, or --key-passphrase env:NAME)'
        : passphrase === undefined
          ? 'cannot be read. Copy it anew'
          : 'is not opened by its passphrase. Look at the variable that holds it';
    throw new UsageError(`The file ${file}, ${what}, ${why}.`, { cause: error });
  }
}

function readText({ file, what }: NamedFile): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why =
      { ENOENT: 'is not there', EACCES: 'may not be read by you', EISDIR: 'is a folder' }[code] ?? 'cannot be read';
    throw new UsageError(`The file ${file}, ${what}, ${why}. Paths in a profile start from its own folder.`, {
      cause: error,
    });
  }
}

const subjectOf = ({ subject }: X509Certificate): string => subject?.replaceAll('\n', ', ') || 'without a subject';

const day = (date: Date): string => date.toISOString().slice(0, 10);
