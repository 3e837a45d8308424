import { tmpdir } from 'node:os';
import { build } from '../containers/with-processes/build.ts';
import { ownDeployment } from '../containers/with-processes/deployment.ts';
import { askedAsOf } from './asked-as.ts';
import type { Chosen } from './chosen.ts';
import type { AskOptions } from './options.ts';

/** The stack that a run would start, as far as it is known before: all its surfaces are offered, at addresses where nothing is. */
export const stackToBe = async (options: AskOptions): Promise<Chosen> => ({
  deployment: ownDeployment({
    ports: { nginx: 0, mcp: 0 },
    urls: {
      database: nowhere('postgres'),
      cache: nowhere('redis'),
      broker: nowhere('amqp'),
      management: nowhere('http'),
    },
    signingKey: 'later',
    version: (await build()).VERSION,
    folder: tmpdir(),
  }),
  askedAs: askedAsOf(options),
  [Symbol.asyncDispose]: async () => {},
});

const nowhere = (scheme: string) => `${scheme}://127.0.0.1:0/`;
