import { renderSVG } from 'uqr';
import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import type { CodeReaderSimulator } from '../../../simulators/code-reader/index.ts';
import { action, type DeskDevice, orNotNow } from '../contract.ts';
import { press } from './actions.ts';

/** A letter with a code on it that lies on the desk. */
export interface SampleLetter {
  readonly id: string;
  /** Lines printed on it for the person at the desk: payee, purpose, amount. */
  readonly lines: readonly string[];
  /** What its QR code says. */
  readonly code: string;
}

const Letter = z.strictObject({ letter: z.string().max(40) });

/** The code reader and the letters to hold under it. Only the page that is drawn knows a code's content. */
export function codeReaderOnDesk(simulator: CodeReaderSimulator, letters: readonly SampleLetter[]): DeskDevice {
  return {
    id: 'code-reader',
    state() {
      const { connected, listeners, shown } = simulator.state();
      return {
        cable: connected ? 'plugged' : 'pulled',
        listening: listeners > 0,
        shown,
        letters: letters.map(({ id, lines }) => ({ id, lines })),
      };
    },
    actions: {
      show: action(Letter, ({ letter }) => {
        const found = letters.find(({ id }) => id === letter);
        if (!found) throw new Refusal('no-such-letter');
        orNotNow(simulator.show(found.code));
      }),
      pullCable: press(() => simulator.pullCable()),
      plugCable: press(() => simulator.plugCable()),
    },
    onChange: (listener) => simulator.onChange(listener),
    picture(id) {
      const letter = letters.find((one) => one.id === id);
      return letter && { type: 'image/svg+xml', body: renderSVG(letter.code, { border: 1, ecc: 'M' }) };
    },
  };
}
