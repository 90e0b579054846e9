import { z } from 'zod';
import { PictureFile } from './branding.ts';
import { SiteOffer } from './offer.ts';
import { ServiceDefinition } from './service.ts';
import { SiteDefinition } from './site.ts';

/** The configuration schemas as JSON Schema 2020-12, for editors and for offices that write services themselves. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  const text = (id: string, title: string, schema: z.ZodType) =>
    `${JSON.stringify({ $id: `https://buerger-terminal.example/schema/${id}`, title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
  return {
    'service.schema.json': text('service', 'A service of the terminal', ServiceDefinition),
    'offer.schema.json': text('offer', 'What one place offers: the file site.json of a version', SiteOffer),
    'picture.schema.json': text('picture', 'A picture of the place, such as its logo', PictureFile),
    'site.schema.json': text('site', 'A terminal and its place', SiteDefinition),
  };
}
