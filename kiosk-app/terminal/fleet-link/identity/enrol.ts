import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { z } from 'zod';
import { EnrolAnswer, type EnrolRequest } from '../../../../fleet-link/contract.ts';
import type { Clock } from '../../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../../foundation/errors.ts';
import { code, type Log } from '../../../../foundation/log.ts';
import { err, ok, type Result } from '../../../../foundation/result.ts';
import { DELAYS } from '../../configuration/delays.ts';
import { connectPinned, fingerprintOf } from './connect-pinned.ts';
import { writeIdentity } from './identity.ts';
import { newKey } from './new-key.ts';

const MAX_ANSWER = 64 * 1024;
const Refused = z.looseObject({ reason: z.string().max(60) });

export interface EnrolmentOptions {
  /** `https://hub:port`; enrolment and fleet link share it. */
  readonly url: string;
  /** Where key, certificate and CA are put; see identity.ts. */
  readonly directory: string;
  /** Under which the key is kept; left out: as it is. */
  readonly keySecret?: string | null;
  readonly terminalId: string;
  /** Good once. */
  readonly code: string;
  /** SHA-256 of the hub's CA certificate, hex, with or without colons. */
  readonly caFingerprint: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds for each of connecting and answering; default `DELAYS.enrolWithin`. */
  readonly within?: number;
}

/**
 * Makes this terminal a member of a hub's fleet. The key is made here and never leaves; nothing is sent before the hub
 * has proven to belong to the pinned CA; what comes back must be for our key and from that CA, else nothing is kept.
 * The answer is the SHA-256 fingerprint of the new certificate, the terminal's identity; or why not: `bad-fingerprint`,
 * `hub-unreachable`, `wrong-ca`, `wrong-certificate`, `bad-answer`, or the hub's own reason (`code-unknown`, `code-used`,
 * `code-expired`, …).
 */
export async function enrolTerminal(options: EnrolmentOptions): Promise<Result<string, string>> {
  try {
    const fingerprint = await enrol({ within: DELAYS.enrolWithin, keySecret: null, ...options });
    options.log.event('info', 'hub.enrolled', { fingerprint: code(fingerprint) });
    return ok(fingerprint);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    options.log.event('warn', 'hub.not-enrolled', {
      reason: code(thrown.reason),
      detail: code(thrown.detail ?? 'none'),
    });
    return err(thrown.reason);
  }
}

async function enrol(options: Required<EnrolmentOptions>): Promise<string> {
  const caFingerprint = options.caFingerprint.replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(caFingerprint)) throw new Refusal('bad-fingerprint');
  const { hostname, port } = new URL(options.url);
  const { keyPem, csrPem, publicDer } = await newKey(options.terminalId);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = await connectPinned({
    host,
    port: Number(port || 443),
    caFingerprint,
    now: options.clock.now(),
    within: options.within,
  });
  try {
    const answer = await post(socket, host, options, {
      code: options.code,
      terminalId: options.terminalId,
      csrPem,
    });
    const fingerprint = checkAnswer(answer, publicDer, caFingerprint);
    const identity = { key: keyPem, cert: answer.certificatePem, ca: answer.caPem };
    writeIdentity(options.directory, identity, options.keySecret);
    return fingerprint;
  } finally {
    socket.destroy();
  }
}

function post(
  socket: TLSSocket,
  host: string,
  options: Required<EnrolmentOptions>,
  body: EnrolRequest,
): Promise<EnrolAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        method: 'POST',
        path: '/enrol',
        host,
        headers: { 'content-type': 'application/json' },
        timeout: options.within,
        createConnection: () => socket,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_ANSWER) call.destroy(new Refusal('bad-answer', 'too-large'));
          chunks.push(chunk);
        });
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const answer = response.statusCode === 200 ? EnrolAnswer.safeParse(json(text)) : null;
          if (answer?.success) return resolve(answer.data);
          const refused = Refused.safeParse(json(text));
          return reject(new Refusal(refused.success && !answer ? refused.data.reason : 'bad-answer'));
        });
      },
    );
    call.once('timeout', () => call.destroy(new Refusal('hub-unreachable', 'timeout')));
    call.once('error', (thrown) =>
      reject(thrown instanceof Refusal ? thrown : new Refusal('hub-unreachable', reasonOf(thrown))),
    );
    call.end(JSON.stringify(body));
  });
}

function checkAnswer(answer: EnrolAnswer, publicDer: Buffer, caFingerprint: string): string {
  let certificate: X509Certificate;
  let ca: X509Certificate;
  try {
    certificate = new X509Certificate(answer.certificatePem);
    ca = new X509Certificate(answer.caPem);
  } catch {
    throw new Refusal('bad-answer', 'not a certificate');
  }
  if (fingerprintOf(ca) !== caFingerprint) throw new Refusal('wrong-ca', 'answer');
  const isForOurKey = certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(publicDer);
  if (!isForOurKey || !certificate.verify(ca.publicKey)) throw new Refusal('wrong-certificate', 'answer');
  return fingerprintOf(certificate);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
