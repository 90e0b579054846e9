import { conditionSchema } from './condition-schema.ts';
import { demandsEid } from './demands-eid.ts';
import { fingerprint } from './fingerprint.ts';
import type { EidAttribute } from './identity-fields.ts';
import type { FieldFile, ServiceFile } from './service-file.ts';

type PageFile = ServiceFile['form'][number];
type Schema = Readonly<Record<string, unknown>>;

/** Says of a schema that it follows from the form of its service, and is made anew when that changes. */
const MADE_FROM_FORM = 'Made from the form of the service; changes by hand are lost';

export const isMadeFromForm = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && (schema as { $comment?: unknown }).$comment === MADE_FROM_FORM;

/**
 * JSON Schema (2020-12) of the structured data that a service sends: `antrag` (fields by id), `antragsteller` (what was
 * asked of the card), `bescheide`, `zahlung`. The amount is not part of it: a price changes without the authority.
 * @param title of the service, in the authority's language
 */
export function submissionSchema(service: ServiceFile, title: string): Schema {
  const parts: [string, Schema][] = [];
  if (service.form.length > 0) parts.push(['antrag', formSchema(service.form)]);
  if (service.identification.kind === 'eid') parts.push(['antragsteller', cardSchema(service.identification)]);
  if (service.bill) parts.push(['bescheide', BILLS]);
  if (service.fee.kind !== 'none') parts.push(['zahlung', paymentSchema(service.order === 'submit-then-pay')]);
  const content = object(
    // Whoever types name and address instead is read from no card.
    parts.map(([name]) => name).filter((name) => name !== 'antragsteller' || demandsEid(service)),
    Object.fromEntries(parts),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    // Of the content alone: an authority that knows it needs to hear nothing of a new price.
    $id: `urn:buerger-terminal:${service.id}:${fingerprint(JSON.stringify(content))}`,
    $comment: MADE_FROM_FORM,
    title,
    ...content,
  };
}

const object = (required: readonly string[], properties: Schema): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });

function formSchema(all: readonly PageFile[]): Schema {
  const pages = all.filter(({ repeat }) => repeat === undefined);
  const lists = all.filter(({ repeat }) => repeat !== undefined);
  const fields = pages.flatMap((page) => page.fields);
  const placed = pages.flatMap((page) =>
    page.fields.map((field) => ({ field, when: [page.visibleIf, field.visibleIf].filter((one) => one !== undefined) })),
  );
  const needed = placed.filter(
    ({ field: { required = true, prefill, type } }) => required && !prefill && type !== 'computed',
  );
  const conditions = needed.flatMap(({ field, when }) => {
    if (when.length === 0) return [];
    const asked = when.map((condition) => conditionSchema(condition, fields));
    // What JSON Schema cannot say it does not demand.
    if (asked.includes(null)) return [];
    const all = asked.length === 1 ? asked[0] : { allOf: asked };
    return [{ anyOf: [{ not: all }, { required: [field.id] }] }];
  });
  const properties = Object.fromEntries([
    ...fields.map((field) => [field.id, valueSchema(field)]),
    ...lists.map((page) => [page.id, listSchema(page)]),
  ]);
  const askedLists = lists.filter(({ visibleIf }) => visibleIf === undefined);
  return {
    ...object(
      [
        ...needed.flatMap(({ field: { id }, when }) => (when.length === 0 ? [id] : [])),
        ...askedLists.map(({ id }) => id),
      ],
      properties,
    ),
    ...(conditions.length > 0 && { allOf: conditions }),
  };
}

/** Entries of a repeated page. */
const listSchema = ({ id, title, repeat, fields }: PageFile): Schema => ({
  type: 'array',
  minItems: repeat?.min ?? 0,
  maxItems: repeat?.max ?? 0,
  items: formSchema([{ id, title, fields }]),
});

/** What a card carries is taken as it is, whatever the rules for typed values say. */
const FROM_CARD = 200;

function valueSchema(field: FieldFile): Schema {
  if (field.prefill) return text(FROM_CARD);
  switch (field.type) {
    case 'number':
      return {
        type: 'integer',
        ...(typeof field.min === 'number' && { minimum: field.min }),
        ...(typeof field.max === 'number' && { maximum: field.max }),
      };
    // With two decimals; `multipleOf` is left out, because 0.01 is no number that a computer has exactly.
    case 'amount':
      return {
        type: 'number',
        minimum: typeof field.min === 'number' ? field.min : 0,
        ...(typeof field.max === 'number' && { maximum: field.max }),
      };
    case 'computed':
      return { type: 'number' };
    case 'multi-choice':
      return {
        type: 'array',
        items: { enum: (field.options ?? []).map(({ value }) => value) },
        minItems: 1,
        uniqueItems: true,
      };
    case 'iban':
      return { type: 'string', pattern: '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$' };
    case 'partial-date':
      return { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' };
    case 'signature':
      return SIGNATURE;
    case 'long-text':
      return text(field.maxLength ?? 2000);
    case 'yes-no':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'choice':
      return { enum: (field.options ?? []).map(({ value }) => value) };
    case 'postal-code':
      return { type: 'string', pattern: '^\\d{5}$' };
    case 'email':
      return { type: 'string', format: 'email', maxLength: 254 };
    default:
      return text(field.maxLength ?? 500);
  }
}

/** As drawn, or the name that was typed instead. */
const SIGNATURE: Schema = {
  oneOf: [
    object(['kind', 'svgPath', 'width', 'height'], {
      kind: { const: 'drawn' },
      svgPath: { type: 'string', pattern: '^(M\\d+ \\d+(l-?\\d+ -?\\d+)+)+$', maxLength: 12_000 },
      width: { const: 1000 },
      height: { const: 320 },
    }),
    object(['kind', 'name'], { kind: { const: 'typed' }, name: text(120) }),
  ],
};

const CARD: Readonly<Record<EidAttribute, Schema>> = {
  GivenNames: { givenNames: { type: 'string' } },
  FamilyName: { familyName: { type: 'string' } },
  DateOfBirth: { dateOfBirth: { type: 'string' } },
  Address: {
    address: object(
      [],
      Object.fromEntries(['street', 'city', 'postalCode', 'country'].map((part) => [part, { type: 'string' }])),
    ),
    residence: { type: 'string' },
  },
  DoctoralDegree: { doctoralDegree: { type: 'string' } },
  BirthName: { birthName: { type: 'string' } },
  PlaceOfBirth: { placeOfBirth: { type: 'string' } },
  Nationality: { nationality: { type: 'string' } },
};

const cardSchema = ({ required, optional = [] }: Extract<ServiceFile['identification'], { kind: 'eid' }>): Schema =>
  object([], Object.assign({}, ...[...required, ...optional].map((attribute) => CARD[attribute])));

const AMOUNT: Schema = { type: 'integer', minimum: 1 };
const BILL = object(['kassenzeichen', 'zahlungsempfaenger', 'verwendungszweck', 'betragCent'], {
  kassenzeichen: { type: 'string' },
  zahlungsempfaenger: { type: 'string' },
  verwendungszweck: { type: 'string' },
  betragCent: AMOUNT,
});

const BILLS: Schema = { type: 'array', minItems: 1, maxItems: 10, items: BILL };

const paymentSchema = (isAfterwards: boolean): Schema =>
  object(['kassenzeichen', 'betragCent', ...(isAfterwards ? ['status'] : [])], {
    kassenzeichen: { type: 'string' },
    betragCent: AMOUNT,
    ...(isAfterwards && { status: { const: 'offen' } }),
  });
