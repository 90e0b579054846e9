import { createHash } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { WebSocketServer } from 'ws';
import type { CommandReport, DeliveredCommand } from '../../../fleet-link/commands.ts';
import {
  EnrolRequest,
  type HelpRequest,
  type HelpStage,
  hubSide,
  type Sections,
  type StatusReport,
  terminalLinkSide,
} from '../../../fleet-link/contract.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../../foundation/rpc/transports.ts';
import * as x509 from '../../../foundation/x509/x509.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 86_400_000;

export interface StubHub {
  readonly url: string;
  readonly caFingerprint: string;
  readonly requests: EnrolRequest[];
  /** All that terminals told of themselves at hello, or when asked. */
  readonly wholes: StatusReport[];
  readonly changes: { readonly seq: number; readonly at: number; readonly sections: Sections }[];
  /** Asks for everything. */
  askForWhole(): void;
  readonly hellos: string[];
  /** As told, `null` for none. */
  readonly help: (HelpRequest | null)[];
  readonly reports: CommandReport[];
  /** By command, its parts as they came. */
  readonly files: Map<string, Buffer[]>;
  /** Hands a command to every terminal that is linked; resolves once they have taken it. */
  command(command: DeliveredCommand): Promise<void>;
  /** Answered to the next call for help; `silent` does not answer. */
  helpStage: HelpStage | 'silent';
  /** Somebody there takes the last call. */
  takeHelp(): void;
  /** Codes with which certificates were asked for over a link. */
  readonly codes: (string | undefined)[];
  /** Life of the certificates that it signs, in milliseconds; they begin two days ago. */
  lifeMs: number;
  /** SHA-256 of the certificate with which each link was opened. */
  readonly fingerprints: string[];
  /** Whether links with that certificate are taken; others are answered with 403. */
  isKnown: (fingerprint: string) => boolean;
  /** Takes a connection that it opened itself, or met at a relay: on it the terminal begins TLS as on any other. */
  readonly take: (socket: Socket) => void;
  connections(): number;
  /** Answers the next enrolment with a certificate for another key. */
  cheat: boolean;
  /** Cuts every link, as a network does. */
  drop(): void;
  close(): Promise<void>;
}

/** A hub small enough to see through: its own CA, `/enrol` with the code "GOOD", and the fleet link over mutual TLS. */
export async function startStubHub(options: { validTo?: number; port?: number } = {}): Promise<StubHub> {
  const validTo = options.validTo ?? Date.now() + DAY;
  const caKeys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const times = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY) };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Stub CA',
    ...times,
    keys: caKeys,
    signingAlgorithm: KEY,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const sign = (subject: string, publicKey: CryptoKey | x509.PublicKey, notAfter: number) =>
    x509.X509CertificateGenerator.create({
      serialNumber: '02',
      subject,
      issuer: ca.subject,
      notBefore: new Date(Date.now() - 2 * DAY),
      notAfter: new Date(notAfter),
      signingKey: caKeys.privateKey,
      publicKey,
      signingAlgorithm: KEY,
      extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
    });
  const serverKeys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
  const server = createServer({
    key: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', serverKeys.privateKey), 'PRIVATE KEY'),
    cert: `${(await sign('CN=hub', serverKeys.publicKey, validTo)).toString('pem')}\n${ca.toString('pem')}\n`,
    ca: ca.toString('pem'),
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.3',
  });
  const hub: StubHub = {
    url: '',
    caFingerprint: createHash('sha256').update(Buffer.from(ca.rawData)).digest('hex'),
    requests: [],
    take(socket) {
      socket.on('error', () => socket.destroy());
      server.emit('connection', socket);
    },
    codes: [],
    lifeMs: 30 * DAY,
    fingerprints: [],
    isKnown: () => true,
    wholes: [],
    changes: [],
    askForWhole() {
      for (const peer of peers) peer.notify('whole.wanted', {});
    },
    hellos: [],
    help: [],
    reports: [],
    files: new Map(),
    async command(command) {
      await Promise.all([...peers].map((peer) => peer.call('command.deliver', command)));
    },
    helpStage: 'received',
    takeHelp() {
      const id = hub.help.at(-1)?.id;
      for (const peer of peers) if (id) peer.notify('help.taken', { id });
    },
    connections: () => sockets.clients.size,
    cheat: false,
    drop() {
      for (const client of sockets.clients) client.terminate();
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  server.on('request', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = EnrolRequest.parse(JSON.parse(Buffer.concat(chunks).toString()));
    hub.requests.push(body);
    if (body.code !== 'GOOD') {
      response.writeHead(403).end(JSON.stringify({ reason: 'code-unknown' }));
      return;
    }
    const key = hub.cheat ? serverKeys.publicKey : new x509.Pkcs10CertificateRequest(body.csrPem).publicKey;
    const certificate = await sign(`CN=${body.terminalId}`, key, Date.now() + hub.lifeMs);
    response.end(JSON.stringify({ certificatePem: certificate.toString('pem'), caPem: ca.toString('pem') }));
  });
  const peers = new Set<Peer<typeof terminalLinkSide>>();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (!(request.socket as TLSSocket).authorized) {
      socket.destroy();
      return;
    }
    const fingerprint = (request.socket as TLSSocket).getPeerCertificate().fingerprint256;
    if (!hub.isKnown(fingerprint)) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    hub.fingerprints.push(fingerprint);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const peer = createPeer({
        transport: webSocketTransport(ws),
        local: hubSide,
        remote: terminalLinkSide,
        log: silentLog,
        handlers: {
          methods: {
            'configuration.state': () => ({ wanted: null }),
            'software.state': () => ({ wanted: null }),
            'treasury.cases': () => ({ newest: null }),
            'treasury.account': () => ({}),
            'log.lines': () => ({}),
            'configuration.offer': () => {
              throw new Refusal('superseded');
            },
            'configuration.chunk': () => ({ bytes: '' }),
            'command.report': (report) => {
              hub.reports.push(report);
              return {};
            },
            'command.part': ({ id, data }) => {
              hub.files.set(id, [...(hub.files.get(id) ?? []), Buffer.from(data, 'base64')]);
              return {};
            },
            hello: ({ terminalId, state }) => {
              hub.hellos.push(terminalId);
              hub.wholes.push(state);
              return { heartbeatEveryMs: 1000, answersEvery: 1 };
            },
            renew: async ({ csrPem, code }) => {
              hub.codes.push(code);
              const key = new x509.Pkcs10CertificateRequest(csrPem).publicKey;
              return { certificatePem: (await sign('CN=renewed', key, Date.now() + 30 * DAY)).toString('pem') };
            },
            statistics: ({ periods }) => ({ taken: periods.map(({ period }) => period), refused: [] }),
            help: ({ request }) => {
              hub.help.push(request);
              const stage = hub.helpStage;
              return stage === 'silent' ? new Promise(() => {}) : { stage: request && stage };
            },
          },
          notifications: {
            changed: (changes) => void hub.changes.push(changes),
            whole: ({ state }) => void hub.wholes.push(state),
          },
        },
      });
      peers.add(peer);
      void peer.closed.then(() => peers.delete(peer));
    });
  });
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  return Object.assign(hub, { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
