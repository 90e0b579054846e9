import { createHash } from 'node:crypto';
import { type RequestOptions, request } from 'node:https';
import { checkServerIdentity, type TLSSocket } from 'node:tls';
import type { z } from 'zod';
import type { Clock } from '../../foundation/clock.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { DataRequest, Done } from '../eid-service/clear-text-messages.ts';
import { DELAYS } from './delays.ts';
import { parseTcToken, type ReceivedTcToken } from './tctoken.ts';

export type PortalFault =
  | 'unreachable' // no trusted channel, at any point
  | 'refused'; // it, or what it showed, breaks the rules

/** The portal's side of one authentication, over its real channels: https for the token, TLS-PSK for the rest. */
export interface PortalConversation {
  readonly refreshAddress: string;
  readonly request: DataRequest;
  deliver(
    rights: readonly string[],
    dataGroups: Readonly<Record<string, string>>,
    documentValid: boolean,
  ): Promise<Result<string | null, PortalFault>>;
  /** Tells the portal that nothing will come. Best effort: it forgets by itself. */
  giveUp(minor: string): Promise<void>;
}

/** A fault after the token was read leaves an address to send the person to. */
export interface OpenFault {
  readonly fault: PortalFault;
  readonly refreshAddress: string | null;
}

/**
 * Fetches the token and begins. Certificates need no known CA, as with the real app: what counts is the name, the
 * time and, as soon as the portal has told its certificate description, the hash.
 */
export async function openPortal(tcTokenUrl: string, clock: Clock): Promise<Result<PortalConversation, OpenFault>> {
  const got = await exchange(tcTokenUrl, { method: 'GET' }, null, clock);
  if (!got.ok) return err({ fault: got.error, refreshAddress: null });
  const token = got.value.status === 200 ? parseTcToken(got.value.text) : err('invalid-token' as const);
  if (!token.ok) return err({ fault: 'unreachable', refreshAddress: null });
  const { refreshAddress } = token.value;
  const fail = (fault: PortalFault) => err({ fault, refreshAddress });
  const started = await say(token.value, { type: 'start', session: token.value.sessionIdentifier }, DataRequest, clock);
  if (!started.ok) return fail(started.error);
  const { answer, certificateHash } = started.value;
  const origin = URL.parse(answer.description.subjectUrl)?.origin;
  const isKnown = [got.value.certificateHash, certificateHash].every((hash) => answer.certificateHashes.includes(hash));
  if (!isKnown || new URL(tcTokenUrl).origin !== origin || new URL(refreshAddress).origin !== origin)
    return fail('refused');
  return ok(portalWith(token.value, answer, clock));
}

function portalWith(token: ReceivedTcToken, answer: DataRequest, clock: Clock): PortalConversation {
  const session = token.sessionIdentifier;
  return {
    refreshAddress: token.refreshAddress,
    request: answer,
    async deliver(rights, dataGroups, documentValid) {
      const done = await say(token, { type: 'deliver', session, rights, dataGroups, documentValid }, Done, clock);
      return done.ok ? ok(done.value.answer.minor) : done;
    },
    async giveUp(minor) {
      await say(token, { type: 'failed', session, minor }, Done, clock);
    },
  };
}

async function say<S extends z.ZodType>(
  token: ReceivedTcToken,
  message: object,
  schema: S,
  clock: Clock,
): Promise<Result<{ readonly answer: z.output<S>; readonly certificateHash: string }, PortalFault>> {
  const options: RequestOptions & { readonly pskCallback: () => { psk: Buffer; identity: string } } = {
    method: 'POST',
    ciphers: 'RSA-PSK-AES256-GCM-SHA384',
    maxVersion: 'TLSv1.2',
    pskCallback: () => ({ psk: token.psk, identity: token.sessionIdentifier }),
    headers: { 'content-type': 'application/json' },
  };
  const got = await exchange(token.serverAddress, options, JSON.stringify(message), clock);
  if (!got.ok) return got;
  if (got.value.status >= 500) return err('unreachable');
  if (got.value.status !== 200) return err('refused');
  const parsed = schema.safeParse(json(got.value.text));
  return parsed.success ? ok({ answer: parsed.data, certificateHash: got.value.certificateHash }) : err('refused');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses `undefined`.
    return undefined;
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** SHA-256 of the server's certificate, hex. */
  readonly certificateHash: string;
}

function exchange(
  url: string,
  options: RequestOptions,
  body: string | null,
  clock: Clock,
): Promise<Result<Answer, 'unreachable'>> {
  return new Promise((resolve) => {
    const give = (result: Result<Answer, 'unreachable'>) => {
      clock.clearTimeout(limit);
      outgoing.destroy();
      resolve(result);
    };
    const outgoing = request(url, { agent: false, rejectUnauthorized: false, minVersion: 'TLSv1.2', ...options });
    const limit = clock.setTimeout(() => give(err('unreachable')), DELAYS.portalWithin);
    outgoing.on('error', () => give(err('unreachable')));
    outgoing.on('response', (incoming) => {
      const certificate = (incoming.socket as TLSSocket).getPeerCertificate();
      const isFor = checkServerIdentity(new URL(url).hostname, certificate) === undefined;
      const isInTime =
        Date.parse(certificate.valid_from) <= clock.now() && clock.now() <= Date.parse(certificate.valid_to);
      if (!isFor || !isInTime) return give(err('unreachable'));
      const certificateHash = createHash('sha256').update(certificate.raw).digest('hex');
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => give(err('unreachable')));
      incoming.on('end', () =>
        give(ok({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), certificateHash })),
      );
    });
    outgoing.end(body ?? undefined);
  });
}
