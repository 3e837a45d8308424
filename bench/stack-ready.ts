import { open } from '../containers/with-processes/opening.ts';
import { openStack } from '../containers/with-processes/open-stack.ts';
import { reserveRabbitmq, startRabbitmq } from '../containers/with-processes/rabbitmq.ts';
import { median, type Figure } from './figure.ts';
import { timedOpening } from './timed.ts';

const rounds = 3;
const allowanceMs = 1000;

/** The whole stack against RabbitMQ's own boot alone and one second more, in turn. */
export async function stackReady(): Promise<Figure[]> {
  const alone: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await rabbitmqAlone());
    whole.push(await timedOpening(() => openStack()));
  }
  return [
    {
      name: 'stack ready',
      unit: 'ms',
      ours: median(whole),
      against: "RabbitMQ's own boot + 1 s",
      peer: median(alone) + allowanceMs,
      goal: 1,
    },
  ];
}

const rabbitmqAlone = (): Promise<number> =>
  timedOpening(() =>
    open({}, async (opening) => {
      await startRabbitmq(opening, await reserveRabbitmq(opening), '/');
      return {};
    }),
  );
