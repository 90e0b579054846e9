import { Refusal } from '../../../foundation/errors.ts';
import type { Player } from './player.ts';

/** The office of the fake that wants a puzzle solved first. */
const NOT_HERE = '103';
const KEY = { number: '100822', key: '8ccf' };

export const appointment: Player = {
  before({ h, once }, { id }) {
    const { days, reserve } = h.terminal.script.appointments;
    h.terminal.script.appointments.days = (asked) => {
      if (id === 'system-down' && once('down')) throw new Refusal('appointment-unavailable');
      return days(asked);
    };
    h.terminal.script.appointments.reserve = (asked) => {
      if (id === 'time-taken' && once('taken')) throw new Refusal('appointment-taken');
      return reserve(asked);
    };
  },
  async act({ h, once }, { id }) {
    const { screen } = h.snapshot();
    if (screen.kind === 'problem') return h.do('retry');
    if (screen.kind !== 'form' || screen.isWaiting) return h.settle();
    if (screen.pageId === 'appointment.notHere') return h.do('back');
    if (screen.pageId === 'appointment.find') await h.type(KEY);
    else
      for (const field of screen.fields) {
        const [first] = field.options;
        if (field.type !== 'choice') {
          if (field.required) await h.type({ [field.id]: 'Erika Mustermann' });
        } else if (field.id === 'choice') await h.type({ choice: id === 'cancelled' ? 'cancel' : 'print' });
        else if (field.id === 'office' && id === 'not-here' && once('office')) await h.type({ office: NOT_HERE });
        else if (first) await h.type({ [field.id]: first.value });
      }
    await h.do('continue');
    return h.settle();
  },
};
