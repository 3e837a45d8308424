import type { AppointmentList } from '../../contract/api.ts';
import type { FaultName } from '../../contract/faults.ts';
import type { McpParts } from '../mcp/parts.ts';
import { acceptingExpiredTokens } from './accepting-expired-tokens.ts';
import { failingUnderLoad } from './failing-under-load.ts';
import { late } from './late-answers.ts';
import { lettingAnyoneIn } from './letting-anyone-in.ts';
import { withList, withoutTotal } from './with-list.ts';

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
    ...withList(parts, withoutTotal),
    // The schema is shown as ever, but answers are no longer held to it; the SDK would refuse to send them.
    listSchema: {
      '~standard': {
        ...parts.listSchema['~standard'],
        validate: (value) => ({ value: value as AppointmentList }),
      },
    },
  }),

  'mcp-lets-anyone-in': lettingAnyoneIn,

  'expired-tokens-accepted': acceptingExpiredTokens,

  'slow-health': (parts) => ({ ...parts, health: late(parts.health) }),
  'slow-mcp-tool': (parts) => withList(parts, late),
  'mcp-tool-fails-under-load': (parts) => withList(parts, failingUnderLoad),
};

const page = '<!doctype html><html><head><title>MedCor</title></head><body><h1>Welcome</h1></body></html>';
