import type { CardEvent, CardPresence, SmartCardReader } from '../../../device-drivers/smart-card/contract.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { err, ok } from '../../../foundation/result.ts';
import type { VirtualCard } from '../card.ts';

export interface CardTable {
  readonly reader: SmartCardReader;
  lay(card: VirtualCard, reader?: string): void;
  takeAway(reader?: string): void;
  /** The next so many conversations find the card taken by someone else. */
  busyFor(times: number): void;
}

/** A reader without wires, for tests of what is done with cards; real wires are in pcscd.peer.test.ts. */
export function createCardTable(): CardTable {
  const laid = new Map<string, { readonly card: VirtualCard; readonly presence: CardPresence }>();
  const listeners = new Listeners<[event: CardEvent]>();
  const tell = (event: CardEvent) => {
    listeners.tell(event);
  };
  let insertion = 0;
  let busy = 0;
  const reader: SmartCardReader = {
    kind: 'smart-card',
    open() {},
    async close() {},
    health: () => ({ state: 'ready', reason: null, model: 'table', firmware: null, seenAt: null }),
    onHealth: () => () => {},
    checkHealth: async () => ({ passed: true, steps: [] }),
    statistics: () => ({}),
    readers: () => ['table'],
    cards: () => [...laid.values()].map(({ presence }) => presence),
    onCard(listener) {
      return listeners.add(listener);
    },
    async converse(presence, talk, abort) {
      if (busy > 0) {
        busy--;
        return err('in-use-elsewhere');
      }
      return talk(async (command) => {
        await new Promise<void>((done) => setImmediate(done));
        if (abort?.aborted) return err('disconnected');
        const there = laid.get(presence.reader);
        if (there?.presence !== presence) return err('card-removed');
        const answer = there.card.respond(command);
        return answer ? ok(answer) : err('card-failed');
      });
    },
  };
  return {
    reader,
    lay(card, name = 'table') {
      card.reset();
      const presence = { reader: name, atr: card.atr, insertion: ++insertion };
      laid.set(name, { card, presence });
      tell({ kind: 'inserted', card: presence });
    },
    takeAway(name = 'table') {
      const there = laid.get(name);
      laid.delete(name);
      if (there) tell({ kind: 'removed', card: there.presence });
    },
    busyFor(times) {
      busy = times;
    },
  };
}
