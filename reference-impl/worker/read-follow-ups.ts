import { isRecord, Malformed } from './read-body.ts';
import type { FollowUps, Signature } from './task-request.ts';

/** The calls that a message wants to follow. Throws `Malformed` for what this worker would only half do: groups and chords. */
export function readFollowUps(embed: unknown): FollowUps {
  if (embed === null || embed === undefined) return { callbacks: [], errbacks: [], chain: [] };
  if (!isRecord(embed)) throw new Malformed('the options in its body are not an object');
  if (embed['chord'] != null) throw new Malformed('it is part of a chord, which results over rpc:// cannot serve');
  return {
    callbacks: readSignatures('callbacks', embed['callbacks']),
    errbacks: readSignatures('errbacks', embed['errbacks']),
    chain: readSignatures('chain', embed['chain']),
  };
}

function readSignatures(field: string, value: unknown): Signature[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new Malformed(`its ${field} are not a list`);
  return value.map((item: unknown) => {
    if (!isRecord(item) || typeof item['task'] !== 'string') {
      throw new Malformed(`its ${field} hold what is not a call of a task`);
    }
    if (item['subtask_type'] != null) throw new Malformed(`its ${field} hold a group, chain or chord`);
    const { task, args = [], kwargs = {}, options = {} } = item;
    if (!Array.isArray(args) || !isRecord(kwargs) || !isRecord(options)) {
      throw new Malformed(`its ${field} hold a call whose arguments or options are of the wrong type`);
    }
    if (options['exchange'] != null && options['exchange'] !== '') {
      throw new Malformed(`its ${field} hold a call to an exchange; only queues are served here`);
    }
    if (options['chord'] != null) throw new Malformed(`its ${field} hold part of a chord`);
    return { task, args, kwargs, options, immutable: item['immutable'] === true };
  });
}
