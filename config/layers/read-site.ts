import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isObject, type Json, type JsonObject, merge } from '../../foundation/json-layers.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { type ConfigurationFault, fault, type ReadFile, readChecked } from '../check/fault.ts';
import { SiteDefinition } from '../schema/site.ts';

export const LAYERS = ['state', 'municipality', 'location'] as const;
export type LayerKind = (typeof LAYERS)[number];

/** A file that a site is made of. */
export interface SiteLayer {
  readonly kind: LayerKind;
  readonly file: string;
  readonly content: JsonObject;
}

export interface LayeredSite {
  readonly site: SiteDefinition;
  /** The lowest first; the file of the site itself is the last. */
  readonly layers: readonly SiteLayer[];
}

const LayerId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'id');
/** What a file of a site may say besides its values. */
const Inheriting = z.looseObject({
  inherits: z.strictObject({ state: LayerId.optional(), municipality: LayerId.optional() }).optional(),
});
const AnyLayer = z.record(z.string(), z.json());
const FOLDERS = { state: 'states', municipality: 'municipalities' } as const;

/**
 * Reads the file of a site with what it inherits: what its state says, over it what its municipality says, over that what
 * the file itself says. Objects are laid over one another key by key, everything else as the upper one says. A file that
 * inherits nothing has to say everything.
 */
export function readSite(read: ReadFile, file: string): Result<LayeredSite, readonly ConfigurationFault[]> {
  const own = readChecked(read, file, file, Inheriting);
  if (!own.ok) return own;
  const { inherits = {}, ...content } = own.value;
  const layers: SiteLayer[] = [];
  for (const kind of ['state', 'municipality'] as const) {
    const id = inherits[kind];
    if (id === undefined) continue;
    const path = join(dirname(file), '..', FOLDERS[kind], `${id}.json`);
    const below = readChecked(read, path, path, AnyLayer);
    if (!below.ok) {
      const isThere = below.error[0].reason !== 'unreadable';
      return isThere
        ? below
        : err([fault({ reason: 'unfit', word: 'no-layer', file, path: `inherits.${kind}`, detail: path })]);
    }
    layers.push({ kind, file: path, content: withoutSchema(below.value as JsonObject) });
  }
  layers.push({ kind: 'location', file, content: content as JsonObject });
  const whole = layers.map((layer) => layer.content as unknown).reduce(merge, {});
  const site = readChecked(() => ok(JSON.stringify(whole)), file, file, SiteDefinition);
  if (site.ok) return ok({ site: site.value, layers });
  // A mistake stands in the uppermost file that says anything of it.
  return err(site.error.map((found) => ({ ...found, file: layerOf(layers, found.path)?.file ?? file })));
}

const withoutSchema = ({ $schema: _, ...content }: JsonObject): JsonObject => content;

/** The layer that decides a value: the uppermost that has it. */
export const layerOf = (layers: readonly SiteLayer[], path: string): SiteLayer | null =>
  layers.findLast(({ content }) => valueAt(content, path.split('.')) !== undefined) ?? null;

function valueAt(content: JsonObject, [key = '', ...rest]: readonly string[]): Json | undefined {
  const value = Object.hasOwn(content, key) ? content[key] : undefined;
  if (rest.length === 0 || value === undefined) return value;
  return isObject(value) ? valueAt(value as JsonObject, rest) : undefined;
}
