import type { Channel, ChannelModel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Logger } from 'pino';
import type { BrokerAddress } from './broker-address.ts';
import type { Answer } from './answer.ts';
import type { Registry } from './tasks.ts';

/** What a worker is made of. A fault is a function from these parts to sick ones. */
export type WorkerParts = {
  node: WorkerNode;
  connect(): Promise<ChannelModel>;
  registry: Registry;
  consumer: Consumer;
  results: Results;
  /** Milliseconds since 1970, by this machine's clock. */
  now(): number;
  /** When a task begins that begins now, likewise. */
  begins(): number;
  log: Logger;
};

export type WorkerNode = {
  /** `name@host`. */
  name: string;
  broker: BrokerAddress;
  queues: readonly string[];
  concurrency: number;
  version: string;
};

export type Consumer = {
  declare(channel: Channel, queues: readonly string[]): Promise<void>;
  /** Hands every message to `onMessage`, or null when the broker ends the consumption. Resolves with what is now consumed. */
  consume(
    channel: Channel,
    queues: readonly string[],
    onMessage: (message: ConsumeMessage | null) => void,
  ): Promise<readonly Consumption[]>;
};

export type Consumption = { queue: string; tag: string };

export type Results = {
  /** Resolves when the broker has the answer. */
  send(channel: ConfirmChannel, answer: Answer): Promise<void>;
};
