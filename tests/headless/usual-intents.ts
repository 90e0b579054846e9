import { giroCode } from '../../demo/bills.ts';
import { systemClock } from '../../foundation/clock.ts';
import type { Intent } from '../../kiosk-app/session/contract/intents.ts';
import type { FieldView } from '../../kiosk-app/session/contract/screens/form.ts';
import type { Snapshot } from '../../kiosk-app/session/contract/snapshot.ts';
import { createHolder } from '../../simulators/wallet/holder.ts';
import { pidOf } from '../journeys/citizens-phone.ts';
import { idCardOf, type Person, PUK } from '../journeys/people.ts';
import { DELAYS } from './delays.ts';
import type { Place, Wishes } from './visit-options.ts';

/** What to do on a screen. `key` changes when the same screen needs another act. */
export interface Habit {
  readonly key: string;
  readonly act: () => void;
}

interface Visitor {
  readonly service: string;
  readonly wishes: Wishes & { readonly person: Person };
  /** Holds the bank card to the payment terminal. */
  tap(): void;
}

/** What anybody does on this screen; `null`: wait. */
export function habitOf(snapshot: Snapshot, visitor: Visitor, place: Place): Habit | null {
  const { screen: shown, overlay } = snapshot;
  const { screen, world } = place;
  const { service, wishes } = visitor;
  const send = (intent: Intent, key = ''): Habit => ({ key, act: () => screen.send(intent) });
  if (overlay?.kind === 'idle-warning') return send({ name: 'more-time' });
  if (overlay?.kind === 'cover') return send({ name: 'uncover' });
  if (overlay?.kind === 'confirm-cancel') return send({ name: 'confirm-cancel', sure: true });
  switch (shown.kind) {
    case 'attract':
      return send({ name: 'start' });
    case 'interrupted':
      // Whoever finds somebody else's payment on the screen waits for what became of it, and has it printed.
      if (shown.outcome === 'asking' || shown.print.kind === 'printing') return null;
      if (shown.canPrint && shown.print.kind === 'none') return send({ name: 'print-again' });
      return send({ name: 'finish' }, shown.print.kind);
    case 'orient':
      return send({ name: 'continue' });
    case 'catalogue':
      return send({ name: 'choose-service', service });
    case 'service-info':
      return send({ name: 'begin' });
    case 'identify':
      switch (shown.phase.kind) {
        case 'ways':
          return send({ name: 'choose-way', way: wishes.way ?? 'card' });
        case 'wallet-consent':
          return send({ name: 'consent' });
        case 'wallet-code': {
          const { text } = shown.phase;
          return { key: text, act: () => void agreeByPhone(world, wishes.person, text) };
        }
        case 'wallet-failed':
          return send({ name: 'cancel' });
        case 'consent':
          return send({ name: 'consent' });
        case 'insert-card':
          return { key: '', act: () => world.ausweisApp.layCard(idCardOf(wishes.person)) };
        case 'enter':
          return send({ name: 'enter-secret', digits: digitsFor(shown.phase.secret, wishes.person) });
        case 'take-card':
          return { key: '', act: () => world.ausweisApp.removeCard() };
        case 'failed':
          return send({ name: 'cancel' });
        default:
          return null;
      }
    case 'bill': {
      const { bill, moreBills = [] } = wishes;
      const next = [bill, ...moreBills].find(
        (one) => one && !shown.bills.some((has) => has.reference === one.reference),
      );
      if (shown.bill && !next) return send({ name: 'continue' });
      // One after the other, while the list of those before is shown.
      if (shown.bill && next) {
        return { key: next.reference, act: () => void world.codeReader.show(giroCode(next)) };
      }
      if (!bill || shown.lookup === 'running') return null;
      if (shown.lookup === 'idle') return { key: '', act: () => void world.codeReader.show(giroCode(bill)) };
      return send({ name: 'cancel' }, shown.lookup);
    }
    case 'form': {
      const missing = shown.fields.filter(
        ({ id, value, locked, required }) => !locked && value === '' && (required || wishes.texts?.[id] !== undefined),
      );
      if (missing.length === 0 && shown.complete) return send({ name: 'continue' }, shown.pageId);
      return {
        key: missing.map(({ id }) => id).join(','),
        act: () => {
          for (const field of missing) {
            if (field.type === 'signature') {
              screen.send({ name: 'add-stroke', field: field.id, stroke: 'M100 100l200 80' });
              continue;
            }
            screen.send({ name: 'edit-field', field: field.id, value: wishes.texts?.[field.id] ?? fitting(field) });
            screen.send({ name: 'leave-field', field: field.id });
          }
        },
      };
    }
    case 'evidence': {
      if (shown.scan.state !== 'idle') return null;
      const key = String(shown.pages.length);
      if (shown.pages.length > 0) {
        world.scanner.removeDocument();
        return send({ name: 'continue' }, key);
      }
      return {
        key,
        act: () => {
          world.scanner.layDocument('vehicle-registration');
          screen.send({ name: 'scan' });
        },
      };
    }
    case 'review':
      return shown.state === 'open' ? send({ name: 'confirm' }) : null;
    case 'pay': {
      const { phase } = shown;
      if (phase.kind === 'ready') return send({ name: (wishes.pays ?? 'card') === 'card' ? 'pay' : 'pay-online' });
      if (phase.kind === 'online-code') {
        const { address } = phase;
        return { key: address, act: () => payByPhone(world, address, wishes.pays === 'online-late') };
      }
      if (phase.kind === 'online-leave') return send({ name: 'pay-online' });
      if (phase.kind === 'running') {
        const { waitingFor } = world.payment.state();
        if (waitingFor === 'card') return { key: 'card', act: visitor.tap };
        return waitingFor === 'pin' ? { key: 'pin', act: () => void world.payment.enterPin(true) } : null;
      }
      if (phase.kind === 'unclear') return send({ name: 'continue' });
      return phase.kind === 'not-paid' || phase.kind === 'online-not-paid' ? send({ name: 'cancel' }) : null;
    }
    case 'receipt':
      return shown.print.kind === 'printing' ? null : send({ name: 'finish' });
    case 'farewell':
      return send({ name: 'finish' });
    case 'problem':
      return send(shown.options.includes('finish') ? { name: 'finish' } : { name: 'cancel' });
    default:
      return null;
  }
}

/** A code that is read too late, because the terminal was killed, leads nowhere: the visit says what became of it. */
async function agreeByPhone(world: Place['world'], person: Person, code: string): Promise<void> {
  const seen = await createHolder({
    issuer: world.wallet.issuer,
    person: pidOf(person),
    roots: world.wallet.office,
    clock: systemClock,
  }).scan(code);
  if (seen.ok) await seen.value.accept('dc+sd-jwt');
}

/** The page of the code, on which one presses "pay"; whoever is late may find the terminal gone. */
function payByPhone({ payments }: Place['world'], address: string, isLate: boolean): void {
  const transactionId = new URL(address).pathname.split('/').at(-1) ?? '';
  const pay = () => void payments.decide(transactionId, 'PAYED');
  if (isLate) systemClock.setTimeout(pay, DELAYS.paysLate);
  else pay();
}

function digitsFor(secret: string, person: Person): string {
  if (secret === 'can') return person.can;
  return secret === 'puk' ? PUK : person.pin;
}

/** Something a field of this type takes. */
function fitting({ id, type, options }: FieldView): string {
  switch (type) {
    case 'choice':
    case 'multi-choice':
      return options[0]?.value ?? '';
    case 'yes-no':
      return 'no';
    case 'date':
      return id === 'validFrom' ? germanDay(86_400_000) : germanDay(-86_400_000);
    case 'amount':
      return '12,50';
    case 'iban':
      return 'DE89 3704 0044 0532 0130 00';
    case 'partial-date':
      return '1980';
    case 'number':
      return '2';
    case 'plate':
      return 'MS-QZ 4711';
    case 'street':
      return 'Quirinusgasse 3';
    case 'postal-code':
      return '12345';
    case 'phone':
      return '0221998877';
    case 'email':
      return 'zwirbelkraut@beispiel.de';
    default:
      return 'Quirinus';
  }
}

function germanDay(offset: number): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(Date.now() + offset));
  return day.split('-').toReversed().join('.');
}
