import {
  type Bytes,
  bcdNumber,
  bmp,
  FAMILIES,
  findBmp,
  RESULT,
  SERVICE,
  toBcd,
  writeTotals,
  type ZvtFrame,
} from '../../device-drivers/payment/codec/index.ts';
import { SIMULATOR_DELAYS } from './delays.ts';
import type { LedgerEntry } from './ledger.ts';
import { closingReceipt, paymentReceipt } from './receipts.ts';
import type { RunningCommand } from './running-command.ts';
import { completionOfStatus } from './status-frames.ts';
import { deliver, fail, print, say, statusOf } from './tell-outcome.ts';

const VERSION = 'ZVT-SIM 1.0';

const fieldsOf = (frame: ZvtFrame) => ('fields' in frame ? frame.fields : []);
const done = (operation: RunningCommand, data: Bytes = new Uint8Array()) =>
  operation.dialogue.tell({ kind: 'completion', data });

/** 06 30. */
export async function reverse(operation: RunningCommand, frame: ZvtFrame): Promise<void> {
  const { ledger, behaviours } = operation;
  const number = findBmp(fieldsOf(frame), 0x87);
  const payment = number ? ledger.find(bcdNumber(number) ?? 0) : null;
  if (!payment) return fail(operation, RESULT.reversalNotPossible, 'Storno nicht möglich');
  if (payment.reversed) return fail(operation, RESULT.alreadyReversed, 'Bereits storniert');
  if (behaviours.take('reverse-last-only') && ledger.last()?.trace !== payment.trace) {
    return fail(operation, RESULT.reversalNotPossible, 'Storno nicht möglich');
  }
  operation.goOnline();
  await say(operation, 0x04, 'Storno läuft\nBitte warten');
  await operation.pause(SIMULATOR_DELAYS.host);
  const { amount, cardName, panEnd, authCode } = payment;
  const at = operation.clock.now();
  const entry = ledger.book({ kind: 'reversal', amount, at, original: payment.trace, cardName, panEnd, authCode });
  ledger.reverse(payment.trace);
  return deliver(operation, entry);
}

/** 06 20. Without a service byte it prints and sends no status. */
export async function repeatReceipt(operation: RunningCommand, frame: ZvtFrame): Promise<void> {
  const { ledger, behaviours, dialogue } = operation;
  const service = findBmp(fieldsOf(frame), 0x03)?.[0] ?? 0;
  const last = ledger.last();
  if (behaviours.take('repeat-completion-only')) {
    await done(operation);
    return;
  }
  if (!last) {
    await dialogue.tell({ kind: 'abort', resultCode: RESULT.notPossible, fields: [] });
    return;
  }
  if (service & SERVICE.sendStatus) await dialogue.tell(statusOf(operation, last));
  if (!(service & SERVICE.doNotPrint)) {
    await print(operation, 'merchant', paymentReceipt('merchant', last));
    await print(operation, 'customer', paymentReceipt('customer', last));
  }
  await done(operation);
}

/** 06 50. */
export async function endOfDay(operation: RunningCommand): Promise<void> {
  operation.goOnline();
  await say(operation, 0x0e, 'Kassenschnitt\nBitte warten');
  await operation.pause(SIMULATOR_DELAYS.submit);
  const open = operation.ledger.open();
  const sum = (entries: readonly LedgerEntry[]) =>
    entries.reduce((total, e) => total + (e.kind === 'authorisation' && !e.reversed ? e.amount : 0), 0);
  const counted = (entries: readonly LedgerEntry[]) =>
    entries.filter((e) => e.kind === 'authorisation' && !e.reversed).length;
  const families = Object.fromEntries(
    FAMILIES.map((family) => {
      const own = open.filter((e) => e.cardName.toLowerCase() === family);
      return [family, { count: counted(own), total: sum(own) }];
    }),
  ) as Parameters<typeof writeTotals>[0]['families'];
  const totals = writeTotals({
    firstReceipt: open[0]?.receiptNo ?? null,
    lastReceipt: open.at(-1)?.receiptNo ?? null,
    families,
  });
  const fields = [bmp(0x27, Uint8Array.of(0)), bmp(0x04, toBcd(sum(open), 6)), bmp(0x60, totals)];
  await operation.dialogue.tell({ kind: 'status-information', fields });
  await print(operation, 'administration', closingReceipt(counted(open), sum(open)));
  operation.ledger.submit();
  await done(operation);
}

/** 06 70 and 06 93. */
export async function shortCommand(operation: RunningCommand, text: string): Promise<void> {
  operation.goOnline();
  await say(operation, 0x0e, text);
  await operation.pause(SIMULATOR_DELAYS.submit);
  await done(operation);
}

/** 05 01. */
export async function statusEnquiry(operation: RunningCommand): Promise<void> {
  const status = operation.behaviours.take('status-code')?.resultCode ?? RESULT.ok;
  await done(operation, completionOfStatus(VERSION, status));
}
