import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { Client } from 'undici';

/** Docker or Podman: what answers its API at one address. */
export type Engine = {
  /** `unix:///var/run/docker.sock`, or tcp://. */
  address: string;
  /** For a person: "Docker 20.10.24". */
  name: string;
};

export type Question = {
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: object;
  /** A tar archive, for images. */
  archive?: Readable;
  /** These codes are answers, too. */
  alsoFine?: readonly number[];
  withinMs?: number;
  signal?: AbortSignal;
};

/** What the engine said where it refused, as a sentence. */
export class EngineRefusal extends Error {
  override readonly name = 'EngineRefusal';
  readonly status: number;

  constructor(asked: string, status: number, said: string) {
    super(`The container engine answered ${asked} with ${status}: ${said}`);
    this.status = status;
  }
}

type Method = 'GET' | 'POST' | 'DELETE';

/** The engine gave no answer at all. `code` is why the connection failed, or ended; absent where time was up. */
export class EngineSilence extends Error {
  override readonly name = 'EngineSilence';
  readonly code: string | undefined;

  constructor(asked: string, address: string, cause: unknown) {
    const { code, name, message } = cause as NodeJS.ErrnoException;
    const why = name === 'TimeoutError' ? 'its time was up' : message || code;
    super(`The container engine at ${address.replace(/^unix:\/\//, '')} gave no answer to ${asked}: ${why}`, { cause });
    this.code = code;
  }
}

/** Asks the engine's API (https://docs.docker.com/reference/api/engine/) once and returns what it said; throws an EngineRefusal or an EngineSilence, and what the signal says. */
export const askEngine = async (
  engine: Pick<Engine, 'address'>,
  method: Method,
  path: string,
  question?: Question,
): Promise<string> => (await ask(engine, method, path, question)).said;

/** What kind of engine it is and its version, as it says in every answer. Asks for nothing else: Podman takes seconds for its /version on Debian. */
export async function nameOfEngine(engine: Pick<Engine, 'address'>, question?: Question): Promise<string> {
  const { server } = await ask(engine, 'GET', '/_ping', question);
  const [, program = '', version = ''] = /^(\w+)\/(\S+)/.exec(server) ?? [];
  return `${program === 'Libpod' ? 'Podman' : 'Docker'} ${version}`.trimEnd();
}

async function ask(
  { address }: Pick<Engine, 'address'>,
  method: Method,
  path: string,
  { query = {}, body, archive, alsoFine = [], withinMs = 20_000, signal }: Question = {},
): Promise<{ said: string; server: string }> {
  const client = clientOf(address);
  try {
    const words = new URLSearchParams(query).toString();
    const answer = await client.request({
      method,
      path: `${path}${words === '' ? '' : `?${words}`}`,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(archive === undefined ? {} : { body: archive, headers: { 'content-type': 'application/x-tar' } }),
      signal: AbortSignal.any([AbortSignal.timeout(withinMs), ...(signal ? [signal] : [])]),
    });
    const said = await text(answer.body);
    if (answer.statusCode < 400 || alsoFine.includes(answer.statusCode)) {
      return { said, server: String(answer.headers['server'] ?? '') };
    }
    throw new EngineRefusal(`${method} ${path}`, answer.statusCode, messageIn(said));
  } catch (error) {
    if (error instanceof EngineRefusal || signal?.aborted) throw error;
    throw new EngineSilence(`${method} ${path}`, address, error);
  } finally {
    await client.destroy();
  }
}

/** As `askEngine`, for an answer that is JSON. */
export const askEngineFor = async <Answer>(
  engine: Pick<Engine, 'address'>,
  path: string,
  question?: Question,
): Promise<Answer> => JSON.parse(await askEngine(engine, 'GET', path, question)) as Answer;

function clientOf(address: string): Client {
  const { protocol, pathname, host } = new URL(address);
  // Building an image is silent for minutes.
  const patient = { bodyTimeout: 0, headersTimeout: 0 };
  if (protocol === 'unix:') return new Client('http://engine', { socketPath: pathname, ...patient });
  return new Client(`http://${host}`, patient);
}

function messageIn(said: string): string {
  try {
    return (JSON.parse(said) as { message: string }).message;
  } catch {
    return said.slice(0, 300);
  }
}
