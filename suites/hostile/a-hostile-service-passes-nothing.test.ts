import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApart, type ServedApart } from '../../fixtures/testing/hostile/serve-apart.ts';
import { askHostile, asksApiForTruth } from './ask-hostile.ts';
import { expectCivil } from './expect-civil.ts';

let apart: ServedApart;
beforeAll(async () => {
  apart = await serveApart();
});
afterAll(() => apart[Symbol.asyncDispose]());

const services = {
  broker: {
    address: (host: string) => `amqp://u:p@${host}//`,
    check: 'health.broker-accepts-connections',
    servers: {
      closesAtOnce: 'connection-reset',
      closesInsteadOfAGreeting: 'connection-reset',
      closesAfterTheLogin: 'connection-reset',
      closesAtTheVirtualHost: 'connection-reset',
      resetsAfterTheLogin: 'connection-reset',
      speaksHttp: 'not-amqp',
      speaksAnotherVersion: 'not-amqp',
      knowsNoPlainLogin: 'login-not-understood',
      greetsInNonsense: 'not-amqp',
      heartbeatsWithoutEnd: 'not-amqp',
      oneFrameWithoutEnd: 'not-amqp',
      bytesWithoutEnd: 'not-amqp',
    },
  },
  database: {
    address: (host: string) => `postgres://u:p@${host}/d`,
    check: 'health.database-answers',
    servers: {
      closes: 'connection-reset',
      resets: 'connection-reset',
      letsInAndCloses: 'connection-reset',
      speaksHttp: 'not-postgresql',
      bytesWithoutEnd: 'too-large',
      oneMessageWithoutEnd: 'too-large',
      noticesWithoutEnd: 'too-large',
      messageOfNoLength: 'not-postgresql',
      loginOfNoKind: 'not-postgresql',
      unknownSasl: 'login-not-understood',
      unknownError: 'database-error',
      errorOfOurOwn: 'database-error',
      errorNamedProto: 'database-error',
      answersWithoutRows: 'wrong-answer',
    },
  },
  cache: {
    address: (host: string) => `redis://u:p@${host}/0`,
    check: 'health.cache-answers',
    servers: {
      closes: 'connection-reset',
      speaksHttp: 'not-redis',
      simpleStringWithoutEnd: 'too-large',
      bulkWithoutEnd: 'too-large',
      listsInListsWithoutEnd: 'too-large',
      moreRepliesThanAsked: 'not-redis',
      replyOfNoKind: 'not-redis',
      unknownError: 'error-reply',
      errorOfOurOwn: 'error-reply',
      refuses: 'credentials-refused',
    },
  },
} as const;

describe.concurrent.for(Object.entries(services))('in the place of a %s', ([service, { address, check, servers }]) => {
  test.for(Object.entries(servers))('%s passes nothing', async ([name, cause]) => {
    const api = `http://${apart.host('wellWithAllItNeeds')}/`;
    const surfaces = { [service]: address(apart.host(`${service} ${name}`)), api };
    const run = await askHostile({ surfaces, asks: asksApiForTruth });
    expectCivil(run);
    // An API that calls it well all the same hides it.
    expect(run.told).toEqual({ [check]: cause, 'health.api-tells-the-truth': `hides-${service}` });
  });
});

describe.concurrent.for([
  ['closesAtTheChannel', 'connection-reset'],
  ['closesAtADeclaration', 'connection-reset'],
  ['heartbeatsWithoutEndOnceOpen', 'too-large'],
] as const)('a broker that %s', ([name, cause]) => {
  test('passes its handshake alone', async () => {
    const run = await askHostile({ surfaces: { broker: services.broker.address(apart.host(`broker ${name}`)) } });
    expectCivil(run);
    expect(run.told).toEqual({
      'health.broker-accepts-connections': 'passed',
      'health.broker-takes-messages': cause,
      'health.queues-are-as-promised': cause,
      'queue.has-a-consumer': cause,
    });
  });
});
