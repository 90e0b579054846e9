import type { z } from 'zod';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { formatEuro } from '../../../foundation/money.ts';
import { caseNumber } from '../../../portals/fit-connect/contract.ts';
import type { FeeItem } from '../../channel/terminal/money.ts';
import type { PrintAnswer, ReceiptTexts } from '../../channel/terminal/slip.ts';
import { feeStatusOf, type SessionPackage } from '../application/application.ts';
import { isRefused, refundOf, type Settled } from '../application/delivery.ts';
import { delays } from '../delays.ts';
import { germanDate, today } from '../forms/date.ts';
import { attempt, type Ports } from '../ports.ts';

export interface ReceiptInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly package: SessionPackage;
  /** `null` where nothing was sent, as with an unclear payment. */
  readonly delivery: Settled | null;
  /** Language now chosen; asked at the moment of printing. */
  readonly language: () => string;
}

type Lines = z.input<typeof ReceiptTexts>;

/** What to name on the phone, from the first word to the last. */
export const numberOf = ({ packageId }: Pick<SessionPackage, 'packageId'>): string => caseNumber(packageId);

/** Leads to the page on which the case can be looked up; `null` where the place has none. Nothing personal. */
export function qrOf({
  ports,
  delivery,
  package: held,
}: Pick<ReceiptInput, 'ports' | 'delivery' | 'package'>): string | null {
  const { statusPage } = ports.start.site;
  if (statusPage === null || delivery?.kind !== 'accepted') return null;
  return statusPage.replace('{caseNumber}', encodeURIComponent(numberOf(held)));
}

/** What happens next, in the citizen's language; nothing where the request is refused or nobody knows about the money. */
export function nextOf({ ports, service, package: held, delivery }: Omit<ReceiptInput, 'language'>, language: string) {
  if (isRefused(delivery) || feeStatusOf(service, held, delivery) === 'unclear') return [];
  return service.next.map((key) => ports.texts.text(language, key));
}

type Line = Lines['lines'][number];

/** The Kassenzeichen; of several bills each with whose money it is, and how much. */
function paidLines(
  items: readonly FeeItem[],
  line: (name: string, value: string) => Line,
  { payees, language }: { readonly payees: Readonly<Record<string, string>>; readonly language: string },
): readonly Line[] {
  if (items.length === 1) return items.map(({ reference }) => line('paymentReference', reference));
  return items.flatMap(({ reference, payee, cents }) => [
    line('paymentReference', reference),
    { label: (payee !== null && payees[payee]) || (payee ?? ''), value: formatEuro(cents, language) },
  ]);
}

export async function printReceipt(input: ReceiptInput): Promise<PrintAnswer> {
  const { ports, package: held, language } = input;
  const answer = await attempt(ports, () =>
    ports.terminal.call(
      'receipt.print',
      { packageId: held.packageId, texts: receiptTexts(input), qr: qrOf(input), language: language() },
      delays.print,
    ),
  );
  if (!answer.ok) return { kind: 'fault', reason: 'not-confirmed' };
  return answer.value;
}

/** Where what is still owed can be paid here under its Kassenzeichen: once the authority has it, and the books. */
export function payLaterOf({ ports, delivery, language }: Omit<ReceiptInput, 'package'>): string | null {
  const service = ports.start.services.find((one) => one.bill !== undefined && one.bill !== null);
  return delivery?.kind === 'accepted' && service ? ports.texts.text(language(), service.title) : null;
}

/** Texts of the slip, in the citizen's language: state, number, date, amount. Never a person's data. */
export function receiptTexts(input: ReceiptInput): Lines {
  const { ports, service, package: held, delivery, language: chosen } = input;
  const language = chosen();
  const text = (key: string) => ports.texts.text(language, key);
  const money = feeStatusOf(service, held, delivery);
  const state = money === 'unclear' ? 'unclear' : (delivery?.kind ?? 'deferred');
  const { site } = ports.start;
  const line = (name: string, value: string) => ({ label: text(`session.receipt.${name}`), value });
  const later = money === 'owed' ? payLaterOf(input) : null;
  const needsPhone = isRefused(delivery) || state === 'unclear';
  const amount = held.fee ? formatEuro(held.fee.cents, language) : '';
  return {
    heading: [text(site.municipality), text(site.location)],
    service: text(service.title),
    lines: [
      line('caseNumber', numberOf(held)),
      ...(held.recipient ? [line('recipient', held.recipient.name)] : []),
      line('status', text(`session.receipt.status.${state}`)),
      line('date', germanDate(today(ports.clock.now(), ports.start.site.timeZone))),
      ...(money === 'paid' || money === 'unclear' ? [line('amount', amount)] : []),
      ...(money === 'owed' ? [line('owed', amount)] : []),
      ...(held.fee && money !== 'none' ? paidLines(held.fee.items, line, { payees: site.payees, language }) : []),
      ...(isRefused(delivery) && held.fee
        ? [line('refund', text(`session.receipt.refund.${refundOf(delivery, money === 'paid')}`))]
        : []),
    ],
    footer: [
      text(`session.receipt.footer.${state}`),
      ...(money === 'owed' ? [text('session.receipt.footer.owed')] : []),
      ...(later === null ? [] : [ports.texts.text(language, 'session.receipt.footer.later', { service: later })]),
      ...nextOf(input, language),
      ...(needsPhone ? [held.recipient?.phone ?? site.phone] : []),
      text('session.receipt.footer.keep'),
    ],
  };
}
