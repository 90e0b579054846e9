import type { ConfigurationLayer, LayerFiles } from '../../../contract/configuration/configuration.ts';
import { type Json, type JsonObject, merge, overlay } from '../../../contract/configuration/configuration-layers.ts';

/** What terminals of a place get: path → content. Edits make a new one and share what they do not change. */
export type FileSet = Readonly<Record<string, JsonObject>>;
/** Where something stands in a file; a number is a place in a list. */
export type Path = readonly (string | number)[];
export type Edit = (files: FileSet) => FileSet;

export const SITE = 'site.json';
export const textsFile = (language: string): string => `texts/${language}.json`;
export const serviceFile = (id: string): string => `services/${id}.json`;

/** Layers laid one over another, the lowest first. */
export function laid(layers: readonly LayerFiles[]): FileSet {
  const files: Record<string, JsonObject> = {};
  for (const layer of layers) {
    for (const [path, text] of Object.entries(layer)) {
      if (text === null) delete files[path];
      else files[path] = merge(files[path], JSON.parse(text)) as JsonObject;
    }
  }
  return files;
}

/** What a layer must hold of a file so that the whole is `now`. @returns text of the file, `null` to be without it */
export function ownText(below: JsonObject | undefined, now: JsonObject | undefined): string | null {
  if (now === undefined) return null;
  return `${JSON.stringify(below ? overlay(below, now) : now, null, 2)}\n`;
}

/** Files of the layer to be written so that terminals get `now` where they got `before`. */
export function changeOf(below: FileSet, before: FileSet, now: FileSet): LayerFiles {
  const paths = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...paths].filter((path) => before[path] !== now[path]);
  return Object.fromEntries(changed.map((path) => [path, ownText(below[path], now[path])]));
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(files: FileSet, file: string, path: Path): Json | undefined {
  let value: unknown = files[file];
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step];
  return value as Json | undefined;
}

/** @param value `undefined` takes away what is there: a key of an object, a part of a list */
export const setValue =
  (file: string, path: Path, value: Json | undefined): Edit =>
  (files) => ({ ...files, [file]: put(files[file] ?? {}, path, value) as JsonObject });

/** Another value made of the one that is there. */
export const changeValue =
  <T extends Json>(file: string, path: Path, change: (value: T | undefined) => Json | undefined): Edit =>
  (files) =>
    setValue(file, path, change(valueAt(files, file, path) as T | undefined))(files);

function put(into: Json | undefined, path: Path, value: Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(into) ? [...into] : [];
    const part = put(list[step], rest, value);
    if (part === undefined) list.splice(step, 1);
    else list[step] = part;
    return list;
  }
  const { [step]: before, ...others } = (into ?? {}) as JsonObject;
  const part = put(before, rest, value);
  if (part === undefined) return others;
  return before === undefined ? { ...others, [step]: part } : { ...(into as JsonObject), [step]: part };
}

/** A value with other strings in it, at any depth; keys of objects stay. */
export function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((part) => mapStrings(part, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapStrings(part, change)]));
}

/** A list with one of its parts elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const rest = list.filter((_, at) => at !== from);
  const part = list[from];
  return part === undefined ? list : [...rest.slice(0, to), part, ...rest.slice(to)];
}

/** Which layer says what stands at a path; `null` where none does. */
export function layerOf(
  layers: readonly ConfigurationLayer[],
  file: string,
  path: Path,
): Pick<ConfigurationLayer, 'scope' | 'scopeId'> | null {
  for (const layer of [...layers].reverse()) {
    const text = layer.files[file];
    if (text && valueAt({ [file]: JSON.parse(text) }, file, path) !== undefined) return layer;
  }
  return null;
}

export const all =
  (...edits: readonly Edit[]): Edit =>
  (files) =>
    edits.reduce((now, edit) => edit(now), files);
