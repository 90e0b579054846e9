import { generateKeyPairSync } from 'node:crypto';
import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import type { Peer } from '../../foundation/rpc/peer.ts';
import type { BillLookup } from '../../portals/bill-register/contract.ts';
import type { PublicEncryptionKey } from '../../portals/fit-connect/contract.ts';
import type { Delivery } from '../channel/terminal/delivery.ts';
import type { PaymentAnswer } from '../channel/terminal/money.ts';
import type { PrintAnswer } from '../channel/terminal/slip.ts';
import type { sessionSide, terminalSide } from '../channel/terminal.ts';
import { DELAYS } from './delays.ts';
import type { Hands } from './hands.ts';
import type { rehearsalAppointments } from './rehearsal-appointments.ts';

export interface RehearsalTerminalOptions {
  readonly hands: Hands;
  readonly session: () => Peer<typeof sessionSide>;
  /** Of the appointment system, what the terminal does. */
  readonly appointments: ReturnType<typeof rehearsalAppointments>['terminal'];
  /** Name for the authority of a place. */
  readonly authority: string;
  /** The bill that somebody asks for. */
  readonly lookup: (reference: string) => BillLookup;
  readonly clock: Clock;
}

const DESTINATION = '00000000-0000-4000-8000-000000000000';
const DELIVERIES: readonly Delivery[] = [{ kind: 'sending' }, { kind: 'submitted' }, { kind: 'accepted' }];

/**
 * The terminal's end of a session's channel in which nothing is sent, paid or printed: what is handed over is
 * encrypted for a key that nobody has, and forgotten.
 */
export function rehearsalTerminal(options: RehearsalTerminalOptions): Handlers<typeof terminalSide> {
  const { hands, clock } = options;
  let references = 0;
  const deliver = async (packageId: string) => {
    for (const delivery of DELIVERIES) {
      await delay(clock, DELAYS.device);
      options.session().notify('submission.delivery', { packageId, delivery });
    }
  };
  const progress = (phase: 'insert-card' | 'authorising' | 'approved' | 'declined') =>
    options.session().notify('payment.progress', { phase, status: null, text: null });
  const sent = new Set<string>();
  const release = (packageId: string) => {
    if (sent.has(packageId)) return;
    sent.add(packageId);
    void deliver(packageId);
  };

  const print = async (): Promise<PrintAnswer> => {
    await delay(clock, DELAYS.device);
    return hands.choices.paper === 'out' ? { kind: 'fault', reason: 'paper-out' } : { kind: 'printed' };
  };

  return {
    methods: {
      // Whoever rehearses sees the words of the way, not who is responsible: nobody is asked.
      'routing.areas': () => ({ areas: [{ id: '1', name: '–', type: '' }] }),
      'routing.authority': () => ({
        destinationId: DESTINATION,
        name: options.authority,
        address: [],
        phone: null,
        email: null,
      }),
      ...options.appointments,
      'portal.prepare': () => ({
        destinationId: DESTINATION,
        key: throwawayKey(),
        metadataVersion: '2.1.0',
        publicService: null,
      }),
      'portal.replyChannels': () => ({ channels: ['eMail'] }),
      'payment.reference': () => ({ reference: `BT-${String(++references).padStart(8, '0')}` }),
      'bill.lookup': ({ reference }) => options.lookup(reference),
      'submission.hold': () => ({ held: true }),
      'submission.drop': () => ({}),
      'submission.release': ({ packageId }) => {
        release(packageId);
        return {};
      },
      'payment.pay': async ({ packageId }): Promise<PaymentAnswer> => {
        progress('insert-card');
        if (!(await hands.until('tap-card'))) return { kind: 'not-paid', reason: 'aborted', text: null };
        progress('authorising');
        await delay(clock, DELAYS.device);
        if (hands.choices.payment === 'declined') {
          progress('declined');
          return { kind: 'not-paid', reason: 'declined', text: null };
        }
        progress('approved');
        release(packageId);
        return { kind: 'paid', cardName: 'girocard' };
      },
      'payment.pay-online': async () => ({ kind: 'not-paid', reason: 'unreachable' }),
      'payment.leave-online': () => ({}),
      'payment.abort': () => {
        if (hands.waitsFor === 'tap-card') hands.stop();
        return {};
      },
      'receipt.print': print,
      'slip.print': print,
      // There is none that a rehearsal has interrupted.
      'interrupted.close': () => {
        throw new Refusal('unknown-package');
      },
      'help.call': () => ({ state: 'told' }),
    },
    notifications: {
      ready() {},
      step() {},
      usage() {},
      abandoned() {},
      cover() {},
      'help.end'() {},
      'card-left'() {},
      ended() {},
    },
  };
}

let made: PublicEncryptionKey | undefined;
/** Of a pair whose private half is forgotten at once. */
function throwawayKey(): PublicEncryptionKey {
  made ??= (() => {
    const { n, e } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    return { kty: 'RSA', kid: 'preview', alg: 'RSA-OAEP-256', key_ops: ['wrapKey'], n: n ?? '', e: e ?? '' };
  })();
  return made;
}
