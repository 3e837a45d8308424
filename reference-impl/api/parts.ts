import type { FastifySerializerCompiler } from 'fastify';
import type { ZodType } from 'zod';
import type { HealthDocument } from '../../contract/health.ts';
import type { Appointments } from '../domain/appointments.ts';
import type { Tokens } from '../tokens.ts';

/** What the API is made of. A fault is a function from these parts to sick ones. */
export type ApiParts = {
  health: () => Promise<HealthDocument>;
  /** What is said of a health document beside it. */
  healthHeaders: Readonly<Record<string, string>>;
  /** Whether HEAD is answered wherever GET is. */
  answersHead: boolean;
  /** Whether a request may call us by this name (the Host of RFC 9110, with its port). */
  isOurHost: (host: string) => boolean;
  /** What is answered where nothing is. */
  nothingAt: (path: string) => Answer;
  tokens: Tokens;
  appointments: Appointments;
  /** Scripts that the documentation page loads after its own. */
  pageScripts: readonly PageScript[];
  /** Writes an answer and holds it to its schema. */
  serializer: FastifySerializerCompiler<ZodType>;
};

export type Answer = { contentType: string; body: string };

type PageScript = { filename: string; content: string };
