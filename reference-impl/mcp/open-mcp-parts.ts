import { hostHeaderValidation, originValidation } from '@modelcontextprotocol/node';
import { audiences } from '../../contract/roles.ts';
import { openCache } from '../cache/open-cache.ts';
import { askDatabase, openDatabase } from '../db/open-database.ts';
import { appointmentsIn } from '../domain/appointments.ts';
import { appointmentList } from '../domain/appointment-schemas.ts';
import { cachedAppointments } from '../domain/cached-appointments.ts';
import { askDependencies } from '../health/ask-dependencies.ts';
import { loopbackNames } from '../host-names.ts';
import { tokensSignedWith } from '../tokens.ts';
import type { McpParts } from './parts.ts';

export type McpSettings = {
  databaseUrl: string;
  cacheUrl: string;
  signingKey: string;
  issuer: string;
  /** Host names beside those of loopback under which the endpoint may be called. */
  allowedHosts: readonly string[];
  version: string;
  commit: string;
};

/** The healthy parts, with connections that are made when they are first needed, and the end of those. */
export function openMcpParts(settings: McpSettings): { parts: McpParts; end: () => Promise<unknown> } {
  const database = openDatabase(settings.databaseUrl, 'medcor-mcp');
  const cache = openCache(settings.cacheUrl);
  const probes = { database: () => askDatabase(database), cache: cache.ask };
  const hosts = [...loopbackNames, ...settings.allowedHosts];
  return {
    parts: {
      health: () => askDependencies(probes, settings),
      tokens: tokensSignedWith({ key: settings.signingKey, issuer: settings.issuer, audience: audiences.mcp }),
      appointments: cachedAppointments(appointmentsIn(database), cache),
      listSchema: appointmentList,
      // A web page that has its name resolve to this machine (DNS rebinding) sends its own Host or Origin.
      guards: [hostHeaderValidation(hosts), originValidation(hosts)],
    },
    end: () => Promise.allSettled([database.end(), cache.end()]),
  };
}
