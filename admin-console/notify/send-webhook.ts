import { createHmac } from 'node:crypto';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { ClaimedNotice } from '../domain/alerting/notice-store.ts';
import type { Send } from './send.ts';
import { wordsOf } from './words.ts';

/**
 * Sends by HTTPS POST, signed as the Standard Webhooks specification says ("Signature scheme"): HMAC-SHA256 over id,
 * timestamp and body, each joined by a full stop. The answer's body is not read, and redirects are not followed.
 * Refuses with `no-secret`, `http-<status>`.
 */
export function createWebhookSender(clock: Clock): Send {
  return async (notice, signal) => {
    const { to, secret } = notice.channel;
    const [url] = to;
    if (secret === null || url === undefined) throw new Refusal('no-secret');
    const body = JSON.stringify(bodyOf(notice));
    const timestamp = String(Math.floor(clock.now() / 1_000));
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'buerger-terminal-hub',
        'webhook-id': notice.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signatureOf(secret, `${notice.id}.${timestamp}.${body}`)}`,
      },
      body,
    });
    await response.body?.cancel();
    if (!response.ok) throw new Refusal(`http-${response.status}`);
  };
}

/** @param secret as the channel told it: `whsec_` and base64 */
const signatureOf = (secret: string, signed: string): string =>
  createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(signed)
    .digest('base64');

/** Documented in docs/operations.md, "Webhooks". */
function bodyOf(notice: ClaimedNotice): object {
  const { id, kind, cause, tenant, items, createdAt } = notice;
  const { subject, text } = wordsOf(notice);
  return {
    type: `alert.${kind}`,
    timestamp: new Date(createdAt).toISOString(),
    data: {
      id,
      tenant: tenant.id,
      cause,
      subject,
      text,
      alerts: items.map(({ episodeId, terminalId, since, closedAt, cause: _, ...rest }) => ({
        id: episodeId,
        terminal: terminalId,
        ...rest,
        since: new Date(since).toISOString(),
        endedAt: closedAt === null ? null : new Date(closedAt).toISOString(),
      })),
    },
  };
}
