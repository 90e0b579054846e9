import { type Clock, delay } from '../../../foundation/clock.ts';
import { RESULT, type ZvtFrame } from '../codec/index.ts';
import type { PaymentDelays } from '../delays.ts';
import type { ExchangeResult } from './exchange.ts';
import type { ExchangeHooks, Wire } from './wire.ts';

/** Asks again while the device answers 84 9C ("please wait"), for at most `within` milliseconds. */
export async function askPatiently(
  wire: Wire,
  command: ZvtFrame,
  { clock, delays }: { readonly clock: Clock; readonly delays: PaymentDelays },
  options: ExchangeHooks & { readonly within?: number } = {},
): Promise<ExchangeResult> {
  const { within = delays.waitAnswerMost, ...hooks } = options;
  const { signal } = options;
  const until = clock.monotonic() + within;
  for (;;) {
    const result = await wire.run(command, hooks);
    const waits = isWait(result);
    if (!waits || signal?.aborted || clock.monotonic() + delays.waitAnswerPause > until) return result;
    await delay(clock, delays.waitAnswerPause, signal).catch(() => {});
    if (signal?.aborted) return result;
  }
}

/** In the answer or in the end of a command that did nothing: busy either way. */
function isWait({ ending, statuses, printed }: ExchangeResult): boolean {
  const isUntouched = statuses.length === 0 && printed.length === 0;
  return (ending.kind === 'refused' || ending.kind === 'aborted') && ending.resultCode === RESULT.wait && isUntouched;
}
