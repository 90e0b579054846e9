import { Personal } from '../../../foundation/personal.ts';
import type { HeldPackage } from '../application/application.ts';
import { isRefused } from '../application/delivery.ts';
import type { TakeAlongFile } from '../phone-link/contract.ts';
import { numberOf, type ReceiptInput, receiptTexts } from './receipt.ts';

/** What belongs to a request that was sent: the slip as a text, and the document itself where the service gives a copy. */
export function takeAlongFiles(input: ReceiptInput & { readonly package: HeldPackage }): readonly TakeAlongFile[] {
  const { ports, service, package: held, delivery, language } = input;
  const text = (key: string) => ports.texts.text(language(), key);
  const { heading, service: title, lines, footer } = receiptTexts(input);
  const slip = [
    ...heading,
    '',
    title,
    '',
    ...lines.map(({ label, value }) => `${label}: ${value}`),
    '',
    ...footer,
    '',
  ].join('\r\n');
  const number = numberOf(held);
  const receipt: TakeAlongFile = {
    name: `${number}.txt`,
    type: 'text/plain',
    title: text('session.take-along.receipt'),
    bytes: new Personal<Uint8Array>(new TextEncoder().encode(slip)),
  };
  if (service.copy !== 'offer' || isRefused(delivery)) return [receipt];
  const copy = text('session.take-along.copy');
  return [receipt, { name: `${number}.pdf`, type: 'application/pdf', title: copy, bytes: held.document.pdf }];
}
