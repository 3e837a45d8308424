import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaOf, published, schemaFolder } from './published.ts';

// `make schema`: publishes the shapes that the code says.
for (const [file, schema] of Object.entries(published)) writeFileSync(join(schemaFolder, file), jsonSchemaOf(schema));
