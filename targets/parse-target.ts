import { z } from 'zod';
import { UsageError } from '../harness/usage-error.ts';
import { surfaceNames, type Dialect, type SurfaceName } from './deployment.ts';
import { beginningsOf, isAddressOf } from './surface-schemes.ts';
import { parseResolveEntry } from './resolve-entry.ts';
import type { ConnectionProfile, Target } from './target.ts';
import { isVariableName } from './value-of-flag.ts';

/** A profile from outside as a Target. Throws a UsageError that names the field, what was seen there and what to do. */
export function parseTarget(value: unknown, from: string): Target {
  const parsed = targetSchema.safeParse(value);
  if (parsed.success) return parsed.data as unknown as Target;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') throw new UsageError(unknownField(from, issue));
  const path = issue?.path.map(String) ?? [];
  const seen = path.reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], value);
  throw new UsageError(problemOf(from, path, seen, issue?.message ?? 'is not valid'));
}

function problemOf(from: string, path: readonly string[], seen: unknown, message: string): string {
  const field = path.join('.') || 'the profile itself';
  const remedy = remedies[path[0] ?? ''] ?? 'See targets/target.ts for the fields of a profile.';
  if (seen === undefined) return `The profile ${from} lacks the field "${field}". ${remedy}`;
  // A secret written down where its variable's name belongs must not be told to the console as well.
  const quoted = path[0] === 'identities' ? `a ${typeof seen}` : JSON.stringify(seen);
  return `The profile ${from} has ${quoted} as "${field}": ${message}. ${remedy}`;
}

/** Names the field and not what stands in it: a misspelt name may hold a secret. */
function unknownField(from: string, { path, keys }: { path: PropertyKey[]; keys: string[] }): string {
  const field = [...path, keys[0]].join('.');
  return `The profile ${from} has a field "${field}", which no profile has. The fields of a profile stand in targets/target.ts.`;
}

const remedies: Record<string, string> = {
  name: 'Give the target the name that its verdict shall carry, e.g. "staging".',
  surfaces: `Give an address, or { "notOffered": "why" }, for each of ${surfaceNames.join(', ')}.`,
  identities:
    'An identity is { kind: "static", token, tenant } or { kind: "signing-key", key, issuer, subject, tenant, role }; secrets are { "fromEnvironment": "NAME" }.',
  waivers:
    'A waiver is { check, cause, reason, until }: the ids of the check and of the cause as a failure tells them, and the last day.',
  furthestSafety: 'Use observe, probe or canary.',
  dialect: 'The names that a dialect can change stand in targets/deployment.ts.',
};

const fromEnvironment = z.strictObject({
  fromEnvironment: z.string().refine(isVariableName, { error: 'must be the name of an environment variable' }),
});
const notOffered = z.strictObject({ notOffered: z.string().min(1) });

const surface = (name: SurfaceName) => {
  const error = `must be a URL that starts with ${beginningsOf(name)}, { "fromEnvironment": "NAME" } or { "notOffered": "why" }`;
  return z.union([z.string().refine((text) => isAddressOf(name, text), { error }), fromEnvironment, notOffered], {
    error,
  });
};

const identity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('static'), token: fromEnvironment, tenant: z.string() }),
  z.strictObject({
    kind: z.literal('signing-key'),
    key: fromEnvironment,
    issuer: z.string(),
    audiences: z.strictObject({ api: z.string(), mcp: z.string() }).optional(),
    subject: z.string(),
    tenant: z.string(),
    role: z.string(),
  }),
]);

const words = z.array(z.string().min(1)).min(1);
const path = z.string().startsWith('/');

const dialect = z
  .strictObject({
    queue: z.string().min(1),
    tasks: words,
    healthyWords: words,
    healthPaths: z.strictObject({ api: path, mcp: path }),
    mcpPaths: z.strictObject({ direct: path, proxied: path }),
    readTool: z.strictObject({ name: z.string().min(1), arguments: z.record(z.string(), z.unknown()) }),
    documentationPath: path,
    appointmentsPath: path,
  } satisfies Record<keyof Dialect, z.ZodType>)
  .partial();

const resolveEntry = z.string().superRefine((text, context) => {
  const parsed = parseResolveEntry(text);
  if ('wrong' in parsed) context.addIssue({ code: 'custom', message: parsed.wrong });
});

const file = z.string().min(1, { error: 'must be the path of a PEM file' });

const connection = z.strictObject({
  forwardProxy: z
    .strictObject({ url: z.union([z.string(), fromEnvironment]), direct: z.array(z.string().min(1)).optional() })
    .optional(),
  certificateAuthority: file.optional(),
  clientCertificate: z
    .strictObject({ certificate: file, key: file.optional(), passphrase: fromEnvironment.optional() })
    .optional(),
  resolve: z.array(resolveEntry).optional(),
} satisfies Record<keyof ConnectionProfile, z.ZodType>);

const targetSchema = z.strictObject({
  name: z.string().min(1),
  surfaces: z.strictObject(Object.fromEntries(surfaceNames.map((name) => [name, surface(name)]))),
  connection: connection.optional(),
  identities: z.record(z.string(), identity).optional(),
  furthestSafety: z.enum(['observe', 'probe', 'canary']).optional(),
  accepted: z.record(z.string(), z.string().min(1)).optional(),
  waivers: z
    .array(
      z.strictObject({
        check: z.string().min(1),
        cause: z.string().min(1),
        reason: z.string().min(1),
        until: z.iso.date({ error: 'must be the last day on which it counts, as YYYY-MM-DD' }),
      }),
    )
    .optional(),
  workers: z
    .strictObject({
      expected: z.int().positive().optional(),
      results: z.union([z.literal('rpc'), notOffered]).optional(),
    })
    .optional(),
  dialect: dialect.optional(),
  expectedVersion: z.string().optional(),
});
