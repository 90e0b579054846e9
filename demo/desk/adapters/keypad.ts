import { z } from 'zod';
import { KEYPAD_ACTIONS } from '../../../device-drivers/keypad/contract.ts';
import type { KeypadServer } from '../../../simulators/keypad/server.ts';
import { action, type DeskDevice, orNotNow } from '../contract.ts';
import { press, Switch } from './actions.ts';

const Key = z.strictObject({ key: z.enum(KEYPAD_ACTIONS) });

/** The assistive keypad and the headset one may plug into it. */
export function keypadOnDesk(keypad: KeypadServer): DeskDevice {
  return {
    id: 'keypad',
    state() {
      const { connected, listeners, headset } = keypad.state();
      return { cable: connected ? 'plugged' : 'pulled', listening: listeners > 0, headset };
    },
    actions: {
      press: action(Key, ({ key }) => orNotNow(keypad.press(key))),
      headset: action(Switch, ({ on }) => keypad.plugHeadset(on)),
      pullCable: press(() => keypad.pullCable()),
      plugCable: press(() => keypad.plugCable()),
    },
    onChange: (listener) => keypad.onChange(listener),
  };
}
