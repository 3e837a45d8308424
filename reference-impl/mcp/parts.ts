import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { AppointmentList } from '../../contract/api.ts';
import type { HealthDocument } from '../../contract/health.ts';
import type { Appointments } from '../domain/appointments.ts';
import type { Tokens } from '../tokens.ts';

/** What the MCP server is made of. A fault is a function from these parts to sick ones. */
export type McpParts = {
  health: () => Promise<HealthDocument>;
  tokens: Tokens;
  appointments: Appointments;
  /** What the read tool says it answers, and what its answers are held to. */
  listSchema: StandardSchemaWithJSON<unknown, AppointmentList>;
  /** What stands before the endpoint, outermost first. */
  guards: readonly Guard[];
};

/** Whether a request may go on; where it may not, the guard has answered it. */
type Guard = (request: IncomingMessage, response: ServerResponse) => boolean;
