import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { delay, SimulatedClock } from '../../foundation/clock.ts';
import type { Citizen } from '../journeys/citizen.ts';
import { DELAYS } from './delays.ts';
import type { Sight } from './read-screen.ts';
import { Visitor } from './visitor.ts';

test('a page that took long to fill in is not filled in again while the next one is on its way', async () => {
  const clock = new SimulatedClock();
  let where = 'form/person';
  const main = {};
  const sight = (): Sight => ({ where, title: '', message: '', secret: null, tries: null, pages: 0 });
  const page = { mainFrame: () => main, frames: () => [main, { evaluate: async () => sight() }] };
  const visitor = new Visitor(page as unknown as Page, {} as Citizen, clock);
  let filled = 0;
  const fill = async () => {
    filled++;
    await delay(clock, 2 * DELAYS.pressAgain);
    void delay(clock, 2 * DELAYS.look).then(() => {
      where = 'form/dog';
    });
  };
  const walking = visitor.walk(['form/dog'], { 'form/person': fill }, DELAYS.reach);
  let isThere = false;
  void walking.then(() => {
    isThere = true;
  });
  while (!isThere) await clock.advance(10);
  expect(filled).toBe(1);
});
