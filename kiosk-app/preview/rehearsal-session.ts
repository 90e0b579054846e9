import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeAt } from '../../config/hours/place-at.ts';
import type { SentPage } from '../../device-drivers/scanner/contract.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { linkedTransports } from '../../foundation/rpc/linked-transports.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { localTime } from '../../foundation/time/local-time.ts';
import type { BillLookup } from '../../portals/bill-register/contract.ts';
import { attendedSide, attendingSide } from '../channel/attended.ts';
import { sessionSide, terminalSide } from '../channel/terminal.ts';
import type { Snapshot } from '../session/contract/snapshot.ts';
import { billInCode } from '../session/forms/bill-code.ts';
import { runSession } from '../session/process.ts';
import { type ShownConfiguration, startParams } from '../terminal/sessions/start-params.ts';
import { DELAYS } from './delays.ts';
import type { Hands } from './hands.ts';
import { type OwnPage, openOwnPage } from './own-page.ts';
import { rehearsalAppointments } from './rehearsal-appointments.ts';
import { rehearsalDevices } from './rehearsal-devices.ts';
import { rehearsalDocument } from './rehearsal-documents.ts';
import { rehearsalEid } from './rehearsal-eid.ts';
import { rehearsalPerson } from './rehearsal-person.ts';
import { ALL_DEVICES } from './rehearsal-site.ts';
import { rehearsalTerminal } from './rehearsal-terminal.ts';
import { rehearsalWallet } from './rehearsal-wallet.ts';
import { type Goal, nextTouch } from './walk.ts';

/** A4 at 75 dots per inch. */
const SIZE = { widthPx: 620, heightPx: 877, resolution: 75 } as const;
const PREVIEW_BILL_CENTS = 2_500;
const NO_POSTAL_CODE = '12345';

export interface RehearsalSession {
  /** Of its page, on the loopback interface. */
  readonly port: number;
  readonly page: OwnPage;
  /** A one-time token for one more page. */
  token(): Promise<string>;
  /** Resolves when it is over, whoever ended it. */
  readonly gone: Promise<unknown>;
  end(): Promise<void>;
}

export interface RehearsalSessionOptions {
  readonly configuration: ShownConfiguration;
  readonly uiDirectory: string;
  readonly hands: Hands;
  /** Where it is taken before this resolves. */
  readonly goal: Goal;
  /** As in `PreviewScreen`. */
  readonly moment: number | null;
  readonly onSnapshot: (snapshot: Snapshot) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** A session as a citizen gets it, with the terminal, the devices and the portals played in this process. */
export async function startRehearsal(options: RehearsalSessionOptions): Promise<RehearsalSession> {
  const { configuration, hands, goal, moment, clock, log } = options;
  const { site, texts } = configuration;
  const [toTerminal, terminalEnd] = linkedTransports();
  const [toDevices, devicesEnd] = linkedTransports();
  const municipality = texts.de?.[site.municipality.name] ?? site.municipality.name;
  const person = rehearsalPerson(site.municipality.postalCodes[0] ?? NO_POSTAL_CODE);
  const year = Number(localTime(clock.now(), site.timeZone).date.slice(0, 4));
  const eid = rehearsalEid({ provider: municipality, person, year });
  const appointments = rehearsalAppointments(clock);
  const lookup = (reference: string) => billOf(reference, configuration);
  const attending: Peer<typeof attendingSide> = createPeer({
    transport: devicesEnd,
    local: attendedSide,
    remote: attendingSide,
    handlers: rehearsalDevices({ hands, session: () => attending, eid, page: samplePage(), clock }),
    log,
    clock,
  });
  const running = runSession({
    transport: toTerminal,
    clock,
    log,
    createEidService: () => eid.service,
    createWallet: () => rehearsalWallet({ hands, name: municipality, person, year: year + 1, clock }),
    createAppointments: () => appointments.session,
    createBillRegister: () => ({ lookup: async (reference) => lookup(reference) }),
    createDocumentStatus: () => ({ lookup: rehearsalDocument }),
    billInCode,
    seal: async (request) => (await import('../../portals/fit-connect/sealing/seal.ts')).sealSubmission(request),
    buildDocument: async (content) => (await import('../session/document/readable-pdf.ts')).buildPdf(content),
    connectAttended: ({ handlers }) => {
      const peer = createPeer({
        transport: toDevices,
        local: attendingSide,
        remote: attendedSide,
        handlers,
        log,
        clock,
      });
      return { call: peer.call, settled: Promise.resolve(), close: () => peer.close('ended') };
    },
    prepare: async () => {},
  });
  const session: Peer<typeof sessionSide> = createPeer({
    transport: terminalEnd,
    local: terminalSide,
    remote: sessionSide,
    handlers: rehearsalTerminal({
      hands,
      session: () => session,
      authority: municipality,
      appointments: appointments.terminal,
      lookup,
      clock,
    }),
    log,
    clock,
  });
  const { port } = await session.call('start', {
    ...startParams({
      configuration,
      uiDirectory: options.uiDirectory,
      frameAncestors: [],
      devices: ALL_DEVICES,
      portals: Object.fromEntries(configuration.services.map(({ id }) => [id, 'up'])),
      // Open at any time: an office looks at its offer in the evening, too.
      // Somebody who tries a service by night is not to find the door locked.
      place: moment === null ? { ...placeAt(site, clock.now()), closed: null } : placeAt(site, moment),
    }),
    sessionId: randomBytes(8).toString('hex'),
    attendedSocket: '',
  });
  const token = async () => (await session.call('token', {})).token;
  const arrived = Promise.withResolvers<void>();
  let hasArrived = false;
  let touched = '';
  const page = openOwnPage({
    port,
    token: await token(),
    onSnapshot(snapshot) {
      const touch = nextTouch(snapshot, goal);
      const made = JSON.stringify([
        snapshot.screenId,
        snapshot.screen.kind === 'catalogue' && snapshot.screen.services.length,
        touch,
      ]);
      // The same touch twice leads nowhere.
      if (!hasArrived && touch && made !== touched) {
        touched = made;
        page.touch(touch);
        return;
      }
      hasArrived = true;
      arrived.resolve();
      options.onSnapshot(snapshot);
    },
    clock,
    log,
  });
  void running.gone.then(() => page.close());
  await Promise.race([arrived.promise, running.gone, delay(clock, DELAYS.walk)]);
  hasArrived = true;
  return {
    port,
    page,
    token,
    gone: running.gone,
    async end() {
      hands.stop();
      running.end('failed');
      await running.gone;
    },
  };
}

/** Whatever number somebody types: an open bill of the first payee that any service takes bills for. */
function billOf(reference: string, { site, services, texts }: ShownConfiguration): BillLookup {
  const service = services.find(({ bill }) => bill);
  const payeeId = service?.bill?.payees[0];
  if (!service || payeeId === undefined || !/^[A-Z0-9./-]{6,20}$/.test(reference)) return { kind: 'unknown' };
  const payee = site.payees[payeeId]?.name ?? payeeId;
  const purpose = (texts.de?.[service.title] ?? service.id).slice(0, 140);
  const bill = {
    reference,
    payee,
    payeeId,
    purpose,
    cents: PREVIEW_BILL_CENTS,
    dueDate: null,
    status: 'open',
  } as const;
  return { kind: 'found', bill };
}

let kept: SentPage | undefined;
/** A page of nothing but grey lines, marked as a sample. */
function samplePage(): SentPage {
  kept ??= (() => {
    const jpeg = readFileSync(join(import.meta.dirname, 'sample-page.jpg')).toString('base64');
    return { jpeg, preview: jpeg, ...SIZE, blank: false };
  })();
  return kept;
}
