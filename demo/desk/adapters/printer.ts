import type { EscPosSimulator, PrintedSlip } from '../../../simulators/receipt-printer/index.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press, Switch } from './actions.ts';
import { keptPaper } from './kept-paper.ts';

/** Slips a person keeps on the desk; the oldest goes to the bin. */
const KEPT = 8;

/** The receipt printer, and the slips the person has torn off. */
export function printerOnDesk(simulator: EscPosSimulator): DeskDevice {
  const { kept, take, throwAway, onChange, find } = keptPaper(simulator, KEPT);
  const shown = ({ id, heightMm, torn }: PrintedSlip) => ({ id, heightMm: Math.round(heightMm), torn });
  return {
    id: 'printer',
    state: () => ({ ...simulator.state(), kept: kept().map(shown) }),
    actions: {
      tearOff: take,
      throwAway,
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
    onChange,
    picture(id) {
      const paper = find(id);
      return paper && { type: 'image/png', body: paper.png };
    },
  };
}
