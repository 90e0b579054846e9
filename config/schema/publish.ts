import { z } from 'zod';
import { PictureFile } from './branding.ts';
import { SiteOffer } from './offer.ts';
import { ServiceDefinition } from './service.ts';
import { SiteDefinition } from './site.ts';

const WHAT_IS_INHERITED = {
  type: 'object',
  additionalProperties: false,
  properties: {
    state: { type: 'string', description: 'Name of a file in config/states' },
    municipality: { type: 'string', description: 'Name of a file in config/municipalities' },
  },
};

/** A site of which any part may be left out, because a layer below has it. */
function layerSchema(): unknown {
  const whole = z.toJSONSchema(SiteDefinition, { io: 'input' });
  const partial = JSON.parse(JSON.stringify(whole), (key, value) => (key === 'required' ? undefined : value));
  return {
    $id: 'https://buerger-terminal.example/schema/site-layer',
    title: 'What a state, a municipality or a site says of itself',
    ...partial,
    properties: { ...partial.properties, inherits: WHAT_IS_INHERITED },
  };
}

/** The configuration schemas as JSON Schema 2020-12, for editors and for offices that write services themselves. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  const text = (id: string, title: string, schema: z.ZodType) =>
    `${JSON.stringify({ $id: `https://buerger-terminal.example/schema/${id}`, title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
  return {
    'service.schema.json': text('service', 'A service of the terminal', ServiceDefinition),
    'offer.schema.json': text('offer', 'What one place offers: the file site.json of a version', SiteOffer),
    'picture.schema.json': text('picture', 'A picture of the place, such as its logo', PictureFile),
    'site-layer.schema.json': `${JSON.stringify(layerSchema(), null, 2)}\n`,
    'site.schema.json': text('site', 'A terminal and its place', SiteDefinition),
  };
}
