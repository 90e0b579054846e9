import { isObject, type Json, type JsonObject, merge } from '../../foundation/json-layers.ts';
import { layerOf, type SiteLayer } from './read-site.ts';

/** A value of a site and the file that decides it. */
export interface Origin {
  /** Dotted. */
  readonly path: string;
  readonly value: Json;
  readonly layer: SiteLayer;
}

/**
 * Where each value of a site comes from, in the order of its keys; lists are one value.
 * @param below only what stands at this path or under it; empty: everything
 */
export function originsOf(layers: readonly SiteLayer[], below = ''): readonly Origin[] {
  const whole = layers.map((layer) => layer.content as unknown).reduce(merge, {}) as JsonObject;
  return leavesOf(whole, '')
    .filter(({ path }) => below === '' || path === below || path.startsWith(`${below}.`))
    .flatMap(({ path, value }) => {
      const layer = layerOf(layers, path);
      return layer ? [{ path, value, layer }] : [];
    });
}

function leavesOf(value: Json, path: string): readonly { readonly path: string; readonly value: Json }[] {
  if (!isObject(value) || Object.keys(value).length === 0) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part as Json, path === '' ? key : `${path}.${key}`));
}
