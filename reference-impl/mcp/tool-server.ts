import { McpServer } from '@modelcontextprotocol/server';
import type { Logger } from 'pino';
import { z } from 'zod';
import { tools } from '../../contract/tools.ts';
import type { AccessClaims } from '../../contract/roles.ts';
import { appointment, day, mostAtOnce, newAppointment } from '../domain/appointment-schemas.ts';
import { demandBookingRole } from '../domain/booking-rules.ts';
import type { McpParts } from './parts.ts';
import { toolAnswer } from './tool-answer.ts';

const filter = z.strictObject({ limit: z.number().int().min(1).max(mostAtOnce).default(50), day: day.optional() });

/** The tools as one caller sees them: the hospital is the one of the caller's token. */
export function toolServer(parts: McpParts, caller: AccessClaims, logger: Logger): McpServer {
  const { appointments, listSchema } = parts;
  const server = new McpServer({ name: 'medcor-mcp', version: '1.0.0' });

  server.registerTool(
    tools.listAppointments.name,
    {
      title: 'List appointments',
      description: 'Lists the appointments of your hospital in order of time. `total` counts all that match.',
      inputSchema: filter,
      outputSchema: listSchema,
      annotations: { readOnlyHint: tools.listAppointments.readOnly, openWorldHint: false },
    },
    (wanted) => toolAnswer(() => appointments.list(caller.tenant, wanted), logger),
  );

  server.registerTool(
    tools.bookAppointment.name,
    {
      title: 'Book an appointment',
      description: 'Books an appointment at your hospital. Only for staff.',
      inputSchema: newAppointment,
      outputSchema: appointment,
      annotations: {
        readOnlyHint: tools.bookAppointment.readOnly,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: false,
      },
    },
    (slot) =>
      toolAnswer(async () => {
        demandBookingRole(caller);
        return await appointments.book(caller.tenant, slot);
      }, logger),
  );

  return server;
}
