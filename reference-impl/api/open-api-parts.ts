import { serializerCompiler } from 'fastify-type-provider-zod';
import { audiences } from '../../contract/roles.ts';
import { openCache } from '../cache/open-cache.ts';
import { askDatabase, openDatabase } from '../db/open-database.ts';
import { appointmentsIn } from '../domain/appointments.ts';
import { cachedAppointments } from '../domain/cached-appointments.ts';
import { askDependencies } from '../health/ask-dependencies.ts';
import { openBroker } from '../health/open-broker.ts';
import { tokensSignedWith } from '../tokens.ts';
import { notFound } from './answer-errors.ts';
import { hostsNamed } from './hosts-named.ts';
import type { ApiParts } from './parts.ts';

export type ApiSettings = {
  databaseUrl: string;
  cacheUrl: string;
  brokerUrl: string;
  signingKey: string;
  issuer: string;
  /** Host names beside those of loopback under which it may be called. */
  allowedHosts: readonly string[];
  version: string;
  commit: string;
};

/** The healthy parts, with connections that are made when they are first needed, and the end of those. */
export function openApiParts(settings: ApiSettings): { parts: ApiParts; end: () => Promise<unknown> } {
  const database = openDatabase(settings.databaseUrl, 'medcor-api');
  const cache = openCache(settings.cacheUrl);
  const broker = openBroker(settings.brokerUrl, 'medcor-api');
  const probes = { database: () => askDatabase(database), cache: cache.ask, broker: broker.ask };
  return {
    parts: {
      health: () => askDependencies(probes, settings),
      healthHeaders: { 'cache-control': 'no-store' },
      answersHead: true,
      isOurHost: hostsNamed(settings.allowedHosts),
      nothingAt: () => ({ contentType: 'application/json', body: JSON.stringify(notFound) }),
      tokens: tokensSignedWith({ key: settings.signingKey, issuer: settings.issuer, audience: audiences.api }),
      appointments: cachedAppointments(appointmentsIn(database), cache),
      pageScripts: [],
      serializer: serializerCompiler,
    },
    end: () => Promise.allSettled([database.end(), cache.end(), broker.end()]),
  };
}
