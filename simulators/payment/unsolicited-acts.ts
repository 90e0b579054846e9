import { randomInt } from 'node:crypto';
import { endOfDay } from './procedures.ts';
import type { RunningCommand } from './running-command.ts';
import { deliver } from './tell-outcome.ts';

/** What a terminal does without having been asked by the cash register. */
export type ByItself =
  | { readonly kind: 'payment'; readonly amount: number } // typed in at its own keys
  | { readonly kind: 'end-of-day' }
  | { readonly kind: 'unacknowledged' }; // after a power cut: the last status nobody answered, once more

export async function actByItself(operation: RunningCommand, act: ByItself): Promise<void> {
  const { ledger, clock } = operation;
  switch (act.kind) {
    case 'payment': {
      const card = { cardName: 'girocard', panEnd: '1111', authCode: String(randomInt(100_000, 1_000_000)) };
      return deliver(
        operation,
        ledger.book({ kind: 'authorisation', amount: act.amount, at: clock.now(), original: null, ...card }),
      );
    }
    case 'end-of-day':
      return endOfDay(operation);
    case 'unacknowledged': {
      const entry = ledger.entries().findLast(({ acknowledged, reversed }) => !acknowledged && !reversed);
      if (entry) await deliver(operation, entry);
    }
  }
}
