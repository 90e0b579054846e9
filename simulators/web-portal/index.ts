import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import type { Log } from '../../foundation/log.ts';
import type { IdentityResult } from '../../portals/eid-service/contract.ts';
import { type HostedEid, type ServerTls, startEidServer } from '../eid-service/index.ts';
import {
  datesPage,
  formPage,
  greetingPage,
  leaflet,
  loginPage,
  notLoggedInPage,
  orderedPage,
  orderPage,
  type RegisterForm,
  registerPage,
  startPage,
  thanksPage,
  uploadPage,
} from './pages.ts';

export interface WebPortalOptions {
  /** TCP port of https; 0 picks a free one. */
  readonly port: number;
  /** TCP port of the TLS-PSK channel; picked by itself if not given. */
  readonly paosPort?: number;
  readonly tls?: ServerTls;
  readonly clock: Clock;
  readonly log: Log;
}

export interface WebPortalState {
  readonly down: boolean;
  readonly forms: readonly Readonly<Record<string, string>>[];
  /** What came of identifications, oldest first. */
  readonly logins: readonly IdentityResult[];
  /** Queries of addresses at which people came back from the eID client. */
  readonly returns: readonly string[];
  readonly uploads: readonly { readonly bytes: number; readonly sha256: string; readonly name: string }[];
  /** Paths that were asked for. */
  readonly paths: readonly string[];
}

/** A town's web site with a form, documents, uploads and a login by identity card: what the terminal's portal view shows. */
export interface WebPortalSimulator {
  /** Origin, `https://localhost:<port>`. */
  readonly url: string;
  readonly port: number;
  readonly caPem: string;
  state(): WebPortalState;
  /** Resets every connection. */
  setDown(down: boolean): void;
  onChange(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** A link that leads out of it: to a host that no site allows. */
export const OUTSIDE = 'https://nachbarstadt.example/';
const LARGE = 64 * 1024 * 1024;
const RIGHTS = {
  required: ['GivenNames', 'FamilyName'],
  optional: ['Address'],
  transactionInfo: 'Anmeldung am Stadtportal',
};
const RETURN_PATH = '/angemeldet';
const REGISTER_RIGHTS = {
  required: ['GivenNames', 'FamilyName', 'DateOfBirth'],
  optional: [],
  transactionInfo: 'Antrag beim Bundesamt für Justiz',
};
const REGISTER_PATH = '/register/antrag';

/** @throws Refusal `port-in-use` */
export async function startWebPortal({
  port,
  paosPort,
  tls,
  clock,
  log,
}: WebPortalOptions): Promise<WebPortalSimulator> {
  const listeners = new Listeners();
  const forms: Record<string, string>[] = [];
  const logins: IdentityResult[] = [];
  const returns: string[] = [];
  const uploads: WebPortalState['uploads'][number][] = [];
  const paths: string[] = [];
  let registerForm: RegisterForm = 'fuehrungszeugnis';
  let down = false;

  async function serve(request: IncomingMessage, response: ServerResponse, eid: HostedEid): Promise<boolean> {
    if (down) {
      request.socket.destroy();
      return true;
    }
    const asked = new URL(request.url ?? '/', 'https://localhost');
    const html = (text: string) => send(response, 'text/html; charset=utf-8', Buffer.from(text));
    paths.push(asked.pathname);
    switch (`${request.method} ${asked.pathname}`) {
      case 'GET /':
        response.setHeader('set-cookie', 'besuch=1; Secure; HttpOnly; SameSite=Lax; Max-Age=86400');
        return html(startPage(OUTSIDE));
      case 'GET /formular':
        return html(formPage());
      case 'POST /formular': {
        const sent = Object.fromEntries(new URLSearchParams((await bytesOf(request)).toString('utf8')));
        forms.push(sent);
        listeners.tell();
        return html(thanksPage(sent.name ?? ''));
      }
      case 'GET /termine':
        return html(datesPage());
      case 'GET /merkblatt.pdf':
        response.setHeader('content-disposition', 'attachment; filename="merkblatt.pdf"');
        return send(response, 'application/pdf', leaflet('Merkblatt der Stadt Musterstadt'));
      case 'GET /stadtplan.pdf':
        response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': LARGE });
        response.write('%PDF-1.4\n');
        return true;
      case 'GET /hochladen':
        return html(uploadPage());
      case 'POST /hochladen': {
        const file = fileIn(await bytesOf(request));
        if (file) uploads.push(file);
        listeners.tell();
        return html(thanksPage('Datei'));
      }
      case 'GET /register/fuehrungszeugnis':
        return html(registerPage('fuehrungszeugnis'));
      case 'GET /register/gewerbe':
        return html(registerPage('gewerbe'));
      case 'GET /register/anmelden':
        registerForm = asked.search === '?gewerbe' ? 'gewerbe' : 'fuehrungszeugnis';
        return html(loginPage(eid.begin(REGISTER_RIGHTS, REGISTER_PATH)));
      case `GET ${REGISTER_PATH}`: {
        const result = eid.take(asked.searchParams.get('session'));
        if (result) logins.push(result);
        listeners.tell();
        if (result?.status !== 'identified') return html(notLoggedInPage());
        const { givenNames = '', familyName = '' } = result.identity;
        return html(orderPage(registerForm, `${givenNames} ${familyName}`));
      }
      case 'POST /register/bestellt':
        forms.push(Object.fromEntries(new URLSearchParams((await bytesOf(request)).toString('utf8'))));
        listeners.tell();
        return html(orderedPage());
      case 'GET /anmelden':
        return html(loginPage(eid.begin(RIGHTS, RETURN_PATH)));
      case `GET ${RETURN_PATH}`: {
        returns.push(asked.search);
        const result = eid.take(asked.searchParams.get('session'));
        if (result) logins.push(result);
        listeners.tell();
        if (result?.status !== 'identified') return html(notLoggedInPage());
        const { givenNames = '', familyName = '', address } = result.identity;
        return html(greetingPage(`${givenNames} ${familyName}`, address?.city ?? ''));
      }
      default:
        return false;
    }
  }

  const server = await startEidServer({
    port,
    ...(paosPort !== undefined && { paosPort }),
    ...(tls && { tls }),
    clock,
    log,
    site: { serve },
  });
  return {
    url: server.url,
    port: server.port,
    caPem: server.caPem,
    state: () => structuredClone({ down, forms, logins, returns, uploads, paths }),
    setDown(value) {
      down = value;
      listeners.tell();
    },
    onChange: (listener) => listeners.add(listener),
    stop: () => server.close(),
  };
}

function send(response: ServerResponse, type: string, body: Buffer): true {
  response.writeHead(200, { 'content-type': type, 'content-length': body.length });
  response.end(body);
  return true;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The one file of a form (RFC 7578). */
function fileIn(body: Buffer): WebPortalState['uploads'][number] | null {
  const boundary = body.subarray(0, body.indexOf('\r\n'));
  const head = body.indexOf('\r\n\r\n');
  const name = /filename="([^"]*)"/.exec(body.subarray(0, head).toString('utf8'))?.[1];
  if (boundary.length === 0 || head < 0 || name === undefined) return null;
  const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), boundary]), head);
  const content = body.subarray(head + 4, end);
  return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}
