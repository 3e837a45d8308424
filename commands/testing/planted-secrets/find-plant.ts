import { gunzipSync } from 'node:zlib';
import AdmZip from 'adm-zip';
import { everySecret } from './plants.ts';

/** Every way of a value that stands in the bytes, in archives and in encoded parts of them; none where there is none. */
export function waysOf(plant: string, bytes: Buffer): string[] {
  const texts = unpacked(bytes).flatMap((part) => [part.toString('utf8'), part.toString('latin1')]);
  return Object.entries(waysToWrite(plant)).flatMap(([way, written]) =>
    texts.some((text) =>
      written.some((each) => text.includes(each) || withoutBlanks(text).includes(withoutBlanks(each))),
    )
      ? [way]
      : [],
  );
}

/** Of a secret eight characters in a row are too many, of a patient's data the datum. */
function waysToWrite(plant: string): Record<string, string[]> {
  const bytes = Buffer.from(plant);
  const escaped = JSON.stringify(plant).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  const percent = encodeURIComponent(plant);
  return {
    'as it is': everySecret.includes(plant) ? windowsOf(plant, 8) : [plant],
    'in JSON': [escaped, twice, unicode(plant)],
    'in addresses': [percent, percent.toLowerCase(), encodeURIComponent(percent), percent.replaceAll('%20', '+')],
    'in pages': [html(plant), html(plant).replaceAll('&#x27;', '&#39;')],
    'in base64': [0, 1, 2].flatMap((before) => core(bytes, before)),
    'in hexadecimal': [bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    'in other letters': [plant.toLowerCase(), plant.toUpperCase()],
  };
}

const windowsOf = (text: string, size: number): string[] =>
  Array.from({ length: text.length - size + 1 }, (_, at) => text.slice(at, at + size));

const unicode = (text: string) =>
  text.replaceAll(/["'&<>]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;');

/** What of the base64 does not depend on what stands around. */
function core(bytes: Buffer, before: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(3)]).toString('base64');
  const inner = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
}

const withoutBlanks = (text: string) => text.replaceAll(/\\[nr]|\s/g, '');

/** The bytes, and those of whatever is packed in them: entries of archives, compressed texts, long texts in base64. */
function unpacked(bytes: Buffer): Buffer[] {
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    const entries = new AdmZip(bytes).getEntries();
    return [
      bytes,
      ...entries.map(({ entryName }) => Buffer.from(entryName)),
      ...entries.flatMap((entry) => unpacked(entry.getData())),
    ];
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return [bytes, ...unpacked(gunzipSync(bytes))];
  const packed = bytes.toString('latin1').match(/[A-Za-z\d+/]{200,}={0,2}/g) ?? [];
  return [bytes, ...packed.flatMap((text) => unpacked(Buffer.from(text, 'base64')))];
}
