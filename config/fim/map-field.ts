import type { FieldFile } from '../schema/service-file.ts';
import type { FimField } from './fim-form.ts';
import type { FimNote, FimNoteWord } from './fim-import.ts';

/** A field as the terminal asks for it, without its texts' keys; `null`: it cannot be asked for. */
export interface MappedField {
  readonly field: Pick<FieldFile, 'type' | 'required' | 'maxLength' | 'min' | 'max'> | null;
  /** Of a choice: code and words. */
  readonly options: FimField['values'];
  readonly isEvidence: boolean;
  readonly notes: readonly FimNote[];
}

type Mapped = Omit<MappedField, 'notes'> & { readonly said?: readonly (readonly [FimNoteWord, string?])[] };

/** Characters of the longest text of one line and of several, as the schema of services has them. */
const LONGEST = 500;
const LONGEST_LINES = 2000;
/** More than this is not written in one line. */
const ONE_LINE = 200;
const OPTIONS = { least: 2, most: 40, longest: 60 } as const;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What FIM calls text is often more than that, and only its name tells. */
const BY_NAME: readonly (readonly [RegExp, 'postal-code' | 'email' | 'phone' | 'name' | 'iban' | 'signature'])[] = [
  [/postleitzahl|\bplz\b/i, 'postal-code'],
  [/e-?mail/i, 'email'],
  [/\biban\b/i, 'iban'],
  [/unterschrift/i, 'signature'],
  [/telefon|mobilnummer|rufnummer/i, 'phone'],
  [/vorname|familienname|nachname|geburtsname/i, 'name'],
];

export function mapField(field: FimField, isOptional: boolean): MappedField {
  const required = field.least > 0 && !isOptional;
  const { said = [], ...mapped } = mapByUse(field, required);
  const { pattern } = field.limits;
  const all = [
    ...said,
    ...(pattern !== '' && mapped.field ? [['pattern', pattern] as const] : []),
    ...(field.most === 1 ? [] : [['repeated'] as const]),
    ...field.rules.map(({ text }) => ['rule', text] as const),
  ];
  const notes = all.map(([word, detail = '']) => ({ word, element: field.id, name: field.label, detail }));
  return { ...mapped, notes };
}

const nothing = (said: Mapped['said'] = []): Mapped => ({ field: null, options: [], isEvidence: false, said });
const asked = (field: NonNullable<MappedField['field']>, said: Mapped['said'] = []): Mapped => ({
  ...nothing(said),
  field,
});

function mapByUse(field: FimField, required: boolean): Mapped {
  if (field.use === 'label') return nothing([['text-only', field.content]]);
  if (field.use === 'hidden' || field.use === 'locked') return nothing([['hidden']]);
  if (field.use === 'select') return mapChoice(field, required);
  return mapByType(field, required);
}

function mapChoice({ values, codeList }: FimField, required: boolean): Mapped {
  const text = { type: 'text', required, maxLength: LONGEST } as const;
  if (values.length === 0) return asked(text, [codeList ? ['code-list-outside', codeList] : ['choice-too-few']]);
  if (values.length < OPTIONS.least) return asked(text, [['choice-too-few']]);
  if (values.length > OPTIONS.most) return asked(text, [['choice-too-many', String(values.length)]]);
  if (values.some(({ code }) => code.length > OPTIONS.longest)) return asked(text, [['choice-too-long']]);
  return { ...asked({ type: 'choice', required }), options: values };
}

function mapByType(field: FimField, required: boolean): Mapped {
  switch (field.type) {
    case 'bool':
      return asked({ type: 'yes-no', required });
    case 'date':
      return mapDate(field, required);
    case 'num_int':
      return mapNumber(field, required);
    case 'num_currency':
      return mapNumber(field, required, 'amount');
    case 'num':
      return asked({ type: 'text', required, maxLength: 20 }, [['decimals']]);
    case 'time':
    case 'datetime':
      return asked({ type: 'text', required, maxLength: 40 }, [['time']]);
    case 'file':
      return { ...nothing([['evidence']]), isEvidence: true };
    case 'text':
    case 'text_latin':
      return mapText(field, required);
    default:
      return nothing([['not-possible', field.type]]);
  }
}

function mapDate({ limits: { minValue, maxValue } }: FimField, required: boolean): Mapped {
  const isDay = (value: string) => ISO_DATE.test(value);
  const others = [minValue, maxValue].filter((value) => value !== '' && !isDay(value));
  const days = { ...(isDay(minValue) && { min: minValue }), ...(isDay(maxValue) && { max: maxValue }) };
  return asked(
    { type: 'date', required, ...days },
    others.map((value) => ['limit', value] as const),
  );
}

function mapNumber(
  { limits: { minValue, maxValue } }: FimField,
  required: boolean,
  type: 'number' | 'amount' = 'number',
): Mapped {
  const fits = type === 'amount' ? Number.isFinite : Number.isSafeInteger;
  const isLimit = (value: string) => value !== '' && fits(Number(value));
  const others = [minValue, maxValue].filter((value) => value !== '' && !isLimit(value));
  const numbers = {
    ...(isLimit(minValue) && { min: Number(minValue) }),
    ...(isLimit(maxValue) && { max: Number(maxValue) }),
  };
  return asked(
    { type, required, ...numbers },
    others.map((value) => ['limit', value] as const),
  );
}

function mapText({ label, limits }: FimField, required: boolean): Mapped {
  const [, type] = BY_NAME.find(([name]) => name.test(label)) ?? [];
  if (type) return asked({ type, required }, [[`guessed-${type}`]]);
  const length = Number.parseInt(limits.maxLength, 10);
  if (!(length > 0)) return asked({ type: 'text', required });
  const isTooLong = length > LONGEST_LINES;
  return asked(
    { type: length > ONE_LINE ? 'long-text' : 'text', required, maxLength: Math.min(length, LONGEST_LINES) },
    isTooLong ? [['length', limits.maxLength]] : [],
  );
}
