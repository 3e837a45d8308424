import type { TaskRequest } from './task-request.ts';

/** A call that this worker holds, from its delivery until it is settled. */
export type Job = {
  request: TaskRequest;
  delivery: Delivery;
  /** When it began to run, as a Unix time in seconds. */
  timeStart: number | null;
};

/** The message behind a job. Settling it does nothing once its connection is lost: the broker then delivers it again. */
export type Delivery = {
  ack(): void;
  reject(): void;
  settled(): boolean;
  /** Aborted when the connection that delivered it is lost or given up. */
  lost: AbortSignal;
};

/** What Celery tells of a call, arguments included: for control replies only, never for logs. */
export const describeJob = ({ request, delivery, timeStart }: Job, nodeName: string) => ({
  id: request.id,
  name: request.name,
  args: request.args,
  kwargs: request.kwargs,
  type: request.task,
  hostname: nodeName,
  time_start: timeStart,
  acknowledged: delivery.settled(),
  delivery_info: request.deliveryInfo,
  worker_pid: timeStart === null ? null : process.pid,
});

/** What may be logged of a call. */
export const logFieldsOf = ({ id, name }: TaskRequest) => ({ task: name, id });
