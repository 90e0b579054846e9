import {
  isSame,
  type Json,
  type JsonObject,
  TRANSLATIONS_FILE as TRANSLATED,
} from '../../../contract/configuration/configuration-layers.ts';
import { SITE_PARTS } from './fault-places.ts';
import { all, type Edit, type FileSet, mapStrings, SITE, serviceFile, setValue, textsFile, valueAt } from './files.ts';
import { offer, offered, written } from './services.ts';
import { languagesOf, textKeyFor, usesOf } from './texts.ts';

/** What is taken over as a whole: a service by its id, or a part of the form of a place (`SITE_PARTS`). */
export interface OwnPiece {
  readonly kind: 'service' | 'place';
  readonly id: string;
}

const CATALOGUE = 'catalogue';
const AUTHORITIES = 'authorities';
const LOOK = 'look';

/** In what a place differs from the layers below it. */
export function ownPieces(below: FileSet, theirs: FileSet): readonly OwnPiece[] {
  const places = [...new Set(Object.values(SITE_PARTS))].map((id): OwnPiece => ({ kind: 'place', id }));
  const services = written(theirs).map((id): OwnPiece => ({ kind: 'service', id }));
  return [...places, ...services].filter((piece) => !isThere(below, theirs, piece));
}

/** Whether taking a piece over would change nothing. */
export const isThere = (files: FileSet, theirs: FileSet, piece: OwnPiece): boolean => {
  const now = takeOver(theirs, [piece])(files);
  return [...new Set([...Object.keys(files), ...Object.keys(now)])].every((path) => isSame(files[path], now[path]));
};

/**
 * These pieces as another place has them, with the texts, the schema, the logo and the services that they name. A text
 * that something else here uses, too, comes under a key of its own, so that only what was chosen changes.
 */
export const takeOver = (theirs: FileSet, pieces: readonly OwnPiece[]): Edit =>
  all(...pieces.map((piece) => (piece.kind === 'service' ? service(theirs, piece.id) : placePart(theirs, piece.id))));

const service =
  (theirs: FileSet, id: string): Edit =>
  (files) => {
    const file = serviceFile(id);
    const content = theirs[file];
    if (!content) return files;
    const { [file]: here, ...others } = files;
    const { value, edit } = withTexts(theirs, content, files, others, id);
    const schema = valueAt(theirs, file, ['route', 'dataSchema']);
    const isNew = here === undefined && offered(theirs).includes(id);
    return all(
      // Versions are counted at each place.
      setValue(file, [], { ...(value as JsonObject), version: here?.version ?? 1 }),
      typeof schema === 'string' ? wholeFile(theirs, `submission-schemas/${schema}`) : same,
      edit,
      isNew ? offer(id) : same,
    )(files);
  };

const placePart =
  (theirs: FileSet, part: string): Edit =>
  (files) => {
    const names = Object.keys(SITE_PARTS).filter((name) => SITE_PARTS[name] === part);
    const pick = (site: JsonObject = {}) => Object.entries(site).filter(([name]) => names.includes(name));
    const rest = Object.fromEntries(Object.entries(files[SITE] ?? {}).filter(([name]) => !names.includes(name)));
    const content = Object.fromEntries(pick(theirs[SITE]));
    const { value, edit } = withTexts(theirs, content, files, { ...files, [SITE]: rest }, null);
    const logo = valueAt(theirs, SITE, ['branding', 'logo']);
    return all(
      setValue(SITE, [], { ...rest, ...(value as JsonObject) }),
      edit,
      part === LOOK && typeof logo === 'string' ? wholeFile(theirs, `pictures/${logo}.json`) : same,
      part === AUTHORITIES ? authorityNames(theirs) : same,
      part === CATALOGUE ? missingServices(theirs) : same,
    )(files);
  };

const same: Edit = (files) => files;

const wholeFile =
  (theirs: FileSet, path: string): Edit =>
  (files) => {
    const content = theirs[path];
    // The same once more would stand in the layer as an empty file of its own.
    return content === undefined || isSame(files[path], content) ? files : setValue(path, [], content)(files);
  };

/** The name of an authority has a key that follows from its id. */
const authorityNames = (theirs: FileSet): Edit =>
  texts(theirs, new Map(Object.keys(valueAt(theirs, SITE, ['destinations']) ?? {}).map(authorityKey)));

const authorityKey = (id: string) => [`site.destinations.${id}`, `site.destinations.${id}`] as const;

const missingServices =
  (theirs: FileSet): Edit =>
  (files) => {
    const missing = offered(files).filter((id) => files[serviceFile(id)] === undefined);
    return all(...missing.map((id) => service(theirs, id)))(files);
  };

/** @param others what stays here; @returns the value with the keys that its texts have here, and those texts */
function withTexts(
  theirs: FileSet,
  value: JsonObject,
  files: FileSet,
  others: FileSet,
  owner: string | null,
): { readonly value: Json; readonly edit: Edit } {
  const keys = new Map<string, string>();
  const languages = languagesOf(theirs);
  const isText = (text: string) => languages.some(({ code }) => theirs[textsFile(code)]?.[text] !== undefined);
  const keyHere = (key: string) => {
    const isOther = languages.some(({ code }) => {
      const [here, there] = [files, theirs].map((set) => set[textsFile(code)]?.[key]);
      return here !== there;
    });
    const name = key.replace(owner === null ? /^site\./ : `services.${owner}.`, '');
    return isOther && usesOf(others, key) > 0 ? textKeyFor(files, owner, name) : key;
  };
  const renamed = mapStrings(value, (text) => {
    if (!isText(text)) return text;
    const key = keys.get(text) ?? keyHere(text);
    keys.set(text, key);
    return key;
  });
  return { value: renamed, edit: texts(theirs, keys) };
}

/** Texts in all languages with the marks of their translations. @param keys key there → key here */
const texts =
  (theirs: FileSet, keys: ReadonlyMap<string, string>): Edit =>
  (files) => {
    const codes = new Set([...languagesOf(theirs), ...languagesOf(files)].map(({ code }) => code));
    const tables = [...codes].flatMap((code) => [[textsFile(code)] as const, [TRANSLATED, code] as const]);
    const edits = tables.flatMap(([file, ...path]) =>
      [...keys].map(([there, here]): Edit => {
        const said = valueAt(theirs, file, [...path, there]);
        return (now) =>
          isSame(valueAt(now, file, [...path, here]), said) ? now : setValue(file, [...path, here], said)(now);
      }),
    );
    return all(...edits)(files);
  };
