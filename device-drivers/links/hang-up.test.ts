import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { LINK_DELAYS } from './delays.ts';
import { watchForHangUp } from './hang-up.ts';

function watched(answers: () => Promise<unknown>) {
  const clock = new SimulatedClock();
  const port = { isOpen: true, port: { getBaudRate: answers } };
  let hungUp = 0;
  const stop = watchForHangUp(port, clock, () => {
    hungUp += 1;
  });
  return { clock, port, stop, hungUp: () => hungUp };
}
const gone = () => Promise.reject(new Error('Error: Input/output error, cannot get baud rate'));

test('a line that is gone although the port says nothing is noticed at the next look, once', async () => {
  let answers: () => Promise<unknown> = async () => 9_600;
  const { clock, hungUp } = watched(() => answers());
  await clock.advance(LINK_DELAYS.hangUpLookEvery * 5);
  expect(hungUp()).toBe(0);
  answers = gone;
  await clock.advance(LINK_DELAYS.hangUpLookEvery);
  await clock.advance(LINK_DELAYS.hangUpLookEvery * 5);
  expect(hungUp()).toBe(1);
});

test('a port that cannot be asked is not taken for one that is gone', async () => {
  const { clock, hungUp } = watched(gone);
  await clock.advance(LINK_DELAYS.hangUpLookEvery * 5);
  expect(hungUp()).toBe(0);
});

test('a port that was closed meanwhile is not told to be gone', async () => {
  let answers: () => Promise<unknown> = async () => 9_600;
  const { clock, port, hungUp } = watched(() => answers());
  await clock.advance(0);
  answers = gone;
  port.isOpen = false;
  await clock.advance(LINK_DELAYS.hangUpLookEvery);
  expect(hungUp()).toBe(0);
});
