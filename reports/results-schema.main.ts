import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsJsonSchema } from './results-schema.ts';

// `make schema`: publishes the shape that the code says.
writeFileSync(join(import.meta.dirname, 'results.schema.json'), resultsJsonSchema());
