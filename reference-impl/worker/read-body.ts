import { inflateSync } from 'node:zlib';
import type { ConsumeMessage } from 'amqplib';
import { parseExactJson } from './exact-json.ts';

/** Not a task call: it is rejected, so that a dead-letter exchange gets it. The text quotes no contents, which may be a patient's. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Nothing that could be read at all: Celery acknowledges and drops it. */
export class Undecodable extends Error {
  override readonly name = 'Undecodable';
}

// RabbitMQ 4 takes no larger message; a small one must not unpack to more.
const largestBody = 16 * 1024 * 1024;

/** The JSON in a message. Accepts JSON alone, as Celery does by default. */
export function readBody(message: ConsumeMessage): unknown {
  const { contentType, contentEncoding, headers } = message.properties;
  if (contentType !== 'application/json') throw new Malformed('its content type is not application/json');
  if (!['utf-8', 'utf8', undefined].includes(contentEncoding?.toLowerCase())) {
    throw new Malformed('its content encoding is not utf-8');
  }
  const content = unpack(message.content, headers?.['compression']);
  try {
    return parseExactJson(content.toString('utf8'));
  } catch {
    throw new Undecodable('its body is not JSON');
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

function unpack(content: Buffer, compression: unknown): Buffer {
  if (compression === undefined || compression === null) return content;
  // kombu's name for zlib.
  if (compression !== 'application/x-gzip') throw new Malformed('its compression is not known here');
  try {
    return inflateSync(content, { maxOutputLength: largestBody });
  } catch {
    throw new Undecodable('its compressed body cannot be unpacked');
  }
}
