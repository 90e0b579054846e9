import { encodeFields, RESULT, type ZvtFrame } from '../../device-drivers/payment/codec/index.ts';
import type { LedgerEntry } from './ledger.ts';
import { paymentReceipt, printFrames } from './receipts.ts';
import type { RunningCommand } from './running-command.ts';
import { bookedStatus, failedStatus, intermediate } from './status-frames.ts';

/** Shows a text and, if the cash register wants to know, tells it (04 FF). */
export async function say(operation: RunningCommand, status: number, text: string): Promise<void> {
  operation.desk.show(text);
  const { sendsIntermediate, charset, tlv } = operation.registration;
  if (sendsIntermediate) await operation.dialogue.tell(intermediate(status, text, charset, tlv));
}

/** Not booked: 04 0F with the reason, perhaps a receipt, then 06 1E. */
export async function fail(
  operation: RunningCommand,
  resultCode: number,
  text: string,
  receipt: Parameters<typeof printFrames>[1] = [],
): Promise<void> {
  operation.desk.show(text);
  await operation.dialogue.tell(failedStatus(resultCode, text, operation.registration.charset));
  if (receipt.length > 0) await print(operation, 'customer', receipt);
  await operation.dialogue.tell({ kind: 'abort', resultCode, fields: [] });
}

/** Booked: 04 0F, both receipts, 06 0F. Only the cash register's answer to 04 0F makes it final. */
export async function deliver(operation: RunningCommand, entry: LedgerEntry): Promise<void> {
  const { dialogue, behaviours, ledger } = operation;
  if (behaviours.take('cut-before-status')) {
    dialogue.cut();
    return unacknowledged(operation, entry);
  }
  const refused = behaviours.take('refuse', (b) => b.command === entry.kind && b.at === 'after-booking');
  if (refused) {
    dialogue.refuse(refused);
    return unacknowledged(operation, entry);
  }
  if (!behaviours.take('completion-without-status')) {
    const told = await tellStatus(operation, entry);
    if (told !== 'acknowledged') {
      unacknowledged(operation, entry);
      if (told === 'refused') await dialogue.tell({ kind: 'abort', resultCode: RESULT.protocol, fields: [] });
      return undefined;
    }
    ledger.acknowledge(entry.trace);
  }
  if (behaviours.take('failure-after-status')) return fail(operation, RESULT.printerNotReady, 'Drucker nicht bereit');
  if (behaviours.take('abort-after-status')) {
    await dialogue.tell({ kind: 'abort', resultCode: RESULT.system, fields: [] });
    return undefined;
  }
  if (behaviours.take('cut-before-completion')) return dialogue.cut();
  if (behaviours.take('stall-before-completion')) return undefined;
  await print(operation, 'merchant', paymentReceipt('merchant', entry));
  await print(operation, 'customer', paymentReceipt('customer', entry));
  await dialogue.tell({ kind: 'completion', data: new Uint8Array() });
}

export function statusOf(operation: RunningCommand, entry: LedgerEntry): ZvtFrame {
  const { behaviours, registration } = operation;
  const amount = behaviours.take('other-amount')?.amount ?? entry.amount;
  return bookedStatus(
    { ...entry, amount },
    {
      charset: registration.charset,
      panReadable: behaviours.take('readable-pan') !== null,
      clockOff: behaviours.take('clock-wrong')?.byMinutes ?? 0,
    },
  );
}

export async function print(
  operation: RunningCommand,
  type: 'merchant' | 'customer' | 'administration',
  lines: Parameters<typeof printFrames>[1],
): Promise<void> {
  const { registration, behaviours, dialogue } = operation;
  const asBlock = registration.asBlock && !behaviours.has('print-lines');
  const endsWithFeed = behaviours.has('block-ends-with-feed');
  for (const frame of printFrames(type, lines, asBlock, registration.charset, endsWithFeed)) await dialogue.tell(frame);
}

async function tellStatus(operation: RunningCommand, entry: LedgerEntry) {
  const { dialogue, behaviours } = operation;
  const status = statusOf(operation, entry);
  if (behaviours.take('unreadable-status') && status.kind === 'status-information') {
    const data = encodeFields(status.fields).slice(0, 5);
    return dialogue.tell({ kind: 'other', cls: 0x04, ins: 0x0f, data });
  }
  const told = dialogue.tell(status);
  if (behaviours.take('cut-after-status')) dialogue.cut();
  const first = await told;
  return first === 'acknowledged' && behaviours.take('status-twice') ? dialogue.tell(status) : first;
}

/** The specification contradicts itself on what happens then: some undo the payment, some do not. */
function unacknowledged({ behaviours, ledger, clock }: RunningCommand, entry: LedgerEntry): void {
  if (entry.kind !== 'authorisation' || !behaviours.has('reverse-unacknowledged')) return;
  const { amount, cardName, panEnd, authCode } = entry;
  if (behaviours.has('record-own-reversals')) {
    ledger.book({ kind: 'reversal', amount, at: clock.now(), original: entry.trace, cardName, panEnd, authCode });
  }
  ledger.reverse(entry.trace);
}
