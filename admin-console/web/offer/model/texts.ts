import { fingerprint } from '../../../../config/schema/fingerprint.ts';
import {
  type Json,
  type JsonObject,
  TRANSLATIONS_FILE as TRANSLATED,
} from '../../../contract/configuration/configuration-layers.ts';
import { all, type Edit, type FileSet, type Path, SITE, setValue, textsFile, valueAt } from './files.ts';

/** What others are translated from. */
export const SOURCE = 'de';

export interface Language {
  readonly code: string;
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
}
export const languagesOf = (files: FileSet): readonly Language[] =>
  (files[SITE]?.languages as unknown as readonly Language[] | undefined) ?? [];

export type TextState = 'there' | 'missing' | 'stale';

export const textOf = (files: FileSet, key: string, language: string): string | undefined =>
  files[textsFile(language)]?.[key] as string | undefined;

/** Its words in this language, German where it has none, else nothing. */
export const wordsFor = (files: FileSet, key: string | undefined, language: string): string =>
  key === undefined ? '' : (textOf(files, key, language) ?? textOf(files, key, SOURCE) ?? '');

/** Whether there is a text, and whether the German one was changed after it; one of which no fingerprint is kept is as its author left it. */
export function textState(files: FileSet, key: string, language: string): TextState {
  if (!textOf(files, key, language)) return 'missing';
  const from = valueAt(files, TRANSLATED, [language, key]);
  return language === SOURCE || from === undefined || from === fingerprint(textOf(files, key, SOURCE) ?? '')
    ? 'there'
    : 'stale';
}

/**
 * Another text under a key. What is emptied is gone, and missing. A German text that changes makes the others stale; another
 * language's is from now on a translation of the German one as it stands.
 */
export const setTextOfKey =
  (key: string, language: string, text: string): Edit =>
  (files) => {
    const source = textOf(files, key, SOURCE);
    const marks = languagesOf(files)
      .map(({ code }) => code)
      .filter((code) => code !== SOURCE && (language === SOURCE || code === language))
      .filter((code) => textOf(files, key, code) || code === language)
      .filter((code) => source !== undefined && (code === language || !valueAt(files, TRANSLATED, [code, key])))
      .map((code) => setValue(TRANSLATED, [code, key], fingerprint(source ?? '')));
    return all(...marks, setValue(textsFile(language), [key], text === '' ? undefined : text))(files);
  };

/** The German text has changed, and this one still says the same. */
export const stillRight =
  (key: string, language: string): Edit =>
  (files) =>
    setValue(TRANSLATED, [language, key], fingerprint(textOf(files, key, SOURCE) ?? ''))(files);

export const setNewText = (key: string, text: string): Edit => setTextOfKey(key, SOURCE, text);

/** The texts of these keys once more, under others. */
export const copyTexts =
  (keys: ReadonlyMap<string, string>): Edit =>
  (files) =>
    all(
      ...[...languagesOf(files).map(({ code }) => [textsFile(code)] as const), ...translations(files)].map(
        ([file, ...path]): Edit =>
          (now) => {
            const texts = (valueAt(now, file, path) ?? {}) as JsonObject;
            const copies = [...keys].flatMap(([from, to]) => (texts[from] === undefined ? [] : [[to, texts[from]]]));
            return copies.length === 0 ? now : setValue(file, path, { ...texts, ...Object.fromEntries(copies) })(now);
          },
      ),
    )(files);

const translations = (files: FileSet): readonly (readonly [string, string])[] =>
  Object.keys(files[TRANSLATED] ?? {}).map((code) => [TRANSLATED, code] as const);

/** A key that nothing uses, for a text of this service. @param owner id of the service; `null`: of the place */
export function textKeyFor(files: FileSet, owner: string | null, name: string): string {
  const base = owner === null ? `site.${name}` : `services.${owner}.${name}`;
  const taken = (key: string) => textOf(files, key, SOURCE) !== undefined || usesOf(files, key) > 0;
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!taken(key)) return key;
  }
}

/** How often a key stands in services and site. */
export function usesOf(files: FileSet, key: string): number {
  const count = (value: Json | undefined): number => {
    if (value === key) return 1;
    if (typeof value !== 'object' || value === null) return 0;
    return Object.values(value as Record<string, Json>).reduce<number>((sum, part) => sum + count(part), 0);
  };
  return Object.entries(files)
    .filter(([path]) => path === SITE || path.startsWith('services/'))
    .reduce((sum, [, content]) => sum + count(content), 0);
}

/** Where a text is named: a file, and the place in it that holds its key. */
export interface TextPlace {
  readonly file: string;
  readonly path: Path;
  /** Of a new key. */
  readonly name: string;
  /** It may be left out: emptied in every language, its key goes too. */
  readonly isOptional?: boolean;
  /** It has this key whatever stands there: the name of an authority. */
  readonly key?: string;
}

/** The key that stands there. */
export const keyAt = (
  files: FileSet,
  { file, path, key }: Pick<TextPlace, 'file' | 'path' | 'key'>,
): string | undefined => key ?? (valueAt(files, file, path) as string | null | undefined) ?? undefined;

const ownerOf = (file: string): string | null => /^services\/(.*)\.json$/.exec(file)?.[1] ?? null;

/** Changes a text where it is named. One that others use too is changed here alone: it gets a key of its own. */
export const setText =
  (place: TextPlace, language: string, text: string): Edit =>
  (files) => {
    const { file, path, name, isOptional = false } = place;
    if (place.key !== undefined) return setTextOfKey(place.key, language, text)(files);
    const key = keyAt(files, place);
    if (key !== undefined && usesOf(files, key) === 1) {
      const next = setTextOfKey(key, language, text)(files);
      const isGone = languagesOf(next).every(({ code }) => !textOf(next, key, code));
      return isOptional && isGone ? setValue(file, path, undefined)(next) : next;
    }
    if (key === undefined && text === '') return files;
    const own = textKeyFor(files, ownerOf(file), name);
    return all(
      key === undefined ? (same) => same : copyTexts(new Map([[key, own]])),
      setValue(file, path, own),
      setTextOfKey(own, language, text),
    )(files);
  };
