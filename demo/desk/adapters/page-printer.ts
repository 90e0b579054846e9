import type { PagePrinterSimulator, PaperPile } from '../../../simulators/page-printer/index.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press, Switch } from './actions.ts';
import { keptPaper } from './kept-paper.ts';

/** Documents a person keeps on the desk; the oldest goes to the bin. */
const KEPT = 4;

/** The page printer, and the sheets the person has taken out of its tray. */
export function pagePrinterOnDesk(simulator: PagePrinterSimulator): DeskDevice {
  const { kept, take, throwAway, onChange, find } = keptPaper(simulator, KEPT);
  const shown = ({ id, sheets, partial }: PaperPile) => ({ id, sheets, partial });
  return {
    id: 'page-printer',
    state() {
      const { cable, printing, sheetsInTray, jam, cover, paused, papers } = simulator.state();
      return { cable, printing, sheetsInTray, jam, cover, paused, papers, kept: kept().map(shown) };
    },
    actions: {
      take,
      throwAway,
      paper: action(Switch, ({ on }) => (on ? simulator.loadMedia() : simulator.removeMedia())),
      jam: action(Switch, ({ on }) => (on ? simulator.jam() : simulator.clearJam())),
      cover: action(Switch, ({ on }) => (on ? simulator.openCover() : simulator.closeCover())),
      pause: action(Switch, ({ on }) => (on ? simulator.pause() : simulator.resume())),
      pullCable: press(() => simulator.pullCable()),
      plugCable: press(() => simulator.plugCable()),
    },
    onChange,
    picture(id) {
      const pile = find(id);
      return pile && { type: 'application/pdf', body: pile.pdf };
    },
  };
}
