import { Bug } from '../../../foundation/errors.ts';
import { openCatalogue } from './common-steps.ts';
import type { Script } from './script.ts';
import { chooseTime } from './termin-buchen.ts';

/** Of the demo town: Rathaus, certificate of good conduct. */
const CONDUCT = 1005;

/** A certificate of good conduct without an online ID: said on its page, an appointment for it, a slip with what to bring. */
export const withoutEid: Script = {
  service: 'fuehrungszeugnis-ohne-ausweis',
  faults: [],
  async play(play) {
    const { citizen, person, stack } = play.stage;
    await openCatalogue(play.stage);
    await citizen.openService('fuehrungszeugnis');
    await citizen.see('service-info');
    await citizen.press('open-no-eid');
    await citizen.press('intent-no-eid-not-activated');
    await citizen.see('problem');
    await citizen.press('intent-book-appointment');
    await citizen.screen.locator('[data-testid="screen-form"]').waitFor({ timeout: 30_000 });
    if ((await citizen.where()).includes('appointment.office')) {
      const office = citizen.screen.locator('[data-testid^="option-office-"]').first();
      await citizen.press((await office.getAttribute('data-testid')) ?? '');
      await citizen.press('intent-continue');
    }
    await chooseTime(play);
    await citizen.see('form', 'appointment.details');
    await citizen.type('familyName', person.familyName);
    await citizen.press('intent-continue');
    await citizen.see('form', 'appointment.check');
    await citizen.press('intent-continue');
    await citizen.see('form', 'appointment.booked');
    const [entry, ...others] = stack.world.appointments.entries().filter(({ status }) => status === 'confirmed');
    if (entry?.concernId !== CONDUCT || others.length > 0) throw new Bug('the office has something else');
    await play.stage.until('the slip is printed', () => stack.world.printer.papers().length > 0);
    const slip = stack.world.printer
      .papers()
      .flatMap(({ text }) => text)
      .join(' ')
      .replace(/\s+/g, ' ');
    if (!slip.includes('13 Euro')) throw new Bug(`the slip does not say what to bring: ${slip}`);
    play.met('no eID: said on the page of the service, an appointment for it, and a slip with what to bring');
    await citizen.press('intent-continue');
    await citizen.see('farewell');
    await citizen.press('intent-finish');
    return { kind: 'nothing-sent', secrets: [], slips: 1 };
  },
};
