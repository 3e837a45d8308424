import type { Command } from '../stack.ts';
import { join } from 'node:path';
import { childEnvironment } from './child-environment.ts';
import type { Opening } from './opening.ts';
import type { OwnProcess } from './own-process.ts';

/** One program of the plan. It may start before what it depends on and wait for that itself. */
export const startProgram = (opening: Opening, name: string, command: Command): Promise<OwnProcess> =>
  opening.start({
    name,
    file: command.file,
    arguments: command.arguments,
    environment: { ...childEnvironment(join(opening.directory.path, name)), ...command.environment },
    ...addressIn(command),
    ready: command.readyLine,
    // As long as a RabbitMQ that it waits for may take.
    readyWithinMs: 90_000,
    end: { signal: 'SIGTERM', withinMs: 3000 },
    onParentDeath: 'KILL',
  });

/** A worker listens nowhere. */
function addressIn({ environment: { HOST, PORT } }: Command): { address?: string } {
  return HOST === undefined || PORT === undefined ? {} : { address: `${HOST}:${PORT}` };
}
