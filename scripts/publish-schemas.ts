import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchemas } from '../config/schema/publish.ts';

/** `node scripts/publish-schemas.ts` rewrites config/schema/published after a change of the schemas. */
for (const [name, text] of Object.entries(publishedSchemas())) {
  writeFileSync(join(import.meta.dirname, '../config/schema/published', name), text);
}
