import { z } from 'zod';
import type { EscPosSimulator, Paper } from '../../../device-drivers/receipt-printer/simulator/index.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press, Switch } from './simple.ts';

/** Slips a person keeps on the desk; the oldest goes to the bin. */
const KEPT = 8;
const Slip = z.strictObject({ id: z.string().max(40) });

/** The receipt printer, and the slips the person has torn off. */
export function printerOnDesk(simulator: EscPosSimulator): DeskDevice {
  const kept: Paper[] = [];
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const shown = ({ id, heightMm, torn }: Paper) => ({ id, heightMm: Math.round(heightMm), torn });
  return {
    id: 'printer',
    state: () => ({ ...simulator.state(), kept: kept.map(shown) }),
    actions: {
      tearOff: action(Slip, ({ id }) => {
        const paper = simulator.takePaper(id);
        if (!paper) throw new Refusal('no-such-paper');
        kept.push(paper);
        kept.splice(0, Math.max(0, kept.length - KEPT));
        changed();
      }),
      throwAway: action(Slip, ({ id }) => {
        const at = kept.findIndex((paper) => paper.id === id);
        if (at === -1) throw new Refusal('no-such-paper');
        kept.splice(at, 1);
        changed();
      }),
      pullPaper: press(() => simulator.pullPaper()),
      loadPaper: press(() => simulator.loadPaper()),
      openCover: press(() => simulator.openCover()),
      closeCover: press(() => simulator.closeCover()),
      jamCutter: press(() => simulator.jamCutter()),
      freeCutter: press(() => simulator.freeCutter()),
      overheat: press(() => simulator.overheat()),
      coolDown: press(() => simulator.coolDown()),
      nearEnd: action(Switch, ({ on }) => simulator.nearEnd(on)),
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
      const paper = [...kept, ...simulator.papers()].find((one) => one.id === id);
      return paper && { type: 'image/png', body: paper.png };
    },
  };
}
