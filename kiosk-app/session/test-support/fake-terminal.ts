import { generateKeyPairSync } from 'node:crypto';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { type Log, silentLog } from '../../../foundation/log.ts';
import type { Handlers, Transport } from '../../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import type { BillLookup } from '../../../portals/bill-register/contract.ts';
import type { PublicEncryptionKey, SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import type { Area, CompetentAuthority } from '../../../portals/routing/contract.ts';
import type { Delivery } from '../../channel/terminal/delivery.ts';
import type { HelpState } from '../../channel/terminal/visit.ts';
import { sessionSide, terminalSide } from '../../channel/terminal.ts';
import { fakeAppointments } from './fake-appointments.ts';

type Methods = Handlers<typeof terminalSide>['methods'];

/** What the fake does when asked; a test replaces what it wants to see. Throw `Refusal` to refuse. */
export interface TerminalScript {
  areas: (postalCode: string) => readonly Area[];
  recipient: Methods['routing.authority'];
  appointments: {
    offer: Methods['appointments.offer'];
    days: Methods['appointments.days'];
    reserve: Methods['appointments.reserve'];
  };
  prepare: Methods['portal.prepare'];
  replyChannels: Methods['portal.replyChannels'];
  lookup: (reference: string) => BillLookup;
  pay: Methods['payment.pay'];
  payOnline: Methods['payment.pay-online'];
  leaveOnline: () => void;
  print: Methods['receipt.print'];
  printSlip: Methods['slip.print'];
  hold: () => void;
  release: () => void;
  help: () => HelpState;
  /** What is told of a delivery once the package is released, in order. */
  deliveries: readonly Delivery[];
}

export interface FakeTerminal {
  readonly session: Peer<typeof sessionSide>;
  readonly script: TerminalScript;
  /** Every request and notification, by name and in order, and `answered:paid` where one of them was paid. */
  readonly heard: { readonly name: string; readonly params: unknown }[];
  readonly held: Map<string, { readonly sealed: SealedSubmission; readonly state: string; readonly hasFee: boolean }>;
  names(): readonly string[];
}

export const DESTINATION = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';
/** The authority of a place that is not the terminal's. */
export const NEXT_TOWN: CompetentAuthority = {
  destinationId: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1c001',
  name: 'Stadt Nachbarort, Steueramt',
  address: ['Marktplatz 7', '12346 Nachbarort'],
  phone: '0123 987-12',
  email: 'steueramt@nachbarort.example',
};
/** By postal code. */
const AREAS: Readonly<Record<string, readonly Area[]>> = {
  '12346': [{ id: '1002', name: 'Nachbarort', type: 'Stadt' }],
  '12347': [
    { id: '1003', name: 'Oberdorf (Muster)', type: 'Gemeinde' },
    { id: '1004', name: 'Unterdorf', type: 'Gemeinde' },
  ],
};
let cachedKey: PublicEncryptionKey | undefined;
/** Small, for speed: what the key must be is checked elsewhere. */
export function testKey(): PublicEncryptionKey {
  cachedKey ??= (() => {
    const { n, e } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    return { kty: 'RSA', kid: 'test', alg: 'RSA-OAEP-256', key_ops: ['wrapKey'], n: n ?? '', e: e ?? '' };
  })();
  return cachedKey;
}

export interface FakeTerminalOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log?: Log;
  /** Milliseconds between the phases of a payment and of a delivery; 0 in tests, a second or so for people. */
  readonly pace?: number;
}

/** The terminal's end of the channel, with a script instead of devices and portals. Speaks the real contract. */
export function createFakeTerminal({ transport, clock, log = silentLog, pace = 0 }: FakeTerminalOptions): FakeTerminal {
  const heard: FakeTerminal['heard'] = [];
  const held: FakeTerminal['held'] = new Map();
  let count = 0;
  const wait = () => (pace > 0 ? delay(clock, pace) : Promise.resolve());
  const move = (packageId: string, state: string) => {
    const entry = held.get(packageId);
    if (entry) held.set(packageId, { ...entry, state });
  };
  const deliver = async (packageId: string) => {
    for (const delivery of script.deliveries) {
      await wait();
      session.notify('submission.delivery', { packageId, delivery });
    }
  };

  const script: TerminalScript = {
    areas: (postalCode) => AREAS[postalCode] ?? [],
    recipient: () => NEXT_TOWN,
    appointments: fakeAppointments(clock),
    prepare: ({ serviceId }) => ({
      destinationId: DESTINATION,
      key: testKey(),
      metadataVersion: '2.1.0',
      publicService: serviceId === 'bewohnerparkausweis' ? 'urn:de:fim:leika:leistung:99108001001000' : null,
    }),
    replyChannels: () => ({ channels: ['eMail', 'elster'] }),
    lookup: (reference) =>
      reference === '5201.1234.5678'
        ? {
            kind: 'found',
            bill: {
              reference,
              payee: 'Stadtkasse Musterstadt',
              payeeId: 'stadtkasse',
              purpose: 'Verwarnung',
              cents: 2500,
              dueDate: '2026-12-01',
              status: 'open',
            },
          }
        : { kind: 'unknown' },
    pay: async () => {
      for (const phase of ['insert-card', 'enter-pin', 'authorising', 'approved'] as const) {
        session.notify('payment.progress', { phase, status: null, text: null });
        await wait();
      }
      return { kind: 'paid', cardName: 'girocard' };
    },
    payOnline: async ({ packageId }) => {
      const until = clock.now() + 15 * 60_000;
      const progress = { kind: 'code', address: 'https://pay.example/t/1', until, isReachable: true } as const;
      session.notify('payment.online', { packageId, progress });
      await wait();
      await wait();
      return { kind: 'paid' };
    },
    leaveOnline: () => {},
    print: async () => {
      await wait();
      return { kind: 'printed' };
    },
    printSlip: async () => {
      await wait();
      return { kind: 'printed' };
    },
    hold: () => {},
    release: () => {},
    help: () => 'asking',
    deliveries: [{ kind: 'sending' }, { kind: 'submitted' }, { kind: 'accepted' }],
  };

  const paying = async <A extends { readonly kind: string }>(
    params: { readonly packageId: string },
    pay: (params: { readonly packageId: string }) => A | Promise<A>,
  ): Promise<A> => {
    const entry = held.get(params.packageId);
    // Held, or released with its fee still due.
    const isPayable = entry?.state === 'held' || (entry?.state === 'released' && entry.hasFee);
    if (!isPayable) throw new Refusal('unknown-package');
    const wasSent = entry.state === 'released';
    const answer = await pay(params);
    if (answer.kind === 'paid') {
      note('answered:paid', params);
      move(params.packageId, 'paid');
      if (!wasSent) void deliver(params.packageId);
    }
    return answer;
  };
  const note = (name: string, params: unknown) => heard.push({ name, params });
  const methods: Methods = {
    'routing.areas': ({ postalCode }) => ({ areas: [...script.areas(postalCode)] }),
    'routing.authority': (params) => script.recipient(params),
    'appointments.offer': (params) => script.appointments.offer(params),
    'appointments.days': (params) => script.appointments.days(params),
    'appointments.reserve': (params) => script.appointments.reserve(params),
    'appointments.take': () => ({}),
    'appointments.release': () => ({}),
    'portal.prepare': (params) => script.prepare(params),
    'portal.replyChannels': (params) => script.replyChannels(params),
    'payment.reference': () => ({ reference: `BT-${String(++count).padStart(8, '0')}` }),
    'bill.lookup': ({ reference }) => script.lookup(reference),
    'submission.hold': ({ sealed, fee }) => {
      script.hold();
      held.set(sealed.packageId, { sealed, state: 'held', hasFee: fee !== null });
      return { held: true };
    },
    'submission.drop': ({ packageId }) => {
      if (held.get(packageId)?.state !== 'held') throw new Refusal('not-held');
      held.delete(packageId);
      return {};
    },
    'submission.release': ({ packageId }) => {
      script.release();
      move(packageId, 'released');
      void deliver(packageId);
      return {};
    },
    'payment.pay': (params) => paying(params, script.pay),
    'payment.pay-online': (params) => paying(params, script.payOnline),
    'payment.leave-online': () => {
      script.leaveOnline();
      return {};
    },
    'payment.abort': () => ({}),
    'receipt.print': (params) => script.print(params),
    'slip.print': (params) => script.printSlip(params),
    'interrupted.close': () => ({}),
    'help.call': () => ({ state: script.help() }),
  };
  const session = createPeer({
    transport,
    local: terminalSide,
    remote: sessionSide,
    log,
    clock,
    handlers: {
      methods: Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [
          name,
          (params: never) => {
            note(name, params);
            return (method as (given: never) => unknown)(params);
          },
        ]),
      ) as unknown as Methods,
      notifications: {
        ready: (params) => note('ready', params),
        step: (params) => note('step', params),
        usage: (params) => note('usage', params),
        abandoned: (params) => note('abandoned', params),
        cover: (params) => note('cover', params),
        'help.end': (params) => note('help.end', params),
        'card-left': (params) => note('card-left', params),
        ended: (params) => note('ended', params),
      },
    },
  });
  return { session, script, heard, held, names: () => heard.map(({ name }) => name) };
}
