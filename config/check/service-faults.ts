import type { TextValues } from '../../foundation/texts.ts';
import type { EidAttribute, EidFieldName } from '../schema/identity-fields.ts';
import type { SiteOffer } from '../schema/offer.ts';
import { isPriced } from '../schema/price.ts';
import type { ServiceDefinition } from '../schema/service.ts';
import { conditionFaults } from './conditions.ts';
import { formFaults } from './form-faults.ts';
import { priceFaults } from './price-faults.ts';
import { printoutFaults } from './printout-faults.ts';

/** A fault of one service, by path below it. */
interface ServiceFault {
  readonly path: string;
  readonly word: string;
  readonly detail: string;
  readonly values?: TextValues;
}

/** What must be read from the card for a value to be there. */
const ATTRIBUTE_OF: Readonly<Record<EidFieldName, EidAttribute>> = {
  givenNames: 'GivenNames',
  familyName: 'FamilyName',
  doctoralDegree: 'DoctoralDegree',
  dateOfBirth: 'DateOfBirth',
  street: 'Address',
  postalCode: 'Address',
  city: 'Address',
  country: 'Address',
};

/** What the schema allows and nobody can have meant: payees that are not there, conditions, values nobody reads, names given twice. */
export const serviceFaults = (
  service: ServiceDefinition,
  { payees }: Pick<SiteOffer, 'payees'>,
): readonly ServiceFault[] => [
  ...payeeFaults(service, payees),
  ...priceFaults(service),
  ...conditionFaults(service),
  ...prefillFaults(service),
  ...formFaults(service),
  ...printoutFaults(service),
  ...twice(service),
];

function payeeFaults({ fee, bill }: ServiceDefinition, payees: SiteOffer['payees']): readonly ServiceFault[] {
  const asked = [
    ...(isPriced(fee) ? [{ path: 'fee.payee', detail: fee.payee }] : []),
    ...(bill?.payees ?? []).map((detail, at) => ({ path: `bill.payees.${at}`, detail })),
  ];
  return asked
    .filter(({ detail }) => !Object.hasOwn(payees, detail))
    .map((fault) => ({ ...fault, word: 'unknown-payee' }));
}

/** A form without an identification may name what would be on a card: it is typed. One with an identification must read it. */
function prefillFaults({ identification, form }: ServiceDefinition): readonly ServiceFault[] {
  if (identification.kind === 'none') return [];
  const read = new Set([...identification.required, ...identification.optional]);
  const isRead = (name: EidFieldName) => read.has(ATTRIBUTE_OF[name]);
  const needed = (identification.needed ?? []).map((name, at) => ({ path: `identification.needed.${at}`, name }));
  const fields = form.flatMap((page, at) =>
    page.fields.flatMap(({ prefill }, index) =>
      prefill ? [{ path: `form.${at}.fields.${index}.prefill`, name: prefill }] : [],
    ),
  );
  return [...needed, ...fields]
    .filter(({ name }) => !isRead(name))
    .map(({ path, name }) => ({
      path,
      word: 'prefill-not-asked',
      detail: ATTRIBUTE_OF[name],
      values: { attribute: ATTRIBUTE_OF[name] },
    }));
}

function twice({ form, evidence }: ServiceDefinition): readonly ServiceFault[] {
  const lists = [
    form.map(({ id }, at) => ({ id, path: `form.${at}.id` })),
    form.flatMap((page, at) => [
      // Entries stand among the fields in the data.
      ...(page.repeat ? [{ id: page.id, path: `form.${at}.id` }] : []),
      ...page.fields.map(({ id }, index) => ({ id, path: `form.${at}.fields.${index}.id` })),
    ]),
    evidence.map(({ id }, at) => ({ id, path: `evidence.${at}.id` })),
  ];
  return lists.flatMap((list) =>
    list
      .filter(({ id }, at) => list.findIndex((other) => other.id === id) < at)
      .map(({ id, path }) => ({ path, word: 'id-twice', detail: id })),
  );
}
