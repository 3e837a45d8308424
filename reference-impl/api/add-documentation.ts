import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { documentationPath } from '../../contract/api.ts';
import type { ApiParts } from './parts.ts';

/** The page at /api/docs/ and its OpenAPI document at /api/docs/json; has to stand before the routes that it documents. */
export async function addDocumentation(api: FastifyInstance, { pageScripts }: Pick<ApiParts, 'pageScripts'>) {
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'MedCor API', description: 'Appointments of a hospital', version: '1' },
      components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
  });
  await api.register(swaggerUi, {
    routePrefix: documentationPath.replace(/\/$/, ''),
    theme: { title: 'MedCor API', js: [...pageScripts] },
  });
}
