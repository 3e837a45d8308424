import { sweep } from '../sweep.ts';

process.stdout.write(JSON.stringify(await sweep()));
