import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { EidAttribute } from '../../../config/schema/identity-fields.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Identity } from '../../../portals/identity/contract.ts';
import { type Application, identityOf, type SessionPackage } from '../application/application.ts';
import { paysAfterwards } from '../application/steps-of.ts';
import { answersOf } from '../forms/answers.ts';
import { knownPart } from '../forms/date.ts';
import { dataValue } from '../forms/display-value.ts';
import { entriesOf, inEntry } from '../forms/entries.ts';
import { formFor, visibleFields } from '../forms/form.ts';
import type { FormPage, Values } from '../forms/values.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * The machine-readable half of an application: `antrag` (fields by id, entries of a repeated page as a list
 * under its id), `antragsteller` (from the card), `bescheide` (the bills), `zahlung` (their sum, under the Kassenzeichen
 * of the first). Parts that a service does not have are left out. A fee that is paid only after sending carries
 * `status: "offen"`: whether it was paid then is a matter of the books, under that reference.
 */
export function structuredData(
  service: ServiceDefinition,
  application: Application,
  fee: SessionPackage['fee'],
  today: string,
): Data {
  return {
    ...(service.form.length > 0 && { antrag: formData(service, application, today) }),
    ...(application.identity && { antragsteller: askedFor(service, application.identity.identity.reveal()) }),
    ...(application.bills.length > 0 && {
      bescheide: application.bills.map((bill) => ({
        kassenzeichen: bill.reference,
        zahlungsempfaenger: bill.payee,
        verwendungszweck: bill.purpose,
        betragCent: bill.cents,
      })),
    }),
    ...(fee && {
      zahlung: {
        kassenzeichen: fee.reference,
        betragCent: fee.cents,
        ...(paysAfterwards(service) && { status: 'offen' }),
      },
    }),
  };
}

function formData(definition: ServiceDefinition, application: Application, today: string): Data {
  const { values } = application;
  const service = formFor(definition, identityOf(application));
  const answers = answersOf(service, values, today);
  const pages = service.form.filter((page) => answers.isPageAsked(page));
  return Object.assign(
    {},
    ...pages.map((page) =>
      page.repeat
        ? {
            [page.id]: entriesOf(page, values).map((entry) =>
              pageData(service, page, inEntry(page, values, entry), today),
            ),
          }
        : pageData(service, page, values, today),
    ),
  );
}

function pageData(service: ServiceDefinition, page: FormPage, values: Values, today: string): Data {
  const entries = visibleFields(service, page, values, today).map(
    (field) => [field.id, dataValue(field, { service, values, today })] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const PARTS: Record<EidAttribute, keyof Identity | readonly (keyof Identity)[]> = {
  GivenNames: 'givenNames',
  FamilyName: 'familyName',
  DateOfBirth: 'dateOfBirth',
  Address: ['address', 'residence'],
  DoctoralDegree: 'doctoralDegree',
  BirthName: 'birthName',
  PlaceOfBirth: 'placeOfBirth',
  Nationality: 'nationality',
};

/** Only what the service asked for goes to the authority, even if the eID service delivered more. */
function askedFor({ identification }: ServiceDefinition, identity: Identity): Data {
  if (identification.kind !== 'eid') return {};
  const names = [...identification.required, ...identification.optional].flatMap((attribute) => PARTS[attribute]);
  const data = Object.fromEntries(names.flatMap((name) => (identity[name] ? [[name, identity[name]]] : [])));
  return { ...data, ...(identity.dateOfBirth && data.dateOfBirth && { dateOfBirth: knownPart(identity.dateOfBirth) }) };
}

export interface DataSchema {
  /** The schema's `$id`: announced in the metadata. */
  readonly uri: string;
  /** Paths that are wrong, never values; empty if the data is valid. */
  check(data: Data): readonly string[];
}

/** Compiling takes longer than everything else of a sealing, and what was changed is sealed again. */
const compiled = new WeakMap<object, DataSchema | null>();

/** @returns null if it is no schema with an `$id` */
export function dataSchema(schema: unknown): DataSchema | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const made = compile(schema);
  compiled.set(schema, made);
  return made;
}

function compile(schema: object): DataSchema | null {
  const uri = (schema as { readonly $id?: unknown }).$id;
  if (typeof uri !== 'string') return null;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  let validate: ValidateFunction;
  try {
    validate = ajv.compile(schema);
  } catch {
    return null;
  }
  return {
    uri,
    check: (data) =>
      validate(data) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath || '/'}:${error.keyword}`),
  };
}
