import type { FimElement, FimField, FimGroup } from './fim-form.ts';
import type { FimNote } from './fim-import.ts';

/** A field with what its groups say about it. */
export interface PlacedField {
  readonly field: FimField;
  /** A group around it may be left out. */
  readonly isOptional: boolean;
}

export interface FimPage {
  readonly title: string;
  readonly fields: readonly PlacedField[];
  /** The group may be there several times. */
  readonly repeat?: FimRepeat;
}

export interface FimRepeat {
  readonly item: string;
  readonly min: number;
  readonly max: number;
}

/** Questions that people take in at once; of the schema of services: pages of a form, entries of a page. */
export const ROOM = { fields: 5, pages: 20, entries: 20 } as const;

/**
 * Each group with fields of its own is a page or several; a nested one is titled with those around it, so that "Vorname"
 * says whose.
 * @param title of fields that stand in no group
 * @param isAsked whether a field needs room on a page
 */
export function pagesOf(
  elements: readonly FimElement[],
  title: string,
  isAsked: (field: FimField) => boolean,
): { pages: FimPage[]; notes: FimNote[] } {
  const pages: FimPage[] = [];
  const notes: FimNote[] = [];
  const walk = (within: readonly FimElement[], titles: readonly string[], isOptional: boolean): void => {
    let own: PlacedField[] = [];
    const close = (): void => {
      const name = titles.slice(-2).join(': ') || title;
      for (const [at, fields] of parted(own, isAsked).entries()) {
        pages.push({ title: at === 0 ? name : `${name} (${at + 1})`, fields });
      }
      own = [];
    };
    for (const element of within) {
      if (element.kind === 'field') {
        own.push({ field: element, isOptional });
        continue;
      }
      // What stands before a group is asked before it.
      close();
      const note = { element: element.id, name: element.label, detail: '' };
      if (element.least === 0) notes.push({ word: 'optional-group', ...note });
      const repeated = repeatedPage(element, [...titles, element.label], isOptional, isAsked);
      if (element.most !== 1) notes.push({ word: repeated ? 'repeated-page' : 'repeated', ...note });
      notes.push(...element.rules.map(({ text }): FimNote => ({ word: 'rule', ...note, detail: text })));
      if (repeated) pages.push(repeated);
      else walk(element.children, [...titles, element.label], isOptional || element.least === 0);
    }
    close();
  };
  walk(elements, [], false);
  return { pages: pages.length > ROOM.pages ? packed(pages, isAsked) : pages, notes };
}

/** A group that may be there several times, as one page; `null`: it has groups or too many fields in it, or is there once. */
function repeatedPage(
  { label, least, most, children }: FimGroup,
  titles: readonly string[],
  isOptional: boolean,
  isAsked: (field: FimField) => boolean,
): FimPage | null {
  const fields = children.flatMap((child) => (child.kind === 'field' ? [{ field: child, isOptional: false }] : []));
  const asked = fields.filter(({ field }) => isAsked(field)).length;
  if (most === 1 || fields.length < children.length || asked === 0 || asked > ROOM.fields) return null;
  const max = Math.min(most ?? ROOM.entries, ROOM.entries);
  const repeat = { item: label, min: isOptional ? 0 : Math.min(least, max), max };
  return { title: titles.slice(-2).join(': '), fields, repeat };
}

/** Puts neighbours together where there are more pages than a form may have. */
function packed(pages: readonly FimPage[], isAsked: (field: FimField) => boolean): FimPage[] {
  const together: FimPage[] = [];
  for (const page of pages) {
    const last = together.at(-1);
    const fields = [...(last?.fields ?? []), ...page.fields];
    if (last && !last.repeat && !page.repeat && parted(fields, isAsked).length === 1) {
      together[together.length - 1] = { title: last.title, fields };
    } else together.push(page);
  }
  return together;
}

/** In parts of as many fields as a page may ask for; those that are not asked for take no room. */
function parted(fields: readonly PlacedField[], isAsked: (field: FimField) => boolean): PlacedField[][] {
  const parts: PlacedField[][] = [];
  let asked = 0;
  for (const placed of fields) {
    const takes = isAsked(placed.field) ? 1 : 0;
    const part = parts.at(-1);
    if (!part || asked + takes > ROOM.fields) {
      parts.push([placed]);
      asked = takes;
    } else {
      part.push(placed);
      asked += takes;
    }
  }
  return parts;
}
