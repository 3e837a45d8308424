/**
 * How a secret may be written so that nothing in the text says so: as it is, in base64 and base64url (also in the middle of a longer
 * text, such as `user:secret` or a part of a JWT) and as hexadecimal digits. Escapes are read by `unescaped`, and written here as well
 * since they may be encoded in turn, or cut in their midst.
 */
export function formsOf(secret: string): { written: Set<string>; encoded: Set<string> } {
  const written = new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())]);
  const encoded = new Set<string>();
  for (const form of written) {
    const bytes = Buffer.from(form);
    for (const one of [...inBase64(bytes), bytes.toString('hex')]) encoded.add(one);
  }
  return { written, encoded };
}

/** By how many bytes stand before it, for three characters of base64 hold four times six bits: those that depend on what is around are left out. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const begin = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(begin, end);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
