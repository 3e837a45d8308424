import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { operations } from '../../contract/api.ts';
import type { Dependency, HealthDocument } from '../../contract/health.ts';
import type { ApiParts } from './parts.ts';

/** GET /api/health/: 200 when all dependencies answer, else 503 with the culprit. */
export function addHealthRoute(
  api: FastifyInstance,
  { health, healthHeaders }: Pick<ApiParts, 'health' | 'healthHeaders'>,
): void {
  api.withTypeProvider<ZodTypeProvider>().get(
    operations.health.path,
    {
      schema: {
        summary: 'Whether the API and what it depends on are up',
        tags: ['health'],
        response: { 200: healthDocument, 503: healthDocument },
      },
    },
    async (_request, reply) => {
      const document = await health();
      return reply
        .headers(healthHeaders)
        .code(document.status === 'ok' ? 200 : 503)
        .send(document);
    },
  );
}

const state = z.enum(['ok', 'down']);
const dependency = z.enum(['database', 'cache', 'broker'] satisfies Dependency[]);

const healthDocument = z.object({
  status: state,
  version: z.string(),
  commit: z.string(),
  dependencies: z.partialRecord(
    dependency,
    z.object({ status: state, latencyMs: z.number(), error: z.string().optional() }),
  ),
  culprit: dependency.optional(),
}) as z.ZodType<HealthDocument>;
