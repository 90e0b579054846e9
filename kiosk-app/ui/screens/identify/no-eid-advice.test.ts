import { expect, test } from 'vitest';
import { textsFor } from '../../texts.ts';
import { NO_EID_STEPS } from './no-eid-advice.ts';

const REASONS = Object.keys(NO_EID_STEPS) as (keyof typeof NO_EID_STEPS)[];

test.each(['de', 'en'])('each answer to "no card or no PIN?" has a title and advice of its own (%s)', (language) => {
  const { t } = textsFor(language);
  const titles = REASONS.map((reason) => t(`problem.no-eid.${reason}.title`));
  expect(new Set(titles).size).toBe(4);
  const firsts = REASONS.map((reason) =>
    NO_EID_STEPS[reason]
      .slice(0, 2)
      .map((key) => t(key))
      .join(),
  );
  expect(new Set(firsts).size).toBe(4);
});

test('only who lacks a PIN is sent for one', () => {
  const pin = (reason: keyof typeof NO_EID_STEPS) =>
    NO_EID_STEPS[reason].some((key) => textsFor('de').t(key).includes('PIN'));
  expect(REASONS.filter(pin)).toEqual(['no-pin', 'not-activated']);
});
