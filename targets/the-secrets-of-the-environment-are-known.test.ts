import { expect, test } from 'vitest';
import { secretsInVariables } from './secrets-in-variables.ts';

test('by their names and in addresses; paths, and what is called otherwise, are none', () => {
  const variables = {
    STAGING_JWT_KEY: 'signing-key-42',
    GITHUB_TOKEN: 'ghs_0123',
    DATABASE_URL: 'postgres://medcor:of-the-database@db/medcor',
    STAGING_BROKER: 'amqp://medcor:of-a-broker@b1//;amqp://medcor:of-another@b2//',
    PWD: '/srv/medcor',
    CLIENT_KEY: '/etc/medcor/client.key',
    LANG: 'C.UTF-8',
    UNSET_PASSWORD: undefined,
  };
  const known = secretsInVariables(variables);
  for (const secret of ['signing-key-42', 'ghs_0123', 'of-the-database', 'of-a-broker', 'of-another'])
    expect(known).toContain(secret);
  for (const word of ['/srv/medcor', '/etc/medcor/client.key', 'C.UTF-8']) expect(known).not.toContain(word);
});
