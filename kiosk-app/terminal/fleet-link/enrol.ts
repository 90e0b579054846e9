import { request } from 'node:https';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { z } from 'zod';
import { EnrolAnswer } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import * as x509 from '../../../foundation/x509.ts';
import { DELAYS } from '../delays.ts';
import { writeIdentity } from './identity.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const MAX_ANSWER = 32 * 1024;
const RefusedAnswer = z.looseObject({ reason: z.string().regex(/^[a-z-]{1,60}$/) });

export interface EnrolOptions {
  /** `https://host:port` of the hub's link. */
  readonly url: string;
  /** The one-time code, as a person typed it. */
  readonly code: string;
  /** SHA-256 of the hub CA's certificate in hex, from the same paper as the code. */
  readonly caFingerprint: string;
  readonly terminalId: string;
  /** Where key, certificate and CA are kept (0700). */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Enrols this terminal: makes its own key, has it signed with a one-time code, and keeps the hub's CA. The code is not
 * sent before the hub has proven that its CA is the one on the paper.
 * @returns `unreachable`, `wrong-hub`, `bad-answer`, or the hub's reason (`code-used`, `code-expired`, …)
 */
export async function enrolTerminal(options: EnrolOptions): Promise<Result<null, string>> {
  const { url, terminalId, directory, clock, log } = options;
  try {
    const address = new URL('/enrol', url);
    const caPem = await pinnedCa(address, options.caFingerprint.toLowerCase().replace(/[^0-9a-f]/g, ''));
    const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
    const csr = await x509.Pkcs10CertificateRequestGenerator.create({
      name: `CN=${terminalId}`,
      keys,
      signingAlgorithm: KEY,
    });
    const answer = EnrolAnswer.safeParse(
      await post(address, caPem, { code: options.code, terminalId, csrPem: csr.toString('pem') }),
    );
    if (!answer.success) throw new Refusal('bad-answer');
    const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
    writeIdentity(directory, { key, cert: answer.data.certificatePem, ca: caPem });
    log.event('info', 'hub.enrolled', { at: clock.now() });
    return ok(null);
  } catch (thrown) {
    const reason = thrown instanceof Refusal ? thrown.reason : 'unreachable';
    log.event('warn', 'hub.not-enrolled', { reason: code(reason), cause: code(reasonOf(thrown)) });
    return err(reason);
  }
}

/** The certificate authority of the chain the hub shows, if its fingerprint is the expected one. */
function pinnedCa({ hostname, port }: URL, fingerprint: string): Promise<string> {
  return new Promise((resolve, reject) => {
    // Nothing is trusted and nothing is sent on this connection: it only fetches the chain.
    const socket = connect(
      {
        host: hostname,
        port: Number(port || 443),
        servername: hostname,
        rejectUnauthorized: false,
        timeout: DELAYS.enrolWithin,
      },
      () => {
        const found = chain(socket.getPeerCertificate(true)).find(
          (certificate) => certificate.fingerprint256.replaceAll(':', '').toLowerCase() === fingerprint,
        );
        socket.destroy();
        if (found) resolve(x509.PemConverter.encode(found.raw, 'CERTIFICATE'));
        else reject(new Refusal('wrong-hub'));
      },
    );
    socket.once('timeout', () => socket.destroy(new Refusal('unreachable', 'timeout')));
    socket.once('error', reject);
  });
}

function chain(leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const found: DetailedPeerCertificate[] = [];
  for (
    let next: DetailedPeerCertificate | undefined = leaf;
    next?.raw && !found.includes(next);
    next = next.issuerCertificate
  )
    found.push(next);
  return found;
}

function post(address: URL, caPem: string, body: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      {
        method: 'POST',
        ca: caPem,
        minVersion: 'TLSv1.3',
        timeout: DELAYS.enrolWithin,
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > MAX_ANSWER) sent.destroy(new Refusal('bad-answer', 'too-large'));
        });
        response.on('end', () => {
          const parsed = json(text);
          if (response.statusCode === 200) return resolve(parsed);
          const refused = RefusedAnswer.safeParse(parsed);
          reject(new Refusal(refused.success ? refused.data.reason : 'bad-answer'));
        });
      },
    );
    sent.once('timeout', () => sent.destroy(new Refusal('unreachable', 'timeout')));
    sent.once('error', reject);
    sent.end(JSON.stringify(body));
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
