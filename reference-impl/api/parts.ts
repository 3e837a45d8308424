import type { FastifySerializerCompiler } from 'fastify';
import type { ZodType } from 'zod';
import type { HealthDocument } from '../../contract/health.ts';
import type { Appointments } from '../domain/appointments.ts';
import type { Tokens } from '../tokens.ts';

/** What the API is made of. A fault is a function from these parts to sick ones. */
export type ApiParts = {
  health: () => Promise<HealthDocument>;
  tokens: Tokens;
  appointments: Appointments;
  /** Scripts that the documentation page loads after its own. */
  pageScripts: readonly PageScript[];
  /** Writes an answer and holds it to its schema. */
  serializer: FastifySerializerCompiler<ZodType>;
};

type PageScript = { filename: string; content: string };
