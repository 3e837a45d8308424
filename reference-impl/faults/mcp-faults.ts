import type { AppointmentList } from '../../contract/api.ts';
import type { FaultName } from '../../contract/faults.ts';
import { tenants } from '../../contract/roles.ts';
import type { McpParts } from '../mcp/parts.ts';
import { acceptingExpiredTokens } from './accepting-expired-tokens.ts';
import { failingUnderLoad } from './failing-under-load.ts';
import { lateAnswers } from './late-answers.ts';

/** The MCP server's faults (contract/faults.ts): each makes healthy parts sick. */
export const mcpFaults: Partial<Record<FaultName, (parts: McpParts) => McpParts>> = {
  'mcp-answers-html': (parts) => ({
    ...parts,
    guards: [
      ({ method }, response) => {
        if (method !== 'POST') return true;
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
        return false;
      },
      ...parts.guards,
    ],
  }),

  'tool-breaks-its-schema': (parts) => ({
    ...parts,
    // The schema is shown as ever, but answers are no longer held to it; the SDK would refuse to send them.
    listSchema: {
      '~standard': {
        ...parts.listSchema['~standard'],
        validate: (value) => ({ value: value as AppointmentList }),
      },
    },
    appointments: {
      ...parts.appointments,
      async list(tenant, filter) {
        const { appointments } = await parts.appointments.list(tenant, filter);
        return { appointments } as AppointmentList;
      },
    },
  }),

  'mcp-lets-anyone-in': (parts) => ({
    ...parts,
    tokens: {
      claimsOf: async (authorization) =>
        authorization === undefined
          ? { subject: 'anonymous', tenant: tenants.north, role: 'staff' }
          : await parts.tokens.claimsOf(authorization),
    },
  }),

  'expired-tokens-accepted': acceptingExpiredTokens,
  'slow-answers': lateAnswers,
  'fails-under-load': failingUnderLoad,
};

const page = '<!doctype html><html><head><title>MedCor</title></head><body><h1>Welcome</h1></body></html>';
