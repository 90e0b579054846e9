import { backoff, type RandomNumber } from '../../foundation/backoff.ts';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { Turns } from '../../foundation/turns.ts';
import type { AlertChannelKind } from '../contract/alerting/views.ts';
import type { ClaimedNotice, NoticeStore } from '../domain/alerting/notice-store.ts';
import { DELAYS } from './delays.ts';
import type { Send } from './send.ts';

/** Attempts at the same time: one channel that hangs does not hold back the others. */
const AT_ONCE = 8;

/** How an attempt ended: taken by the other side, to be tried again, or given up. */
export type AttemptEnd = 'sent' | 'retried' | 'given-up';

export interface SenderOptions {
  readonly processId: string;
  readonly notices: NoticeStore;
  readonly channels: Readonly<Record<AlertChannelKind, Send>>;
  readonly onAttempt?: ((channel: AlertChannelKind, end: AttemptEnd) => void) | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: RandomNumber;
}

export interface Sender {
  /** Something may be due. */
  wake(): void;
  /** Resolves when the attempts that have begun are over. */
  stop(): Promise<void>;
}

/** Sends what is due, again and again. Several processes may: each message has one sender at a time. */
export function startSender(options: SenderOptions): Sender {
  const { clock, log } = options;
  const turns = new Turns();
  let timer: Timer | undefined;
  let isStopped = false;

  const look = () =>
    turns
      .take(async () => {
        while (!isStopped && (await sendDue(options)) === AT_ONCE);
      })
      .catch((thrown) => log.event('error', 'hub.alerts.sending-failed', { reason: code(reasonOf(thrown)) }));
  function later(): void {
    timer = clock.setTimeout(() => void look().then(() => !isStopped && later()), DELAYS.look);
  }
  later();

  return {
    wake: () => void look(),
    async stop() {
      isStopped = true;
      clock.clearTimeout(timer);
      await turns.ended();
    },
  };
}

/** Claims what is due and makes one attempt for each. @returns how many there were */
export async function sendDue(options: SenderOptions): Promise<number> {
  const claimed = await options.notices.claim(options.processId, DELAYS.lease, AT_ONCE);
  await Promise.all(claimed.map((notice) => attempt(notice, options)));
  return claimed.length;
}

async function attempt(notice: ClaimedNotice, options: SenderOptions): Promise<void> {
  const { processId, notices, log } = options;
  const failure = await sendWithin(notice, options);
  const told = { channel: code(notice.channel.kind), attempt: notice.attempt };
  if (failure === null) {
    await notices.sent(processId, notice);
    options.onAttempt?.(notice.channel.kind, 'sent');
    log.event('info', 'hub.alerts.sent', { ...told, count: notice.items.length });
    return;
  }
  const againAt = nextAttempt(notice, options);
  await notices.failed(processId, notice, failure, againAt);
  options.onAttempt?.(notice.channel.kind, againAt === null ? 'given-up' : 'retried');
  log.event(againAt === null ? 'error' : 'warn', 'hub.alerts.not-sent', { ...told, reason: code(failure) });
}

/** @returns why it failed; `null` if it did not */
async function sendWithin(notice: ClaimedNotice, { channels, clock }: SenderOptions): Promise<string | null> {
  const ended = new AbortController();
  const timer = clock.setTimeout(() => ended.abort(new Refusal('timeout')), DELAYS.sendWithin);
  try {
    const aborted = new Promise<never>((_, reject) => {
      ended.signal.addEventListener('abort', () => reject(ended.signal.reason), { once: true });
    });
    await Promise.race([channels[notice.channel.kind](notice, ended.signal), aborted]);
    return null;
  } catch (thrown) {
    return reasonOf(thrown);
  } finally {
    clock.clearTimeout(timer);
  }
}

/** A test is told at once whether it worked; it is not tried again. */
function nextAttempt({ kind, createdAt, attempt }: ClaimedNotice, { clock, random }: SenderOptions): number | null {
  const now = clock.now();
  if (kind === 'test' || now - createdAt >= DELAYS.giveUpAfter) return null;
  return now + Math.round(backoff(attempt - 1, DELAYS.retry, random));
}
