import { tmpdir } from 'node:os';
import { expect } from 'vitest';
import { Citizen } from '../../journeys/citizen.ts';
import { journey } from './journey.ts';

/** Somebody at the terminal does not know how to go on; nobody stands beside them. */
export default journey('the citizen asks for help', async ({ signIn, citizen, say, terminalId }) => {
  const page = await signIn('technician', { at: '#/auswertung', isTelephone: true });
  const screen = await citizen();
  const person = new Citizen(() => screen, tmpdir(), false);
  await person.see('attract');
  await person.press('intent-start');
  await person.see('orient');

  const asked = performance.now();
  await person.press('intent-call-help');
  const call = page.getByTestId(`help-${terminalId}`);
  await call.waitFor();
  expect(performance.now() - asked).toBeLessThan(3_000);
  await person.at('overlay-help').and(person.screen.locator('[data-phase=told]')).waitFor();

  await call.getByRole('button', { name: say('help.take') }).click();
  await person.at('overlay-help').and(person.screen.locator('[data-phase=taken]')).waitFor();
  await call.locator('.taken').waitFor();

  await person.press('intent-end-help');
  await call.waitFor({ state: 'detached' });
  await person.press('intent-cancel');
});
