import type { FimImport } from '../../../../config/fim/fim-import.ts';
import { plainName } from '../../../../config/schema/plain-name.ts';
import type { JsonObject } from '../../../contract/configuration/configuration-layers.ts';
import {
  all,
  changeValue,
  type Edit,
  type FileSet,
  mapStrings,
  moved,
  SITE,
  serviceFile,
  setValue,
  valueAt,
} from './files.ts';
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

/** Stands for the authority that is responsible where the citizen lives; no destination can be called so. */
export const BY_PLACE = '*';

/** Who gets a service's requests: a destination by name, or `BY_PLACE`. */
export const setRecipient = (file: string, destination: string): Edit =>
  changeValue<{ readonly dataSchema: string }>(file, ['route'], ({ dataSchema } = { dataSchema: '' }) =>
    destination === BY_PLACE
      ? { kind: 'fit-connect-by-place', dataSchema }
      : { kind: 'fit-connect', destination, dataSchema },
  );

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

/**
 * A copy under another title: its texts are its own, what it shares with all services stays shared. What names the
 * original is not taken along: its service key, its title in other languages, the form of data that an authority has
 * agreed to for it, and the appointment for whoever has no eID, which is booked for the original only.
 */
export function copyService(
  files: FileSet,
  from: string,
  title: string,
): { readonly id: string; readonly edit: Edit } | null {
  const original = files[serviceFile(from)];
  if (!original) return null;
  const id = newServiceId(files, title);
  const { service: renamedOne, keys } = renamed(original, from, id);
  const { insteadOfEid: _, ...copied } = renamedOne;
  const { route } = copied;
  const hasSchema = typeof valueAt(files, serviceFile(from), ['route', 'dataSchema']) === 'string';
  const withSchema = hasSchema ? { route: { ...(route as JsonObject), dataSchema: `${id}.schema.json` } } : {};
  const service: JsonObject = { ...copied, id, version: 1, leika: null, ...withSchema };
  const titleKey = `services.${from}.title`;
  const others = new Map([...keys].filter(([key]) => key !== titleKey));
  return {
    id,
    edit: all(
      setValue(serviceFile(id), [], service),
      copyTexts(others),
      setNewText(keys.get(titleKey) ?? `services.${id}.title`, title),
      offer(id),
    ),
  };
}

/** A service of which somebody else has made the files: under a name that is free, offered last. */
export function addMadeService(files: FileSet, made: FimImport): { readonly id: string; readonly edit: Edit } {
  const from = made.service.id;
  const id = files[serviceFile(from)] === undefined ? from : newServiceId(files, from);
  const { service, keys } = renamed(made.service as unknown as JsonObject, from, id);
  const dataSchema = `${id}.schema.json`;
  const route = { ...(service.route as JsonObject), dataSchema };
  const texts = Object.entries(made.texts).map(([key, text]) => setNewText(keys.get(key) ?? key, text));
  const edits = [setValue(serviceFile(id), [], { ...service, id, route }), ...texts, offer(id)];
  return {
    id,
    edit: all(setValue(`submission-schemas/${dataSchema}`, [], made.submissionSchema as JsonObject), ...edits),
  };
}

/** A service with its own texts under keys of another name; what it shares with others stays. @returns old key → new */
function renamed(
  original: JsonObject,
  from: string,
  to: string,
): { readonly service: JsonObject; readonly keys: ReadonlyMap<string, string> } {
  const own = `services.${from}.`;
  const keys = new Map<string, string>();
  const service = mapStrings(original, (text) => {
    if (!text.startsWith(own)) return text;
    const key = `services.${to}.${text.slice(own.length)}`;
    keys.set(text, key);
    return key;
  });
  return { service: service as JsonObject, keys };
}
