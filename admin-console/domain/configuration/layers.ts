import { BUNDLE_LIMITS, BundlePath } from '../../../fleet-link/configuration.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { LayerFiles } from '../../contract/configuration/configuration.ts';
import { isObject, merge } from '../../contract/configuration/configuration-layers.ts';

/**
 * The files of several layers as one set, the lowest first. A file that several layers have is merged as JSON,
 * see `merge`. A file that only one has keeps its exact text.
 */
export function compose(layers: readonly LayerFiles[]): Readonly<Record<string, string>> {
  const composed: Record<string, string> = {};
  for (const layer of layers) {
    for (const [path, text] of Object.entries(layer)) {
      const below = composed[path];
      if (text === null) delete composed[path];
      else composed[path] = below === undefined ? text : mergeTexts(below, text);
    }
  }
  return composed;
}

const mergeTexts = (below: string, above: string): string =>
  `${JSON.stringify(merge(JSON.parse(below), JSON.parse(above)), null, 2)}\n`;

/**
 * The files of a layer after a change (path → new text, `null` to be without it).
 * @param isLowest nothing is below: a file that is not there needs no mark
 * @throws Refusal `wrong-path`, `not-json`, `too-large`
 */
export function changeFiles(files: LayerFiles, change: LayerFiles, isLowest: boolean): LayerFiles {
  const changed: Record<string, string | null> = { ...files };
  for (const [path, text] of Object.entries(change)) {
    if (!BundlePath.safeParse(path).success) throw new Refusal('wrong-path', path.slice(0, 120));
    if (text !== null && !isObject(parsed(text))) throw new Refusal('not-json', path);
    if (text === null && isLowest) delete changed[path];
    else changed[path] = text;
  }
  const sizes = Object.values(changed).map((text) => Buffer.byteLength(text ?? ''));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (sizes.length > BUNDLE_LIMITS.files || total > BUNDLE_LIMITS.total) throw new Refusal('too-large');
  if (sizes.some((size) => size > BUNDLE_LIMITS.file)) throw new Refusal('too-large');
  return changed;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
