import { Bug } from '../../../foundation/errors.ts';
import { findService } from './common-steps.ts';
import type { Script } from './script.ts';
import { bookAppointment, chooseTime } from './termin-buchen.ts';

/** Booked, moved by the code of the slip, then cancelled: the diary follows each time. */
export const terminVerwalten: Script = {
  service: 'termin-verwalten',
  faults: [],
  async play(play) {
    const { citizen, stack } = play.stage;
    const { appointments, codeReader } = stack.world;
    const { entry, code } = await bookAppointment(play);
    await citizen.press('intent-continue');
    await citizen.see('farewell');
    await citizen.press('intent-finish');

    await findService(play, 'termin-verwalten');
    await citizen.see('form', 'appointment.find');
    codeReader.show(code);
    await citizen.see('form', 'appointment.found');
    await citizen.choose('choice', 'move');
    await citizen.press('intent-continue');
    await chooseTime(play);
    await citizen.see('form', 'appointment.details');
    await citizen.press('intent-continue');
    await citizen.see('form', 'appointment.check');
    await citizen.press('intent-continue');
    await citizen.see('form', 'appointment.booked');
    const [moved, ...others] = appointments.entries().filter(({ status }) => status === 'confirmed');
    if (!moved || others.length > 0 || moved.id === entry.id) throw new Bug('not moved');
    if (moved.familyName !== entry.familyName) throw new Bug('the name was lost on the way');
    await citizen.press('intent-continue');
    await citizen.see('farewell');
    await citizen.press('intent-finish');

    await findService(play, 'termin-verwalten');
    await citizen.see('form', 'appointment.find');
    codeReader.show(`${moved.id} ${moved.key}`);
    await citizen.see('form', 'appointment.found');
    await citizen.choose('choice', 'cancel');
    await citizen.press('intent-continue');
    await citizen.see('form', 'appointment.sure');
    await citizen.press('intent-continue');
    await citizen.see('form', 'appointment.cancelled');
    if (appointments.entries().some(({ status }) => status === 'confirmed')) throw new Bug('not cancelled');
    play.met('moved with the name that stood there, then cancelled');
    await citizen.press('intent-continue');
    await citizen.see('farewell');
    await citizen.press('intent-finish');
    return { kind: 'nothing-sent', secrets: [entry.email], slips: 2 };
  },
};
