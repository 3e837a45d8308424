import { execFile } from 'node:child_process';
import { openGuideDeployment } from './open-guide-deployment.ts';

// Brings up the guide's own deployment, runs a command beside it, and ends with what that printed and its exit code.
const [file = '', ...words] = process.argv.slice(2);
await using _deployment = await openGuideDeployment();
await new Promise<void>((resolve) => {
  execFile(file, words, { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
    process.exitCode = typeof error?.code === 'number' ? error.code : 0;
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    resolve();
  });
});
