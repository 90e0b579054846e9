import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { NameDisplay } from '../../../config/schema/names.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { formatEuro } from '../../../foundation/money.ts';
import type { Identity } from '../../../portals/identity/contract.ts';
import type { ReviewBlock, ReviewRow } from '../contract/screens/review.ts';
import { answersOf } from '../forms/answers.ts';
import { germanDate } from '../forms/date.ts';
import { displayValue, type Filled } from '../forms/display-value.ts';
import { entriesOf, inEntry } from '../forms/entries.ts';
import { formFor, visibleFields } from '../forms/form.ts';
import { isNameVouchedFor, shownName } from '../forms/shown-name.ts';
import { pathOf } from '../forms/signature.ts';
import { type FormPage, typedValue, type Values } from '../forms/values.ts';
import type { SessionTexts } from '../texts.ts';
import { type Application, identityOf } from './application.ts';
import { billPurpose } from './bill-purpose.ts';
import { replyForm } from './reply.ts';

export interface BlockOptions {
  readonly texts: SessionTexts;
  readonly language: string;
  /** ISO date. */
  readonly today: string;
  /** What is sent says names as they were told. */
  readonly names: NameDisplay;
}

type Rows = ReviewBlock['rows'];

/** Everything that will be sent, in blocks: the review shows them, the document prints them. */
export function reviewBlocks(
  service: ServiceDefinition,
  application: Application,
  options: BlockOptions,
): readonly ReviewBlock[] {
  const { texts, language, today } = options;
  const blocks: ReviewBlock[] = [];
  if (application.identity) {
    const rows = identityRows(application.identity.identity.reveal(), options);
    const title = texts.text(language, `session.identity.title.${application.identity.source}`);
    blocks.push({ id: 'identity', step: 'identify', title, rows, pictures: [], changeable: false });
  }
  for (const [at, bill] of application.bills.entries()) {
    const isOne = application.bills.length === 1;
    const title = texts.text(language, isOne ? 'session.bill.title' : 'session.bill.numbered', { number: at + 1 });
    const id = at === 0 ? 'bill' : `bill:${at + 1}`;
    blocks.push({ id, step: 'bill', title, rows: billRows(bill, options), pictures: [], changeable: true });
  }
  const identity = identityOf(application);
  const form = formFor(service, identity);
  const filled = { service: form, values: application.values, today };
  const shownValue = (field: FieldDefinition, value: string) =>
    isNameVouchedFor(field, application.values, identity) ? shownName(value, options.names) : value;
  for (const page of form.form) {
    // Known from card or wallet and shown above already; a second time it only hides what there is to check.
    if (application.identity && page.fields.every(({ locked, prefill }) => locked && prefill)) continue;
    if (!answersOf(form, application.values, today).isPageAsked(page)) continue;
    if (page.repeat) {
      blocks.push(...entryBlocks(form, page, application.values, options));
      continue;
    }
    const rows = visibleFields(form, page, application.values, today).map((field) => {
      const row = answerRow(field, filled, options);
      return { ...row, value: shownValue(field, row.value) };
    });
    if (rows.length === 0) continue;
    const changeable = page.fields.some((field) => !field.locked || !application.identity);
    const title = texts.text(language, page.title);
    blocks.push({ id: `form:${page.id}`, step: 'form', title, rows, pictures: [], changeable });
  }
  for (const item of service.evidence) {
    const pages = application.evidence.get(item.id) ?? [];
    blocks.push({
      id: `evidence:${item.id}`,
      step: 'evidence',
      title: texts.text(language, item.title),
      rows: [{ label: texts.text(language, 'session.evidence.pages'), value: String(pages.length) }],
      pictures: pages.map((page) => page.preview),
      changeable: true,
    });
  }
  const reply = replyBlock(service, application, options);
  return reply ? [...blocks, reply] : blocks;
}

/** An answer with its question, and with what was drawn. */
function answerRow(field: FieldDefinition, filled: Filled, { texts, language }: BlockOptions): ReviewRow {
  const drawing = field.type === 'signature' ? pathOf(typedValue(filled.values, field.id)) : null;
  const row = { label: texts.text(language, field.label), value: displayValue(field, filled, texts, language) };
  return drawing === null ? row : { ...row, drawing };
}

/** A block for each entry of a repeated page; without any, one from which it can be gone back to. */
function entryBlocks(
  form: ServiceDefinition,
  page: FormPage,
  values: Values,
  options: BlockOptions,
): readonly ReviewBlock[] {
  const { texts, language, today } = options;
  const block = { step: 'form', pictures: [], changeable: true } as const;
  const entries = entriesOf(page, values);
  if (entries.length === 0)
    return [{ ...block, id: `form:${page.id}`, title: texts.text(language, page.title), rows: [] }];
  const item = texts.text(language, page.repeat?.item ?? page.title);
  return entries.map((entry, at) => {
    const filled = { service: form, values: inEntry(page, values, entry), today };
    const rows = visibleFields(form, page, filled.values, today).map((field) => answerRow(field, filled, options));
    return { ...block, id: `form:${page.id}/${entry}`, title: `${item} ${at + 1}`, rows };
  });
}

/** How the authority shall answer, where that was asked. */
function replyBlock(
  service: ServiceDefinition,
  application: Application,
  { texts, language, today }: BlockOptions,
): ReviewBlock | null {
  const form = replyForm(service, application);
  const [page] = form?.form ?? [];
  if (!form || !page) return null;
  const { values } = application;
  const rows = visibleFields(form, page, values, today).map((field) => ({
    label: texts.text(language, field.label),
    value: displayValue(field, { service: form, values, today }, texts, language),
  }));
  const title = texts.text(language, 'session.reply.block');
  return { id: 'reply', step: 'reply', title, rows, pictures: [], changeable: true };
}

function identityRows(identity: Identity, { texts, language, names: display }: BlockOptions): Rows {
  const { address, dateOfBirth, ...names } = identity;
  // The card says "D" (ICAO 9303-3, section 5); people say a name where we have one.
  const countryName = (code: string) => {
    const key = `services.common.country.${code}`;
    return texts.has(key) ? texts.text(language, key) : code;
  };
  const values: readonly (readonly [string, string | undefined])[] = [
    ['doctoralDegree', names.doctoralDegree],
    ['givenNames', names.givenNames && shownName(names.givenNames, display)],
    ['familyName', names.familyName && shownName(names.familyName, display)],
    ['birthName', names.birthName && shownName(names.birthName, display)],
    ['dateOfBirth', dateOfBirth && germanDate(dateOfBirth)],
    ['placeOfBirth', names.placeOfBirth],
    ['nationality', names.nationality],
    ['street', address?.street],
    ['postalCode', address?.postalCode],
    ['city', address?.city],
    ['country', address?.country && countryName(address.country)],
    ['residence', identity.residence],
  ];
  return values.flatMap(([name, value]) =>
    value ? [{ label: texts.text(language, `session.identity.${name}`), value }] : [],
  );
}

function billRows(bill: Application['bills'][number], { texts, language }: BlockOptions): Rows {
  const row = (name: string, value: string) => ({ label: texts.text(language, `session.bill.${name}`), value });
  return [
    row('reference', bill.reference),
    row('payee', bill.payee),
    row('purpose', billPurpose(texts, language, bill.purpose)),
    row('amount', formatEuro(bill.cents, language)),
    ...(bill.dueDate ? [row('due', germanDate(bill.dueDate))] : []),
  ];
}
