import { Listeners } from '../../../foundation/listeners.ts';
import { action, type DeskDevice } from '../contract.ts';
import { Switch } from './actions.ts';

/** A line to somewhere that can be cut: the authority's portal, the eID service, the register of bills. */
export interface Line {
  setDown(down: boolean): void;
  isDown(): boolean;
  onChange?(listener: () => void): () => void;
}

/** The cables at the wall. @param lines by the name the page has a text for */
export function wallOnDesk(lines: Readonly<Record<string, Line>>, arrived: () => number): DeskDevice {
  const listeners = new Listeners();
  const changed = () => {
    listeners.tell();
  };
  return {
    id: 'wall',
    state: () => ({
      lines: Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, line.isDown() ? 'down' : 'up'])),
      arrived: arrived(),
    }),
    actions: Object.fromEntries(
      Object.entries(lines).map(([name, line]) => [
        name,
        action(Switch, ({ on }) => {
          line.setDown(!on);
          changed();
        }),
      ]),
    ),
    onChange(listener) {
      const leave = listeners.add(listener);
      const stops = Object.values(lines).map((line) => line.onChange?.(listener));
      return () => {
        leave();
        for (const stop of stops) stop?.();
      };
    },
  };
}

/** The person in front of the terminal, seen by its presence sensor. */
export function personOnDesk(setPresent: (present: boolean) => void | Promise<void>): DeskDevice {
  const listeners = new Listeners();
  let isPresent = true;
  return {
    id: 'person',
    state: () => ({ present: isPresent }),
    actions: {
      present: action(Switch, async ({ on }) => {
        await setPresent(on);
        isPresent = on;
        listeners.tell();
      }),
    },
    onChange(listener) {
      return listeners.add(listener);
    },
  };
}
