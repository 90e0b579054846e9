import type { KeypadAction } from '../../device-drivers/keypad/contract.ts';
import { Personal } from '../../foundation/personal.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import type { attendingSide } from '../channel/attended.ts';
import { eidEvent, type StepEvent } from './machine/events.ts';

/** What the device host tells, as the machine hears it. Keys are no event of the machine: they move the page's focus. */
export function attendedNotices(
  report: (event: StepEvent) => void,
  onKey: (key: KeypadAction) => void,
): Handlers<typeof attendingSide> {
  return {
    methods: {},
    notifications: {
      'eid.event': (event) => report(eidEvent(event)),
      'eid.card': ({ present, wasThere }) => report({ type: 'card', present, wasThere }),
      'scan.progress': ({ phase, percent }) => report({ type: 'scan-progress', phase, percent }),
      'code.read': ({ text }) => report({ type: 'code', text: new Personal(text) }),
      'page.progress': (progress) => report({ type: 'page-progress', ...progress }),
      'keypad.key': ({ key }) => onKey(key),
      'keypad.headset': ({ state }) => report({ type: 'headset', state }),
    },
  };
}
