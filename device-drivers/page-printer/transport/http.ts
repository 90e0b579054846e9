import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { AskingFault } from '../contract.ts';

export type HttpFailureReason = Exclude<AskingFault, 'malformed' | 'refused'>;

interface HttpFailure {
  readonly reason: HttpFailureReason;
  /** Status or the system's code; free of content. */
  readonly detail: string;
}

export interface HttpTarget {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** PEM of the authority, or of the printer's own certificate; without it the system's authorities count. */
  readonly ca?: string;
  /** Why there are no authorities to trust at all. */
  readonly distrusts?: string;
}

/** Largest answer that is read, in bytes: `media-col-database` of big printers is about 200 kB, and never asked for. */
const MAX_ANSWER = 1 << 20;

/** RFC 8010 section 5: ipp is HTTP on port 631, ipps is HTTPS on the same. @returns undefined for any other scheme */
export function targetOf(printerUri: string): HttpTarget | undefined {
  const url = URL.canParse(printerUri) ? new URL(printerUri) : undefined;
  if (!url?.hostname || (url.protocol !== 'ipp:' && url.protocol !== 'ipps:')) return undefined;
  return {
    secure: url.protocol === 'ipps:',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 631 : Number(url.port),
    path: url.pathname === '' ? '/' : url.pathname,
  };
}

/** How one IPP message is posted, in parts. @param within milliseconds until it is given up */
export type Post = (
  target: HttpTarget,
  parts: readonly Uint8Array[],
  clock: Clock,
  within: number,
) => Promise<Result<Uint8Array, HttpFailure>>;

/** Posts one IPP message. A connection of its own each time: printers close idle ones at moments of their choice. */
export const postIpp: Post = (target, parts, clock, within) => {
  if (target.secure && target.distrusts !== undefined) {
    return Promise.resolve(err({ reason: 'untrusted', detail: target.distrusts }));
  }
  return new Promise((resolve) => {
    let isOver = false;
    const end = (outcome: Result<Uint8Array, HttpFailure>) => {
      if (isOver) return;
      isOver = true;
      clock.clearTimeout(timer);
      request.destroy();
      resolve(outcome);
    };
    const fail = (reason: HttpFailureReason, detail: string) => end(err({ reason, detail }));
    const timer = clock.setTimeout(() => fail('no-answer', `${within}ms`), within);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const request = start(target, length, (response) => receive(response, end, fail));
    // A printer may answer with a refusal and hang up while the document is still being sent.
    request.on('error', (error) => fail(isTrustFailure(error) ? 'untrusted' : 'unreachable', reasonOf(error)));
    request.on('close', () => fail('unreachable', 'closed'));
    for (const part of parts) request.write(part);
    request.end();
  });
};

function start(target: HttpTarget, length: number, onResponse: (response: IncomingMessage) => void): ClientRequest {
  const { host, port, path, ca } = target;
  const headers = { 'content-type': 'application/ipp', 'content-length': length, 'accept-encoding': 'identity' };
  const options = { host, port, path, method: 'POST', headers, agent: false as const };
  if (!target.secure) return httpRequest(options, onResponse);
  return httpsRequest({ ...options, ...(ca === undefined ? {} : { ca }) }, onResponse);
}

function receive(
  response: IncomingMessage,
  end: (outcome: Result<Uint8Array, HttpFailure>) => void,
  fail: (reason: HttpFailureReason, detail: string) => void,
): void {
  const { statusCode = 0 } = response;
  const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (statusCode !== 200) {
    fail(statusCode === 401 || statusCode === 403 ? 'access-denied' : 'http-status', String(statusCode));
    return;
  }
  // Some printers of HP name no type at all, print servers a general one: then the body itself shows what it is.
  if (type !== '' && type !== 'application/ipp' && type !== 'application/octet-stream') {
    fail('not-ipp', 'content-type');
    return;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  response.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > MAX_ANSWER) fail('too-large', String(MAX_ANSWER));
    else chunks.push(chunk);
  });
  response.on('error', (error) => fail('unreachable', reasonOf(error)));
  response.on('end', () => (response.complete ? end(ok(Buffer.concat(chunks))) : fail('unreachable', 'cut-short')));
}

function isTrustFailure(error: Error): boolean {
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(reasonOf(error));
}
