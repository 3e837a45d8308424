import { supervise } from './supervise.ts';

const [name = '', fault] = process.argv.slice(2);
process.exitCode = await supervise(name, fault);
