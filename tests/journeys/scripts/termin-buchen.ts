import { Bug } from '../../../foundation/errors.ts';
import { appointmentInCode } from '../../../portals/appointments/appointment-code.ts';
import type { DiaryEntry } from '../../../simulators/appointments/diary.ts';
import { readQr } from '../read-qr.ts';
import { findService } from './common-steps.ts';
import type { Play, Script } from './script.ts';

/** Of the demo town: Bürgerbüro Nord, passport; it wants an e-mail address. */
const OFFICE = '102';
const PASSPORT = '1002';
const EMAIL = 'a.b@example.org';

/** A passport's appointment: the diary of the office holds what was chosen and typed, the slip opens it. */
export const terminBuchen: Script = {
  service: 'termin-buchen',
  faults: [],
  async play(play) {
    await bookAppointment(play);
    const { citizen } = play.stage;
    await citizen.press('intent-continue');
    await citizen.see('farewell');
    await citizen.press('intent-finish');
    return { kind: 'nothing-sent', secrets: [EMAIL], slips: 1 };
  },
};

/** From the attract screen to the number. @returns the entry in the diary, and what the code on the screen says */
export async function bookAppointment(play: Play): Promise<{ readonly entry: DiaryEntry; readonly code: string }> {
  const { citizen, person, stack } = play.stage;
  await findService(play, 'termin-buchen');
  await choose(play, 'concern', PASSPORT);
  await choose(play, 'office', OFFICE);
  await chooseTime(play);
  await citizen.see('form', 'appointment.details');
  await citizen.type('familyName', person.familyName);
  await citizen.type('email', EMAIL);
  await citizen.press('intent-continue');
  await citizen.see('form', 'appointment.check');
  await citizen.press('intent-continue');
  await citizen.see('form', 'appointment.booked');
  const code = await readQr(citizen.at('qr'));
  const [entry, ...others] = stack.world.appointments.entries().filter(({ status }) => status === 'confirmed');
  if (!entry || others.length > 0) throw new Bug(`confirmed: ${others.length + Number(entry !== undefined)}`);
  const said = {
    officeId: entry.officeId,
    concernId: entry.concernId,
    familyName: entry.familyName,
    email: entry.email,
  };
  const meant = { officeId: 102, concernId: 1002, familyName: person.familyName, email: EMAIL };
  if (JSON.stringify(said) !== JSON.stringify(meant)) throw new Bug('the office has something else');
  const key = appointmentInCode(code);
  if (key?.id !== entry.id || key.key !== entry.key) throw new Bug('the code opens something else');
  play.met('booked: office, concern, name and e-mail address stand in the diary, and the code opens it');
  return { entry, code };
}

async function choose({ stage: { citizen } }: Play, field: string, value: string): Promise<void> {
  await citizen.see('form', `appointment.${field}`);
  await citizen.choose(field, value);
  await citizen.press('intent-continue');
}

/** Not of the next day: its first time may be over before the appointment is moved or cancelled. */
export async function chooseTime(play: Play): Promise<void> {
  await chooseFree(play, 'day', 1);
  await chooseFree(play, 'time', 0);
}

/** @param n counted from the next that is free */
async function chooseFree({ stage: { citizen } }: Play, field: string, n: number): Promise<void> {
  await citizen.see('form', `appointment.${field}`);
  const option = citizen.screen.locator(`[data-testid^="option-${field}-"]`).nth(n);
  const testid = await option.getAttribute('data-testid');
  if (testid === null) throw new Bug(`no ${field} to choose`);
  await citizen.press(testid);
  await citizen.press('intent-continue');
}
