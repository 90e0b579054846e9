import { z } from 'zod';
import type { PagePrinterSimulator, PaperPile } from '../../../device-drivers/page-printer/simulator/index.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press, Switch } from './simple.ts';

/** Documents a person keeps on the desk; the oldest goes to the bin. */
const KEPT = 4;
const Pile = z.strictObject({ id: z.string().max(40) });

/** The page printer, and the sheets the person has taken out of its tray. */
export function pagePrinterOnDesk(simulator: PagePrinterSimulator): DeskDevice {
  const kept: PaperPile[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const shown = ({ id, sheets, partial }: PaperPile) => ({ id, sheets, partial });
  return {
    id: 'page-printer',
    state() {
      const { cable, printing, sheetsInTray, jam, cover, paused, papers } = simulator.state();
      return { cable, printing, sheetsInTray, jam, cover, paused, papers, kept: kept.map(shown) };
    },
    actions: {
      take: action(Pile, ({ id }) => {
        const pile = simulator.takePaper(id);
        if (!pile) throw new Refusal('no-such-paper');
        kept.push(pile);
        kept.splice(0, Math.max(0, kept.length - KEPT));
        changed();
      }),
      throwAway: action(Pile, ({ id }) => {
        const at = kept.findIndex((pile) => pile.id === id);
        if (at === -1) throw new Refusal('no-such-paper');
        kept.splice(at, 1);
        changed();
      }),
      paper: action(Switch, ({ on }) => (on ? simulator.loadMedia() : simulator.removeMedia())),
      jam: action(Switch, ({ on }) => (on ? simulator.jam() : simulator.clearJam())),
      cover: action(Switch, ({ on }) => (on ? simulator.openCover() : simulator.closeCover())),
      pause: action(Switch, ({ on }) => (on ? simulator.pause() : simulator.resume())),
      pullCable: press(() => simulator.pullCable()),
      plugCable: press(() => simulator.plugCable()),
    },
    onChange(listener) {
      listeners.add(listener);
      const stop = simulator.onChange(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
    picture(id) {
      const pile = [...kept, ...simulator.papers()].find((one) => one.id === id);
      return pile && { type: 'application/pdf', body: pile.pdf };
    },
  };
}
