import type { EidEvent } from '../../../device-drivers/eid/contract.ts';
import type { HeadsetState } from '../../../device-drivers/keypad/contract.ts';
import type { PagePrintProgress } from '../../../device-drivers/page-printer/contract.ts';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { type Log, silentLog } from '../../../foundation/log.ts';
import type { Handlers, Transport } from '../../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { attendedSide, attendingSide } from '../../channel/attended.ts';

type Methods = Handlers<typeof attendedSide>['methods'];
type ScanAnswer = Awaited<ReturnType<Methods['scan.start']>>;
type PageAnswer = Awaited<ReturnType<Methods['page.print']>>;

export interface AttendedScript {
  /** Replaces the whole workflow if given; events then come from the test by `event`. */
  isManual: boolean;
  /** The PIN the card takes. */
  pin: string;
  /** The PIN of the letter, as long as no own one is set. */
  transportPin: string | null;
  scan: () => ScanAnswer | Promise<ScanAnswer>;
  page: () => PageAnswer | Promise<PageAnswer>;
}

export interface FakeAttended {
  readonly session: Peer<typeof attendingSide>;
  readonly script: AttendedScript;
  readonly heard: { readonly name: string; readonly params: unknown }[];
  event(event: EidEvent): void;
  card(present: boolean): void;
  code(text: string): void;
  pageProgress(done: number, trouble: PagePrintProgress['trouble']): void;
  key(key: 'up' | 'down' | 'select'): void;
  headset(state: HeadsetState): void;
  names(): readonly string[];
}

/** Smallest picture that decoders take: one grey pixel as JPEG. */
export const PIXEL_JPEG =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==';

export const RIGHTS: EidEvent = {
  kind: 'access-rights',
  required: ['GivenNames', 'FamilyName', 'Address'],
  optional: ['DoctoralDegree'],
  effective: ['GivenNames', 'FamilyName', 'Address'],
  checks: { minimumAge: null, validOn: '2026-11-20', community: null },
  transactionInfo: 'Antrag auf einen Bewohnerparkausweis',
  certificate: {
    issuerName: 'Berechtigungszertifikate-CA',
    issuerUrl: 'https://ca.example',
    subjectName: 'Stadt Musterstadt',
    subjectUrl: 'https://www.musterstadt.example',
    termsOfUsage: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt',
    purpose: 'Verwaltungsleistungen',
    effectiveDate: '2026-01-01',
    expirationDate: '2027-12-31',
  },
};

export interface FakeAttendedOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log?: Log;
  readonly pace?: number;
  readonly refreshUrl?: string;
}

/** The attended-device host's end of the channel: a card that is laid down, a PIN that is asked for, a page of glass. */
export function createFakeAttended(options: FakeAttendedOptions): FakeAttended {
  const { transport, clock, log = silentLog, pace = 0, refreshUrl = 'https://eid.example/refresh/1' } = options;
  const heard: FakeAttended['heard'] = [];
  const wait = () => (pace > 0 ? delay(clock, pace) : Promise.resolve());
  let triesLeft = 3;
  let isChanging = false;
  let loaded = 0;
  const script: AttendedScript = {
    isManual: false,
    pin: '123456',
    transportPin: null,
    scan: () => ({
      kind: 'scanned',
      pages: [{ jpeg: PIXEL_JPEG, preview: PIXEL_JPEG, widthPx: 1, heightPx: 1, resolution: 200, blank: false }],
    }),
    page: () => ({ kind: 'printed' }),
  };
  const event = (message: EidEvent) => session.notify('eid.event', message);
  const ask = (wrongBefore: boolean) =>
    event({ kind: 'enter-secret', secret: 'pin', triesLeft, onReader: false, wrongBefore, formatError: false });
  const askNew = () =>
    event({
      kind: 'enter-secret',
      secret: 'new-pin',
      triesLeft: 3,
      onReader: false,
      wrongBefore: false,
      formatError: false,
    });
  const read = async () => {
    for (const percent of [20, 60, 100]) {
      event({ kind: 'progress', percent });
      await wait();
    }
    event({ kind: 'authenticated', refreshUrl });
  };

  const methods: Methods = {
    'eid.authenticate': () => {
      if (!script.isManual) {
        event({ kind: 'started' });
        event(RIGHTS);
      }
      return {};
    },
    'eid.change-pin': () => {
      if (script.isManual) return {};
      isChanging = true;
      event({ kind: 'started' });
      event({ kind: 'insert-card' });
      void wait().then(() => {
        session.notify('eid.card', { present: true });
        event({ kind: 'card', present: true, triesLeft });
        ask(false);
      });
      return {};
    },
    'eid.accept': () => {
      if (!script.isManual) {
        event({ kind: 'insert-card' });
        void wait().then(() => {
          session.notify('eid.card', { present: true });
          event({ kind: 'card', present: true, triesLeft });
          ask(false);
        });
      }
      return {};
    },
    'eid.secret': ({ secret, value }) => {
      if (script.isManual) return {};
      if (isChanging && secret === 'new-pin') {
        Object.assign(script, { pin: value, transportPin: null });
        isChanging = false;
        event({ kind: 'pin-changed' });
        return {};
      }
      if (isChanging && value === (script.transportPin ?? script.pin)) {
        triesLeft = 3;
        askNew();
        return {};
      }
      if (value === script.pin) {
        triesLeft = 3;
        void read();
        return {};
      }
      triesLeft--;
      if (triesLeft > 0) ask(true);
      else event({ kind: 'failed', reason: 'pin-blocked', detail: '' });
      return {};
    },
    'eid.continue': () => ({}),
    'eid.cancel': () => {
      isChanging = false;
      if (!script.isManual) event({ kind: 'failed', reason: 'cancelled', detail: '' });
      return {};
    },
    'scan.start': async () => {
      session.notify('scan.progress', { phase: 'scanning', page: 1, percent: 40 });
      await wait();
      return script.scan();
    },
    'scan.cancel': () => ({}),
    'page.load': ({ first, part }) => {
      loaded = (first ? 0 : loaded) + Buffer.from(part, 'base64').length;
      return { bytes: loaded };
    },
    'page.print': () => script.page(),
    'page.cancel': () => ({}),
  };
  const session = createPeer({
    transport,
    local: attendedSide,
    remote: attendingSide,
    log,
    clock,
    handlers: {
      methods: Object.fromEntries(
        Object.entries(methods).map(([name, method]) => [
          name,
          (params: never) => {
            heard.push({ name, params });
            return (method as (given: never) => unknown)(params);
          },
        ]),
      ) as unknown as Methods,
      notifications: {},
    },
  });
  return {
    session,
    script,
    heard,
    event,
    card: (present) => session.notify('eid.card', { present }),
    pageProgress: (done, trouble) => session.notify('page.progress', { done, trouble }),
    key: (key) => session.notify('keypad.key', { key }),
    headset: (state) => session.notify('keypad.headset', { state }),
    code: (text) => session.notify('code.read', { text, symbology: ']Q0' }),
    names: () => heard.map(({ name }) => name),
  };
}
