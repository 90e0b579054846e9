/**
 * Layers of JSON: how one lies over another. The hub composes what terminals get with it, the console finds by it what a
 * place has of its own, and the file of a site inherits by it from its municipality and its state.
 */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** In a layer, instead of a value: what the layer below has under this key is not there. */
export const WITHOUT: JsonObject = { $without: true };

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWithout = (value: unknown): boolean => isObject(value) && value.$without === true;

/** Objects key by key, everything else (lists too) as the upper one says; `WITHOUT` takes a key away. */
export function merge(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  const merged: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(below), ...Object.keys(above)])) {
    const has = Object.hasOwn(above, key);
    if (has && isWithout(above[key])) continue;
    merged.push([key, has ? merge(below[key], above[key]) : below[key]]);
  }
  return Object.fromEntries(merged);
}

/** The least that, laid over `below`, gives `whole`: `merge(below, overlay(below, whole))` is `whole`. */
export function overlay(below: JsonObject, whole: JsonObject): JsonObject {
  const over: [string, Json][] = [];
  for (const [key, value] of Object.entries(whole)) {
    const under = below[key];
    if (under === undefined) over.push([key, value]);
    else if (isSame(under, value)) continue;
    else over.push([key, isJsonObject(under) && isJsonObject(value) ? overlay(under, value) : value]);
  }
  for (const key of Object.keys(below)) if (!Object.hasOwn(whole, key)) over.push([key, WITHOUT]);
  return Object.fromEntries(over);
}

const isJsonObject = (value: Json | undefined): value is JsonObject => isObject(value);

/** Whether both say the same; the order of keys says nothing. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part, at) => isSame(part, other[at]));
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}
