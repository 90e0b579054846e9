import type { Clock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, type Result } from '../../foundation/result.ts';
import type { RelayBox } from '../phone-relay/contract.ts';
import type { WalletFailure, WalletPerson, WalletQuestion } from './contract.ts';
import type { AskedQuestion } from './request/request-object.ts';
import { checkPresentation, type PresentationChecks } from './response/check-presentation.ts';
import { failureOfError } from './response/error-codes.ts';
import { openResponse } from './response/open-response.ts';

interface QuestionOptions {
  readonly box: RelayBox;
  readonly asked: AskedQuestion;
  readonly qrText: string;
  /** Epoch milliseconds. */
  readonly validUntil: number;
  readonly checks: PresentationChecks;
  readonly clock: Clock;
  readonly log: Log;
}

type Answer = Result<WalletPerson, WalletFailure>;

/** The life of one question: from the QR code to its one end. */
export function openQuestion(options: QuestionOptions): WalletQuestion {
  const { box, asked, qrText, validUntil, checks, clock, log } = options;
  const listeners = new Set<() => void>();
  let fetched = false;
  let ended = false;
  const { promise: answer, resolve } = Promise.withResolvers<Answer>();

  const end = (result: Answer | 'cancelled') => {
    if (ended) return;
    ended = true;
    clock.clearTimeout(limit);
    listeners.clear();
    void box.close();
    const reason = result === 'cancelled' ? result : result.ok ? 'ok' : result.error;
    log.event(reason === 'ok' || reason === 'cancelled' ? 'info' : 'warn', 'wallet.ended', { reason: code(reason) });
    if (result !== 'cancelled') resolve(result);
  };
  const limit = clock.setTimeout(() => end(err('timeout')), validUntil - clock.now());

  /** Listens until the question has ended; `answered` once the first answer is being checked. */
  async function listen(answered: boolean): Promise<void> {
    const happened = await box.next();
    if (ended) return;
    if (!happened.ok) {
      // While an answer is being checked the relay has nothing more to say that matters.
      if (!answered) end(err(happened.error === 'box-gone' ? 'timeout' : 'relay-unreachable'));
      return;
    }
    const event = happened.value;
    if (event.kind === 'fetched') {
      if (!fetched) log.event('info', 'wallet.fetched');
      fetched = true;
      for (const listener of listeners) listener();
      listeners.clear();
      return listen(answered);
    }
    // Two telephones answered one code: whose identity stands here cannot be told, so neither is used.
    if (answered || event.kind === 'second-answer') return end(err('second-answer'));
    if (event.kind === 'refused') {
      // A wallet repeats the state; one that leaves it out has still reached a box that only this code names.
      return end(err((event.state ?? asked.state) === asked.state ? failureOfError(event.error) : 'wrong-state'));
    }
    void check(event.response).then(end);
    return listen(true);
  }

  async function check(response: string): Promise<Answer> {
    try {
      const opened = await openResponse(response, asked);
      return opened.ok ? await checkPresentation(opened.value, asked, checks) : opened;
    } catch (thrown) {
      // A bug of ours, but somebody waits: what our checks stumble over is not believed.
      log.event('error', 'wallet.check-failed', { reason: code(reasonOf(thrown)) });
      return err('malformed');
    }
  }

  void listen(false);
  return {
    qrText,
    validUntil,
    answer,
    onFetched: (listener) => {
      if (fetched) listener();
      else if (!ended) listeners.add(listener);
    },
    cancel: () => end('cancelled'),
  };
}
