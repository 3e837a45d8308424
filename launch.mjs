import { enableCompileCache } from 'node:module';

// The cache keeps the stripped types too: 100 files load in 125 ms instead of 560.
enableCompileCache(new URL('.cache/compile', import.meta.url).pathname);
const { bundled } = await import('./bundle/bundled.ts');
await import(bundled() ?? './verify.ts');
