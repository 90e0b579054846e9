import type { KeypadAction } from '../../../device-drivers/keypad/contract.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { createLog, type Log } from '../../../foundation/log.ts';
import { ok } from '../../../foundation/result.ts';
import { linkedTransports } from '../../../foundation/rpc/linked-transports.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import type { SealRequest } from '../../../portals/fit-connect/sealing/seal.ts';
import { attendedSide, attendingSide } from '../../channel/attended.ts';
import { sessionSide, terminalSide } from '../../channel/terminal.ts';
import { attendedNotices } from '../attended-notices.ts';
import type { Intent, IntentName } from '../contract/intents.ts';
import type { RefusedReason } from '../contract/messages.ts';
import type { Screen, Snapshot } from '../contract/snapshot.ts';
import type { DocumentContent } from '../document/content.ts';
import { billInCode } from '../forms/bill-code.ts';
import { portalEvent } from '../machine/events.ts';
import { Pictures } from '../pictures.ts';
import type { Ports, Start } from '../ports.ts';
import { Session } from '../session.ts';
import { createTexts } from '../texts.ts';
import { createFakeAttended, type FakeAttended } from './fake-attended.ts';
import { createFakeEidService, type FakeEidService } from './fake-eid-service.ts';
import { createFakePortalView, type FakePortalView } from './fake-portal-view.ts';
import { createFakeTerminal, DESTINATION, type FakeTerminal } from './fake-terminal.ts';
import { sampleStart } from './sample-start.ts';

export interface Harness {
  readonly clock: SimulatedClock;
  readonly session: Session;
  readonly terminal: FakeTerminal;
  readonly attended: FakeAttended;
  readonly eidService: FakeEidService;
  readonly portalView: FakePortalView;
  /** What was handed to the sealing, in clear. */
  readonly sealed: SealRequest[];
  readonly documents: DocumentContent[];
  readonly logged: string[];
  /** Keys of the assistive keypad, as handed to the page. */
  readonly keys: KeypadAction[];
  snapshot(): Snapshot;
  screen<K extends Screen['kind']>(kind: K): Extract<Screen, { kind: K }>;
  /** Says it on the present screen and lets everything settle. */
  do<N extends IntentName>(name: N, rest?: Omit<Extract<Intent, { name: N }>, 'name'>): Promise<RefusedReason | null>;
  settle(ms?: number): Promise<void>;
  type(values: Readonly<Record<string, string>>): Promise<void>;
}

export interface HarnessOptions {
  readonly start?: Partial<Start>;
  readonly seal?: Ports['seal'];
  readonly buildDocument?: Ports['buildDocument'];
  readonly billRegister?: Ports['billRegister'];
  readonly appointments?: Ports['appointments'];
  readonly documentStatus?: Ports['documentStatus'];
  readonly wallet?: Ports['wallet'];
  readonly phone?: Ports['phone'];
}

/** A whole session in one process: real machines and real contracts, scripted devices and portals, simulated time. */
export function createHarness(options: HarnessOptions = {}): Harness {
  const clock = new SimulatedClock();
  const logged: string[] = [];
  const keys: KeypadAction[] = [];
  const log: Log = createLog((line) => logged.push(line), clock);
  const [toTerminal, terminalEnd] = linkedTransports();
  const [toAttended, attendedEnd] = linkedTransports();
  const terminal = createFakeTerminal({ transport: terminalEnd, clock });
  const attended = createFakeAttended({ transport: attendedEnd, clock });
  const eidService = createFakeEidService();
  const portalView = createFakePortalView();
  const sealed: SealRequest[] = [];
  const documents: DocumentContent[] = [];
  const start = sampleStart(options.start);

  const ports: Ports = {
    clock,
    log,
    start,
    texts: createTexts(start.texts, log),
    pictures: new Pictures(start.site.look.logo),
    words: { parts: {} },
    terminal: createPeer({
      transport: toTerminal,
      local: sessionSide,
      remote: terminalSide,
      log,
      clock,
      handlers: {
        methods: {
          start: () => ({ port: 1 }),
          token: () => ({ token: 'x' }),
          end: ({ force }) => {
            session.end('failed', force);
            return {};
          },
        },
        notifications: {
          devices: (devices) => session.report({ type: 'devices', devices }),
          portals: (portals) => session.report({ type: 'portals', portals }),
          'payment.progress': (progress) => session.report({ type: 'payment-progress', ...progress }),
          'payment.online': (told) => session.report({ type: 'online-payment', ...told }),
          'submission.delivery': (delivery) => session.report({ type: 'delivery', ...delivery }),
          interrupted: ({ interrupted }) => session.report({ type: 'interrupted', interrupted }),
          presence: ({ present }) => session.report({ type: 'presence', present }),
          maintenance: ({ on }) => session.report({ type: 'maintenance', on }),
          closed: ({ texts }) => session.report({ type: 'closed', texts }),
          place: (place) => session.report({ type: 'place', place }),
          words: ({ parts }) => {
            ports.words.parts = parts;
          },
          'most-used': ({ services }) => session.report({ type: 'most-used', services }),
          help: ({ state }) => session.report({ type: 'help', state }),
        },
      },
    }),
    attended: createPeer({
      transport: toAttended,
      local: attendingSide,
      remote: attendedSide,
      log,
      clock,
      handlers: attendedNotices(
        (event) => session.report(event),
        (key) => {
          session.key();
          keys.push(key);
        },
      ),
    }),
    eidService,
    wallet: options.wallet ?? null,
    phone: options.phone ?? null,
    billRegister: options.billRegister ?? null,
    documentStatus: options.documentStatus ?? null,
    appointments: options.appointments ?? null,
    portalView,
    openPortal: (site) =>
      portalView.open({ portal: site, caPem: site.caPem, onEvent: (event) => session.report(portalEvent(event)) }),
    previewDocument: async () => ok([Buffer.from('jpeg')]),
    billInCode,
    seal:
      options.seal ??
      (async (request) => {
        sealed.push(request);
        const jwe = 'aaaa.bbbb.cccc.dddd.eeee';
        return {
          packageId: request.packageId,
          destinationId: DESTINATION,
          encryptionKid: request.key.kid,
          publicService: request.publicService && { ...request.publicService },
          attachments: request.attachments.map(() => ({ id: crypto.randomUUID(), jwe })),
          encryptedMetadata: jwe,
          encryptedData: jwe,
        };
      }),
    buildDocument:
      options.buildDocument ??
      (async (content) => {
        documents.push(content);
        return { pdf: new Uint8Array([37, 80, 68, 70]), pages: 2 };
      }),
    outstanding: new Set(),
  };
  const session: Session = new Session(ports);
  const settle = (ms = 0) => clock.advance(ms);

  const harness: Harness = {
    clock,
    session,
    terminal,
    attended,
    eidService,
    portalView,
    sealed,
    documents,
    logged,
    keys,
    snapshot: () => session.snapshot(),
    screen(kind) {
      const { screen } = session.snapshot();
      if (screen.kind !== kind) throw new TypeError(`expected the screen "${kind}", got ${JSON.stringify(screen)}`);
      return screen as Extract<Screen, { kind: typeof kind }>;
    },
    async do(name, rest) {
      const refused = session.intend({ name, ...rest } as Intent, session.snapshot().screenId);
      await settle();
      await settle();
      return refused;
    },
    settle,
    async type(values) {
      for (const [field, value] of Object.entries(values)) {
        await harness.do('edit-field', { field, value });
        await harness.do('leave-field', { field });
      }
    },
  };
  return harness;
}
