import type { Json, JsonObject } from '../../../contract/configuration-layers.ts';
import { all, changeValue, type Edit, type FileSet, moved, SITE, serviceFile, setValue, valueAt } from './files.ts';
import { plainName } from './plain-name.ts';
import { copyTexts, setNewText, textKeyFor } from './texts.ts';

/** Services of the place, in the order of the catalogue. */
export const offered = (files: FileSet): readonly string[] => (files[SITE]?.services as readonly string[]) ?? [];

/** All that the municipality has written, offered here or not. */
export const written = (files: FileSet): readonly string[] =>
  Object.keys(files)
    .map((path) => /^services\/(.*)\.json$/.exec(path)?.[1])
    .filter((id) => id !== undefined);

export const notOffered = (files: FileSet): readonly string[] => {
  const here = new Set(offered(files));
  return written(files).filter((id) => !here.has(id));
};

export const offer = (id: string): Edit =>
  changeValue<readonly string[]>(SITE, ['services'], (ids = []) => [...ids.filter((other) => other !== id), id]);

export const takeOut = (id: string): Edit =>
  changeValue<readonly string[]>(SITE, ['services'], (ids = []) => ids.filter((other) => other !== id));

export const moveService = (from: number, to: number): Edit =>
  changeValue<readonly string[]>(SITE, ['services'], (ids = []) => moved(ids, from, to));

export const setPrice = (id: string, cents: number): Edit => setValue(serviceFile(id), ['fee', 'cents'], cents);

/** A name for files that no service has yet, made of its German title. */
export function newServiceId(files: FileSet, title: string): string {
  const base = plainName(title, 'leistung');
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (files[serviceFile(id)] === undefined) return id;
  }
}

/** A new service without identification, fee and fields: it can be begun and sent as it is, once it has its texts. */
export function addService(files: FileSet, title: string): { readonly id: string; readonly edit: Edit } {
  const id = newServiceId(files, title);
  const [destination = ''] = Object.keys((files[SITE]?.destinations as JsonObject) ?? {});
  const key = (name: string) => textKeyFor(files, id, name);
  const service: JsonObject = {
    id,
    version: 1,
    leika: null,
    title: key('title'),
    summary: key('summary'),
    category: 'information',
    keywords: {},
    icon: 'document',
    trust: 'none',
    identification: { kind: 'none' },
    prerequisites: [],
    needs: [],
    durationMinutes: 5,
    fee: { kind: 'none' },
    form: [],
    evidence: [],
    route: { kind: 'fit-connect', destination, dataSchema: `${id}.schema.json` },
    whenPortalDown: 'defer',
  };
  return { id, edit: all(setValue(serviceFile(id), [], service), setNewText(key('title'), title), offer(id)) };
}

/** A copy under another title: its texts are its own, what it shares with all services stays shared. */
export function copyService(
  files: FileSet,
  from: string,
  title: string,
): { readonly id: string; readonly edit: Edit } | null {
  const original = files[serviceFile(from)];
  if (!original) return null;
  const id = newServiceId(files, title);
  const own = `services.${from}.`;
  const keys: string[] = [];
  const renamed = (value: Json): Json => {
    if (typeof value === 'string' && value.startsWith(own)) {
      keys.push(value);
      return `services.${id}.${value.slice(own.length)}`;
    }
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, renamed(part)]));
  };
  const copied = renamed(original) as JsonObject;
  const { route } = copied;
  const schema = valueAt(files, serviceFile(from), ['route', 'dataSchema']);
  const name = `${id}.schema.json`;
  const withSchema =
    typeof schema === 'string' ? { route: { ...(route as JsonObject), dataSchema: name } } : ({} as JsonObject);
  const service = { ...copied, id, version: 1, ...withSchema };
  const content = typeof schema === 'string' ? files[`submission-schemas/${schema}`] : undefined;
  return {
    id,
    edit: all(
      setValue(serviceFile(id), [], service),
      content
        ? setValue(`submission-schemas/${name}`, [], { ...content, $id: `urn:buerger-terminal:${id}:1` })
        : (f) => f,
      copyTexts(new Map(keys.map((key) => [key, `services.${id}.${key.slice(own.length)}`]))),
      setNewText(`services.${id}.title`, title),
      offer(id),
    ),
  };
}
