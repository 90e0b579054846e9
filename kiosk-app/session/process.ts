import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err } from '../../foundation/result.ts';
import type { Handlers, Transport } from '../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import type { EidServiceClient } from '../../portals/eid-service/client.ts';
import type { WalletVerifier } from '../../portals/wallet/contract.ts';
import type { PhoneRelayStart, WalletStart } from '../channel/terminal/start.ts';
import { sessionSide, terminalSide } from '../channel/terminal.ts';
import type { PortalView } from '../portal-view/contract.ts';
import { type AttendedLink, type AttendedLinkOptions, connectAttended } from './attended-link.ts';
import { attendedNotices } from './attended-notices.ts';
import { delays } from './delays.ts';
import { eidEvent, portalEvent } from './machine/events.ts';
import { exclusion, type SessionOutcome } from './machine/session-context.ts';
import { phoneHost } from './phone-link/phone-host.ts';
import type { PhoneHost, PhoneLink } from './phone-link/phone-link.ts';
import { Pictures } from './pictures.ts';
import type { Ports, Start } from './ports.ts';
import { startViewServer, type ViewServer } from './server/server.ts';
import { Tokens } from './server/tokens.ts';
import { View } from './server/view-socket.ts';
import { Session } from './session.ts';
import { createTexts } from './texts.ts';

export interface SessionProcessOptions {
  /** To the terminal: the IPC pipe of the process. */
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  readonly createEidService: (service: NonNullable<Start['site']['eidService']>) => EidServiceClient;
  /** Left out: this process can ask no wallets. */
  readonly createWallet?: (wallet: WalletStart, relay: PhoneRelayStart) => WalletVerifier | null;
  /** Left out: this process links no telephones. */
  readonly createPhoneLink?: (relay: PhoneRelayStart, host: PhoneHost) => PhoneLink;
  readonly createBillRegister?: (register: NonNullable<Start['site']['billRegister']>) => Ports['billRegister'];
  readonly createAppointments?: (
    system: NonNullable<Start['site']['appointments']>,
    timeZone: string,
  ) => Ports['appointments'];
  readonly createDocumentStatus?: (portal: NonNullable<Start['site']['documentStatus']>) => Ports['documentStatus'];
  /** Left out: this process shows no web sites. */
  readonly createPortalView?: () => PortalView;
  readonly previewDocument?: Ports['previewDocument'];
  readonly billInCode: Ports['billInCode'];
  readonly seal: Ports['seal'];
  readonly buildDocument: Ports['buildDocument'];
  /** Left out: over the socket that the terminal names. */
  readonly connectAttended?: (options: AttendedLinkOptions) => AttendedLink;
  /** Work that is better done before a citizen waits for it. A failure is only logged: sealing would fail again. */
  readonly prepare: () => Promise<void>;
}

export interface SessionProcess {
  /** Resolves when everything is told and closed: the process may go. */
  readonly gone: Promise<SessionOutcome>;
  /** As if the citizen had left now. */
  end(outcome: SessionOutcome): void;
}

interface Running {
  readonly session: Session;
  readonly view: View;
  readonly server: ViewServer;
  readonly attended: AttendedLink;
  readonly ports: Ports;
}

/** Waits for `start`, then is one citizen's session until it ends. Everything outside is passed in. */
export function runSession(options: SessionProcessOptions): SessionProcess {
  const { log, clock } = options;
  const gone = Promise.withResolvers<SessionOutcome>();
  const tokens = new Tokens();
  let running: Running | null = null;

  const finish = async (outcome: SessionOutcome) => {
    const now = running;
    running = null;
    if (now) await wipe(now, tokens, terminal, outcome, clock);
    terminal.close('ended');
    gone.resolve(outcome);
  };
  const report: Session['report'] = (event) => running?.session.report(event);

  const handlers: Handlers<typeof sessionSide> = {
    methods: {
      start: async (start) => {
        if (running) throw new Refusal('already-started');
        running = await begin(start, options, terminal, tokens, report);
        void running.session.ended.then(finish);
        terminal.notify('ready', { port: running.server.port });
        void prepareLater(options);
        return { port: running.server.port };
      },
      token: () => {
        if (!running) throw new Refusal('not-started');
        return { token: tokens.issue() };
      },
      end: ({ reason, force }) => {
        log.event('info', 'session.end.asked', { reason: code(reason), force });
        if (running) running.session.end('failed', force);
        else void finish('failed');
        return {};
      },
    },
    notifications: {
      devices: (devices) => report({ type: 'devices', devices }),
      portals: (portals) => report({ type: 'portals', portals }),
      'payment.progress': (progress) => report({ type: 'payment-progress', ...progress }),
      'payment.online': (told) => report({ type: 'online-payment', ...told }),
      'submission.delivery': (delivery) => report({ type: 'delivery', ...delivery }),
      interrupted: ({ interrupted }) => report({ type: 'interrupted', interrupted }),
      presence: ({ present }) => report({ type: 'presence', present }),
      maintenance: ({ on }) => report({ type: 'maintenance', on }),
      closed: ({ texts }) => report({ type: 'closed', texts }),
      place: (place) => report({ type: 'place', place }),
      'most-used': ({ services }) => report({ type: 'most-used', services }),
      words: ({ parts }) => {
        if (running) running.ports.words.parts = parts;
      },
      help: ({ state }) => report({ type: 'help', state }),
    },
  };
  const terminal: Peer<typeof terminalSide> = createPeer({
    transport: options.transport,
    local: sessionSide,
    remote: terminalSide,
    handlers,
    log,
    clock,
  });
  void terminal.closed.then(() => finish('failed'));

  return {
    gone: gone.promise,
    end: (outcome) => (running ? running.session.end(outcome, true) : void finish(outcome)),
  };
}

async function prepareLater({ clock, log, prepare }: SessionProcessOptions): Promise<void> {
  await delay(clock, delays.prepare);
  try {
    await prepare();
  } catch (thrown) {
    log.event('warn', 'session.prepare.failed', { kind: code(reasonOf(thrown)) });
  }
}

async function begin(
  start: Start,
  options: SessionProcessOptions,
  terminal: Peer<typeof terminalSide>,
  tokens: Tokens,
  report: Session['report'],
): Promise<Running> {
  const { clock } = options;
  const log = options.log.with({ session: code(start.sessionId) });
  for (const service of start.services) {
    const reason = exclusion(service, start);
    if (reason) log.event('error', 'session.service.excluded', { service: code(service.id), reason: code(reason) });
  }
  /** Keys come only once there is a page that can hear them. */
  const running: { session?: Session; view?: View } = {};
  const attended = (options.connectAttended ?? connectAttended)({
    socket: start.attendedSocket,
    // The eID client's answers came through this link, so no more of them will arrive.
    onLost: () => {
      report(eidEvent({ kind: 'failed', reason: 'client-gone', detail: 'attended-host-lost' }));
      report({ type: 'headset', state: 'unknown' });
    },
    clock,
    log,
    handlers: attendedNotices(report, (key) => {
      running.session?.key();
      running.view?.key(key);
    }),
  });
  const offersWebSites = Object.keys(start.site.web ?? {}).length > 0;
  const portalView = (offersWebSites && options.createPortalView?.()) || null;
  const { phoneRelay } = start.site;
  const host = phoneHost(
    () => ports,
    () => session,
  );
  const phone = (phoneRelay?.link && options.createPhoneLink?.(phoneRelay, host)) || null;
  const ports: Ports = {
    clock,
    log,
    start,
    terminal,
    attended,
    texts: createTexts(start.texts, log),
    pictures: new Pictures(start.site.look.logo),
    words: { parts: {} },
    eidService: start.site.eidService ? options.createEidService(start.site.eidService) : null,
    wallet: createWallet(start, options),
    phone,
    billRegister: (start.site.billRegister && options.createBillRegister?.(start.site.billRegister)) ?? null,
    appointments:
      (start.site.appointments && options.createAppointments?.(start.site.appointments, start.site.timeZone)) ?? null,
    documentStatus: (start.site.documentStatus && options.createDocumentStatus?.(start.site.documentStatus)) ?? null,
    portalView,
    openPortal: (site) =>
      portalView
        ? portalView.open({ portal: site, caPem: site.caPem, onEvent: (event) => report(portalEvent(event)) })
        : report(portalEvent({ kind: 'failed', reason: 'browser-missing' })),
    previewDocument: options.previewDocument ?? (async () => err('not-shown')),
    billInCode: options.billInCode,
    seal: options.seal,
    buildDocument: options.buildDocument,
    outstanding: new Set(),
  };
  const session: Session = new Session(ports);
  if (phone) session.onSnapshot(() => phone.tellTask());
  const view = new View({ session, tokens, clock, log, portalView });
  Object.assign(running, { session, view });
  const { uiDirectory, frameAncestors } = start;
  const [server] = await Promise.all([startViewServer({ uiDirectory, frameAncestors, view, log }), attended.settled]);
  return { session, view, server, attended, ports };
}

function createWallet({ site: { wallet, phoneRelay } }: Start, options: SessionProcessOptions): WalletVerifier | null {
  return (wallet && phoneRelay && options.createWallet?.(wallet, phoneRelay)) ?? null;
}

/** Tells pages and terminal that the session is over, then closes and clears everything it holds. */
async function wipe(
  { session, view, server, attended, ports }: Running,
  tokens: Tokens,
  terminal: Peer<typeof terminalSide>,
  outcome: SessionOutcome,
  clock: Clock,
): Promise<void> {
  view.end();
  ports.phone?.disconnect();
  session.stop();
  ports.pictures.clear();
  // Told even if it takes longer than everything else: what a browser knows must not outlive the visit.
  await ports.portalView?.close().catch((thrown: unknown) => {
    ports.log.event('error', 'session.portal.not-wiped', { reason: code(reasonOf(thrown)) });
  });
  tokens.clear();
  await Promise.race([Promise.allSettled(ports.outstanding), delay(clock, delays.closing)]);
  attended.close();
  terminal.notify('ended', { outcome });
  await delay(clock, delays.closing);
  server.close();
}
