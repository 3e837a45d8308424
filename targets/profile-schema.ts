import { z } from 'zod';
import { surfaceNames, type Dialect, type SurfaceName } from './deployment.ts';
import { parseResolveEntry } from './resolve-entry.ts';
import { isComposeName, sshAddressIn, whyNoUnit, type ComposeProject, type Services } from './services.ts';
import { whyNoAddress } from './surface-schemes.ts';
import type { ConnectionProfile, Target } from './target.ts';
import { isVariableName } from './value-of-flag.ts';

const filled = z.string().min(1);

const fromEnvironment = z.strictObject({
  fromEnvironment: z.string().refine(isVariableName, { error: 'must be the name of an environment variable' }),
});
const notOffered = z.strictObject({ notOffered: filled });

const surface = (name: SurfaceName) => {
  const error = ({ input }: { input?: unknown }) => {
    const why = whyNoAddress(name, typeof input === 'string' ? input : '') ?? '';
    return why.startsWith('must ')
      ? `${why.replace('must start', 'must be a URL that starts')}, { "fromEnvironment": "NAME" } or { "notOffered": "why" }`
      : `as a URL it ${why}`;
  };
  const isAddress = (text: string) => whyNoAddress(name, text) === undefined;
  return z.union([z.string().refine(isAddress, { error }), fromEnvironment, notOffered], { error });
};

const identity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('static'), token: fromEnvironment, tenant: filled }),
  z.strictObject({
    kind: z.literal('signing-key'),
    key: fromEnvironment,
    issuer: filled,
    audiences: z.strictObject({ api: filled, mcp: filled }).optional(),
    subject: filled,
    tenant: filled,
    role: filled,
  }),
]);

const words = z.array(filled).min(1);
const path = z.string().startsWith('/');

const dialect = z
  .strictObject({
    queue: filled,
    tasks: words,
    healthyWords: words,
    healthPaths: z.strictObject({ api: path, mcp: path }),
    mcpPaths: z.strictObject({ direct: path, proxied: path }),
    readTool: z.strictObject({ name: filled, arguments: z.record(z.string(), z.unknown()) }),
    documentationPath: path,
    appointmentsPath: path,
  } satisfies Record<keyof Dialect, z.ZodType>)
  .partial();

const resolveEntry = z.string().superRefine((text, context) => {
  const parsed = parseResolveEntry(text);
  if ('wrong' in parsed) context.addIssue({ code: 'custom', message: parsed.wrong });
});

const file = filled;

const connection = z.strictObject({
  forwardProxy: z
    .strictObject({
      url: z.union([filled, fromEnvironment], { error: 'must be an address or { "fromEnvironment": "NAME" }' }),
      direct: z.array(filled).optional(),
    })
    .optional(),
  certificateAuthority: file.optional(),
  clientCertificate: z
    .strictObject({ certificate: file, key: file.optional(), passphrase: fromEnvironment.optional() })
    .optional(),
  resolve: z.array(resolveEntry).optional(),
} satisfies Record<keyof ConnectionProfile, z.ZodType>);

const composeServices = z
  .array(z.string().refine(isComposeName, { error: 'must be the name of a service of Compose' }))
  .min(1);

/** One shape for both, so that what is wrong inside is told by its own field. */
const services = z
  .strictObject({
    on: z
      .string()
      .refine((on) => on === 'this-machine' || sshAddressIn(on) !== undefined, {
        error: 'must be "this-machine" or "ssh://USER@HOST:PORT" (user and port may stand in the configuration of ssh)',
      })
      .optional(),
    sshConfig: file.optional(),
    units: z
      .array(
        z.string().refine((name) => whyNoUnit(name) === undefined, {
          error: ({ input }) =>
            `${whyNoUnit(String(input))?.replace(/^is /, 'must be the full name of a unit: it is ')}`,
        }),
      )
      .min(1)
      .optional(),
    compose: z
      .strictObject({
        project: z.string().refine(isComposeName, { error: 'must be the name of a project of Compose' }),
        services: composeServices.optional(),
        optional: composeServices.optional(),
      } satisfies Record<keyof ComposeProject, z.ZodType>)
      .optional(),
    notOffered: filled.optional(),
  } satisfies Record<keyof Services | 'notOffered', z.ZodType>)
  .refine(({ on, ...rest }) => ('notOffered' in rest ? Object.keys(rest).length === 1 && !on : on !== undefined), {
    error: 'must say where they are asked (on) or why they cannot be (notOffered)',
  });

/** A profile as it may stand in a file. Its messages read on after what was seen: `has 7 as "name": must be a text`. */
export const profileSchema = z.strictObject({
  name: filled,
  surfaces: z.strictObject(Object.fromEntries(surfaceNames.map((name) => [name, surface(name)]))),
  connection: connection.optional(),
  services: services.optional(),
  identities: z.record(z.string(), identity).optional(),
  furthestSafety: z.enum(['observe', 'probe', 'canary']).optional(),
  accepted: z.record(z.string(), filled).optional(),
  waivers: z
    .array(
      z.strictObject({
        check: filled,
        cause: filled,
        of: filled.optional(),
        reason: filled,
        until: z.iso.date({ error: 'must be the last day on which it counts, as YYYY-MM-DD' }),
      }),
    )
    .optional(),
  workers: z
    .strictObject({
      expected: z.int().positive().optional(),
      results: z
        .union([z.literal('rpc'), notOffered], { error: 'must be "rpc" or { "notOffered": "why" }' })
        .optional(),
    })
    .optional(),
  queues: z
    .array(
      z.strictObject({
        name: filled,
        arguments: z.record(filled, z.union([z.string(), z.number(), z.boolean()])).optional(),
        mostWaiting: z.int().nonnegative().optional(),
      }),
    )
    .optional(),
  canaries: z
    .strictObject({ appointment: z.strictObject({ doctor: filled, specialty: filled }).optional() })
    .optional(),
  dialect: dialect.optional(),
  migrations: z.strictObject({ table: filled, newest: filled, app: filled.optional() }).optional(),
  expectedVersion: filled.optional(),
  // For editors, which then complete and check the fields (docs/schemas/profile.schema.json).
  $schema: z.string().optional(),
} satisfies Record<keyof Target | '$schema', z.ZodType>);
