import { isSame, type JsonObject } from '../../../contract/configuration/configuration-layers.ts';
import { keyPath, SITE_PARTS } from './fault-places.ts';
import { type FileSet, SITE, textsFile } from './files.ts';
import { languagesOf, SOURCE } from './texts.ts';

export interface Topics {
  /** Ids of services that differ, in the order of their files. */
  readonly services: readonly string[];
  /** Parts of the place that differ: as in its address. */
  readonly parts: readonly string[];
}

/** What a draft is about: services and parts of the place in which it differs from what was released. */
export function topicsOf(released: FileSet, now: FileSet): Topics {
  const services = new Set<string>();
  const parts = new Set<string>();
  for (const path of new Set([...Object.keys(released), ...Object.keys(now)])) {
    const id = /^services\/(.*)\.json$/.exec(path)?.[1];
    if (id !== undefined && !isSame(withoutVersion(released[path]), withoutVersion(now[path]))) services.add(id);
  }
  for (const key of differing(released[SITE], now[SITE])) parts.add(SITE_PARTS[key] ?? 'about');
  // Whose text it is, its key says; one of the place stands where the place names it.
  for (const language of new Set([SOURCE, ...languagesOf(now).map(({ code }) => code)])) {
    for (const key of differing(released[textsFile(language)], now[textsFile(language)])) {
      const id = /^services\.([^.]+)\./.exec(key)?.[1];
      if (id === undefined) parts.add(SITE_PARTS[String(keyPath(now[SITE], key)?.[0])] ?? 'about');
      else if (now[`services/${id}.json`]) services.add(id);
    }
  }
  // A service that came or went changed the list of all, too.
  if (services.size > 0) parts.delete('catalogue');
  return { services: [...services], parts: [...parts] };
}

const withoutVersion = (service: JsonObject | undefined) => service && { ...service, version: 0 };

const differing = (before: JsonObject = {}, now: JsonObject = {}): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => !isSame(before[key], now[key]));
