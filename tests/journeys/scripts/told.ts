import { Bug } from '../../../foundation/errors.ts';
import { findService } from './common-steps.ts';
import type { Play, Script } from './script.ts';

async function leave({ stage: { citizen } }: Play): Promise<void> {
  await citizen.press('intent-finish');
  await citizen.see('farewell');
  await citizen.press('intent-finish');
}

/** Opening hours and how to reach the town: read, and taken along on a slip. */
export const oeffnungszeiten: Script = {
  service: 'oeffnungszeiten',
  faults: [],
  async play(play) {
    const { citizen } = play.stage;
    await findService(play, 'oeffnungszeiten');
    await citizen.see('sheet', 'information:not-asked');
    const told = await citizen.text('screen-sheet');
    if (!told.includes('0123 456-0')) throw new Bug('does not say how the town is reached');
    await citizen.press('intent-print-sheet');
    await citizen.see('sheet', 'information:printed');
    await leave(play);
    return { kind: 'nothing-sent', secrets: [], slips: 1 };
  },
};

/** "Is my document ready?": a slip of the finger, then the number; the slip says where it lies, and not its number. */
export const ausweisFertig: Script = {
  service: 'ausweis-fertig',
  faults: [],
  async play(play) {
    const { citizen, stack } = play.stage;
    const document = { reference: 'T7ZK3318Q', document: 'passport', status: 'ready', since: '2026-11-20' } as const;
    stack.world.documents.put({ ...document, counter: 'Zimmer 12' });
    await findService(play, 'ausweis-fertig');
    await citizen.see('form', 'lookup.number');
    await citizen.type('number', 'T7ZK3319Q');
    await citizen.press('intent-continue');
    await citizen.screen.locator('[data-testid="notice"], [role="status"]').first().waitFor({ timeout: 30_000 });
    await citizen.see('form', 'lookup.number');
    for (let letter = 0; letter < 2; letter++) await citizen.press('key-backspace');
    await citizen.keys('8Q');
    await citizen.press('intent-continue');
    await citizen.see('sheet', 'lookup:not-asked');
    const told = await citizen.text('sheet-result');
    if (!told.includes('Zimmer 12') || told.includes('3318')) throw new Bug(`told: ${told}`);
    await citizen.press('intent-print-sheet');
    await citizen.see('sheet', 'lookup:printed');
    await leave(play);
    return { kind: 'nothing-sent', secrets: [document.reference, 'T7ZK3319Q'], slips: 1 };
  },
};

const PEOPLE = [
  { role: 'self', income: '1873,45', pays: ['tax', 'health', 'pension'] },
  { role: 'partner', income: '611,20', pays: [] },
] as const;

/** Housing benefit: two people are told, their sum is reckoned, and a page comes out of the printer. */
export const wohngeldVorpruefen: Script = {
  service: 'wohngeld-vorpruefen',
  faults: [],
  async play(play) {
    const { citizen, stack } = play.stage;
    await findService(play, 'wohngeld-vorpruefen');
    for (const [at, { role, income, pays }] of PEOPLE.entries()) {
      if (at > 0) await citizen.press('intent-add-entry');
      await citizen.see('form', `people.${at + 1}`);
      await citizen.choose('role', role);
      await citizen.type('income', income);
      for (const part of pays) await citizen.choose('pays', part);
      await citizen.choose('disabled', 'no');
      await citizen.press('intent-continue');
      await citizen.see('form', 'people');
    }
    await citizen.press('intent-continue');
    await citizen.see('form', 'home');
    await citizen.type('rent', '745,00');
    await citizen.choose('singleParent', 'no');
    await citizen.press('intent-continue');
    await citizen.see('sheet', 'printout:not-asked');
    const told = await citizen.text('sheet-result');
    // 1,873.45 without three times ten percent (187.35 each, to the cent), and 611.20.
    if (!told.includes('1.922,60')) throw new Bug(`reckoned otherwise: ${told}`);
    await citizen.press('intent-print-sheet');
    await citizen.see('sheet', 'printout:printed');
    if (stack.world.pagePrinter.papers().length !== 1) throw new Bug('no page came out of the printer');
    await leave(play);
    return { kind: 'nothing-sent', secrets: PEOPLE.map(({ income }) => income), slips: 0 };
  },
};
