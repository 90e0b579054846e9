import { z } from 'zod';
import { ServiceDefinition } from './service.ts';
import { SiteDefinition } from './site.ts';

/** The configuration schemas as JSON Schema 2020-12, for editors and for offices that write services themselves. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  const text = (id: string, title: string, schema: z.ZodType) =>
    `${JSON.stringify({ $id: `https://buerger-terminal.example/schema/${id}`, title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
  return {
    'service.schema.json': text('service', 'A service of the terminal', ServiceDefinition),
    'site.schema.json': text('site', 'A terminal and its place', SiteDefinition),
  };
}
