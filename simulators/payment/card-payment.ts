import { randomInt } from 'node:crypto';
import { RESULT, type ZvtFrame } from '../../device-drivers/payment/codec/index.ts';
import { delay } from '../../foundation/clock.ts';
import { CARDS, type CardKind } from './cards.ts';
import { SIMULATOR_DELAYS } from './delays.ts';
import type { DeskEvent } from './person-at-terminal.ts';
import { declineReceipt } from './receipts.ts';
import { amountOf, type RunningCommand } from './running-command.ts';
import { deliver, fail, say } from './tell-outcome.ts';

const PIN_TRIES = 3;
const DECLINED = 0x05;
/** Host answer 75: PIN entered wrong too often. */
const PIN_TRIES_EXCEEDED = 75;
const FORMAT_ERROR = RESULT.protocol;

/** 06 01 and 06 31: card, perhaps PIN, host, verdict. */
export async function pay(operation: RunningCommand, frame: ZvtFrame, kind: 'authorisation' | 'refund'): Promise<void> {
  const amount = amountOf(frame);
  if (amount === null || amount === 0) return fail(operation, FORMAT_ERROR, 'Betrag falsch');
  if (operation.behaviours.take('ask-for-input')) {
    await operation.dialogue.tell({ kind: 'other', cls: 0x04, ins: 0x0d, data: Uint8Array.of(0x00) });
  }
  await say(operation, 0x0a, 'Bitte Karte einstecken\noder vorhalten');
  if (operation.isAborted()) return interrupted(operation, { kind: 'aborted' });
  if (operation.dialogue.isGone) return undefined;
  const event = await operation.desk.ask('card');
  if (event.kind !== 'card') return interrupted(operation, event);
  await operation.pause(SIMULATOR_DELAYS.readCard);
  if (event.card === 'unreadable') {
    await say(operation, 0x0c, 'Karte nicht lesbar');
    return fail(operation, RESULT.cardUnreadable, 'Karte nicht lesbar');
  }
  if (event.card === 'expired') {
    await say(operation, 0x09, 'Karte ungültig');
    return fail(operation, RESULT.expired, 'Karte abgelaufen');
  }
  if (CARDS[event.card].needsPin && !(await askPin(operation))) return undefined;
  if (operation.isAborted()) return interrupted(operation, { kind: 'aborted' });
  return askHost(operation, event.card, amount, kind);
}

/** @returns whether the PIN was right; otherwise the payment is over */
async function askPin(operation: RunningCommand): Promise<boolean> {
  for (let left = PIN_TRIES; left > 0; left--) {
    await say(operation, 0x01, 'Bitte PIN eingeben\nund bestätigen');
    const event = await operation.desk.ask('pin');
    if (event.kind !== 'pin') {
      await interrupted(operation, event);
      return false;
    }
    if (event.ok) return true;
    await say(operation, 0x15, 'PIN falsch');
    await operation.pause(SIMULATOR_DELAYS.verdict);
  }
  await fail(operation, PIN_TRIES_EXCEEDED, 'PIN zu oft falsch');
  return false;
}

async function askHost(
  operation: RunningCommand,
  card: CardKind,
  amount: number,
  kind: 'authorisation' | 'refund',
): Promise<void> {
  operation.goOnline();
  await say(operation, 0x04, 'Autorisierung läuft\nBitte warten');
  await operation.pause(SIMULATOR_DELAYS.host);
  const slow = operation.behaviours.take('slow-host');
  if (slow) await delay(operation.clock, slow.ms);
  const { name, pan, contactless } = CARDS[card];
  const declined = operation.behaviours.take('decline-with')?.resultCode ?? (card === 'declined' ? DECLINED : null);
  if (declined !== null) {
    await say(operation, contactless ? 0x1d : 0x5d, 'Karte abgelehnt');
    return fail(operation, declined, 'Karte abgelehnt', declineReceipt('Karte abgelehnt'));
  }
  const entry = operation.ledger.book({
    amount,
    kind,
    at: operation.clock.now(),
    original: null,
    cardName: name,
    panEnd: pan.slice(-4),
    authCode: String(randomInt(100_000, 1_000_000)),
  });
  await say(operation, contactless ? 0x1c : 0x5c, contactless ? 'Zahlung erfolgt' : 'Zahlung erfolgt\nKarte entnehmen');
  await operation.pause(SIMULATOR_DELAYS.verdict);
  return deliver(operation, entry);
}

const TEXTS = { stop: 'Abbruch durch Kunde', timeout: 'Zeitüberschreitung', aborted: 'Abbruch durch Kasse' } as const;

async function interrupted(operation: RunningCommand, event: DeskEvent): Promise<void> {
  if (event.kind === 'stop' || event.kind === 'timeout' || event.kind === 'aborted') {
    await fail(operation, RESULT.aborted, TEXTS[event.kind]);
  }
}
