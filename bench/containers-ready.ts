import { chooseStack, openChosen, type StackChoice } from '../containers/choose-stack.ts';
import { openBroker } from '../containers/with-testcontainers/open-stack.ts';
import { readEnvironment } from '../targets/read-environment.ts';
import { median, type Figure } from './figure.ts';
import { timedOpening } from './timed.ts';

const rounds = 3;
const allowanceMs = 3000;

/** The whole stack from containers against the container of RabbitMQ alone and three seconds more, in turn; none without an engine. */
export async function containersReady(): Promise<Figure[]> {
  const context = { environment: readEnvironment(), tell: () => {} };
  const choice = await chooseStack({}, context);
  if (choice.kind === 'processes') return [];
  const alone: number[] = [];
  const whole: number[] = [];
  // The first one loads what all later ones have; the image of this code may have to be made for it.
  await timedOpening(() => openChosen(choice, context));
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await brokerAlone(choice));
    whole.push(await timedOpening(() => openChosen(choice, context)));
  }
  return [
    {
      name: 'stack from containers ready',
      unit: 'ms',
      ours: median(whole),
      against: "RabbitMQ's container alone + 3 s",
      peer: median(alone) + allowanceMs,
      goal: 1,
    },
  ];
}

const brokerAlone = ({ engine, images }: Extract<StackChoice, { kind: 'containers' }>): Promise<number> =>
  timedOpening(() => openBroker({ engine, images }));
