import { endDaemon } from './start-daemon.ts';

process.stdout.write(`${await endDaemon()}\n`);
