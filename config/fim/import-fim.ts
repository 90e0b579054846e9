import { err, ok, type Result } from '../../foundation/result.ts';
import type { FieldFile, ServiceFile } from '../schema/service-file.ts';
import { submissionSchema } from '../schema/submission-schema.ts';
import { readXml, type XmlLimits } from '../xml/read-xml.ts';
import type { FimFault, FimForm } from './fim-form.ts';
import type { FimImport, FimNote } from './fim-import.ts';
import { mapField } from './map-field.ts';
import { pagesOf, ROOM } from './pages.ts';
import { readJsonSchema } from './read-json-schema.ts';
import { readXDatenfelder } from './read-xdatenfelder.ts';

/** Characters of the largest file that is read: 2 MB. */
export const LARGEST_FIM = 2 * 1024 * 1024;
/** Of the schema of services. */
const MOST_EVIDENCE = 10;
const LIMITS: XmlLimits = { length: LARGEST_FIM, depth: 100, elements: 60_000 };

/**
 * Makes a service of a FIM form: XDatenfelder 2 or 3 (XML), or its JSON Schema. FIM's ids of fields are kept, their first
 * letter in lower case. Nothing is read but the text, and nothing of the form is left out without a note.
 */
export function importFim(text: string): Result<FimImport, FimFault> {
  const read = readForm(text);
  if (!read.ok) return read;
  const made = serviceOf(read.value);
  return made.service.form.length + made.service.evidence.length === 0 ? err('no-fields') : ok(made);
}

function readForm(text: string): Result<FimForm, FimFault> {
  if (text.length > LARGEST_FIM) return err('too-large');
  if (/^\s*\{/.test(text)) {
    return readJsonSchema(text);
  }
  const xml = readXml(text.replace(/^\ufeff/, ''), LIMITS);
  if (!xml.ok) return xml;
  const form = readXDatenfelder(xml.value);
  return form ? ok(form) : err('not-fim');
}

function serviceOf(form: FimForm): FimImport {
  const id = idOf(form);
  const texts: Record<string, string> = {};
  const say = (part: string, words: string): string => {
    const key = `services.${id}.${part}`;
    texts[key] = words;
    return key;
  };
  const name = form.name || form.id || 'FIM';
  const notes: FimNote[] = [];
  const service: ServiceFile = {
    id,
    version: 1,
    leika: null,
    title: say('title', name),
    summary: say('summary', shortened(form.description) || name),
    category: 'information',
    keywords: { de: wordsOf(name) },
    icon: 'document',
    trust: 'none',
    identification: { kind: 'none' },
    prerequisites: [],
    needs: [],
    durationMinutes: 5,
    fee: { kind: 'none' },
    form: [],
    evidence: [],
    route: { kind: 'fit-connect', destination: 'behoerde', dataSchema: `${id}.schema.json` },
    whenPortalDown: 'defer',
  };
  const { pages, notes: ofGroups } = pagesOf(
    form.elements,
    'Angaben',
    (field) => mapField(field, false).field !== null,
  );
  notes.push(...ofGroups);
  const used = new Set<string>();
  for (const page of pages) {
    const fields: FieldFile[] = [];
    for (const { field, isOptional } of page.fields) {
      const mapped = mapField(field, isOptional);
      notes.push(...mapped.notes);
      const note = { element: field.id, name: field.label };
      if (!mapped.field && !mapped.isEvidence) continue;
      const fieldId = freeId(field.id, used);
      if (mapped.isEvidence) {
        if (service.evidence.length >= MOST_EVIDENCE) notes.push({ word: 'no-room', ...note, detail: '' });
        else {
          service.evidence.push({
            id: fieldId,
            title: say(`evidence.${fieldId}`, field.label),
            hint: say(`evidence.${fieldId}-hint`, field.hint || field.label),
            required: field.least > 0 && !isOptional,
            profile: 'document',
            maxPages: 5,
          });
        }
        continue;
      }
      if (service.form.length >= ROOM.pages || !mapped.field) {
        notes.push({ word: 'no-room', ...note, detail: '' });
        continue;
      }
      if (fieldId !== plainId(field.id)) notes.push({ word: 'field-twice', ...note, detail: fieldId });
      fields.push({
        id: fieldId,
        ...mapped.field,
        label: say(`fields.${fieldId}`, field.label || field.id),
        ...(field.hint !== '' && { hint: say(`fields.${fieldId}-hint`, field.hint) }),
        ...(mapped.options.length > 0 && {
          options: mapped.options.map(({ code, name: words }, at) => ({
            value: code,
            label: say(`options.${fieldId}.${at + 1}`, words || code),
          })),
        }),
      });
    }
    if (fields.length === 0) continue;
    const number = service.form.length + 1;
    const { repeat } = page;
    service.form.push({
      id: `page-${number}`,
      title: say(`pages.${number}`, page.title),
      ...(repeat && {
        repeat: {
          min: repeat.min,
          max: repeat.max,
          item: say(`pages.${number}-item`, repeat.item),
          add: say(`pages.${number}-add`, `Noch einmal: ${repeat.item}`),
        },
      }),
      fields,
    });
  }
  notes.push(...form.rules.map(({ id: rule, text }): FimNote => ({ word: 'rule', element: rule, name, detail: text })));
  const count = service.form.reduce((sum, { fields }) => sum + fields.length, 0);
  service.durationMinutes = Math.min(60, 2 + Math.ceil(count / 3) + 2 * service.evidence.length);
  if (service.evidence.length > 0) service.needs.push('document');
  return { service, texts, submissionSchema: submissionSchema(service, name), notes: [...notes, ...gaps(name)] };
}

/** What every service needs and FIM does not know. */
const gaps = (name: string): readonly FimNote[] =>
  (['gap-destination', 'gap-identification', 'gap-fee', 'gap-leika', 'gap-languages'] as const).map((word) => ({
    word,
    element: '',
    name,
    detail: '',
  }));

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** "Antrag auf Wohngeld" → "antrag-auf-wohngeld" */
function idOf({ name, id }: FimForm): string {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[äöüß]/g, (letter) => UMLAUTS[letter] ?? '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '');
  const made = plain(name).slice(0, 40).replace(/-+$/, '');
  return made.length >= 3 ? made : `fim-${plain(id) || 'formular'}`;
}

/** FIM's id as the schema of services writes ids; "F60000227" → "f60000227". */
function plainId(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9]/g, '');
  const lower = plain.slice(0, 1).toLowerCase() + plain.slice(1);
  return /^[a-z]/.test(lower) ? lower : `f${lower}`;
}

/** A building block that is used twice gets another id the second time. */
function freeId(id: string, used: Set<string>): string {
  const plain = plainId(id);
  let free = plain;
  for (let time = 2; used.has(free); time += 1) free = `${plain}n${time}`;
  used.add(free);
  return free;
}

const shortened = (text: string): string =>
  text.length > 160 ? `${text.slice(0, 159).replace(/\s+\S*$/, '')} …` : text;
const wordsOf = (name: string): string[] => [
  ...new Set(
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 3),
  ),
];
