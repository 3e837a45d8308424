export type RefusalReason =
  | 'in_the_past'
  | 'unknown_duration'
  | 'slot_taken'
  | 'unknown_tenant'
  | 'not_your_role'
  | 'no_such_appointment'
  | 'not_booked';

/** We understand what is wanted and say no. The message goes to the caller. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
