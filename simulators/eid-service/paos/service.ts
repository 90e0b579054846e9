import { code, type Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { finishWith, type Outcomes } from '../clear-text-service.ts';
import { makeTerminalKeys } from '../eac/chain.ts';
import type { Provider } from '../provider.ts';
import type { Session } from '../sessions.ts';
import { startPaosResponse } from './bodies.ts';
import { envelope } from './envelope.ts';
import { Exchange } from './exchange.ts';
import { parseXml, textOf } from './xml.ts';

export interface PaosOptions {
  readonly outcomes: Outcomes;
  readonly provider: Provider;
  readonly certificateHash: () => Buffer;
  readonly log: Log;
}

export interface PaosService {
  /** One POST of the client → one answer. The channel has already told whose it is. */
  answer(session: Session, text: string): Result<string, 'malformed-xml' | 'out-of-order'>;
}

/** A running attempt and the message it waits to be answered. */
class Attempt {
  readonly exchange: Exchange;
  lastMessageId: string | null = null;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }
}

export function createPaosService(options: PaosOptions): PaosService {
  const { outcomes, provider, certificateHash, log } = options;
  const keys = makeTerminalKeys();

  const attemptOf = (session: Session): Attempt => {
    if (session.attempt instanceof Attempt) return session.attempt;
    const attempt = new Attempt(
      new Exchange({
        sessionId: session.id,
        request: session.request,
        keys,
        provider,
        certificateHash: certificateHash(),
        now: outcomes.clock.now(),
      }),
    );
    session.attempt = attempt;
    return attempt;
  };

  const advance = (session: Session, attempt: Attempt, message: Parameters<Exchange['receive']>[0]): string => {
    const next = attempt.exchange.receive(message);
    if (!next.ok) {
      log.event('warn', 'eid-server.attempt-failed', { reason: code(next.error) });
      outcomes.sessions.finish(session, { status: 'failed', reason: next.error });
      return startPaosResponse('al/common#internalError');
    }
    if ('body' in next.value) return next.value.body;
    if ('read' in next.value) {
      const { groups, documentValid } = next.value.read;
      return startPaosResponse(finishWith(outcomes, session, groups, documentValid));
    }
    outcomes.sessions.finish(session, { status: 'failed', reason: next.value.gaveUp });
    return startPaosResponse(null);
  };

  return {
    answer(session, text) {
      const message = parseXml(text);
      if (!message.ok) return message;
      const attempt = attemptOf(session);
      // 2.x sends no "requestid" header: what a message answers stands in its RelatesTo.
      if (attempt.lastMessageId !== null && textOf(message.value, 'RelatesTo') !== attempt.lastMessageId) {
        return err('out-of-order');
      }
      const body = advance(session, attempt, message.value);
      const sent = envelope(textOf(message.value, 'MessageID') ?? '', body);
      attempt.lastMessageId = sent.messageId;
      return ok(sent.xml);
    },
  };
}
