import type { Stack } from '../../demo/stack.ts';
import { type Clock, delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { restore } from './restore-world.ts';
import { said, Technician } from './technician.ts';

/** Milliseconds from one look to the next, and until every device is ready, every portal up and nothing waits. */
const LOOK_EVERY = 60;
const CLEAN_WITHIN = 60_000;
/** Kinds of device that the demo terminal has. */
const DEVICES = 7;

/**
 * Undoes what one person or fault did to the world, and waits until the technician would say: like new.
 * @param undo what else is to be undone first
 * @param terminalId where there are others beside it
 * @throws Refusal `world` with what is not as it was
 */
export async function cleanAgain(
  stack: Stack,
  undo: readonly (() => void)[],
  clock: Clock = systemClock,
  terminalId: string | null = null,
): Promise<void> {
  const technician = new Technician(stack.links.hub, stack.hubKey, terminalId);
  await restore(stack.world, undo);
  const end = clock.monotonic() + CLEAN_WITHIN;
  for (;;) {
    const left = await whatIsLeft(technician);
    if (left === '') return;
    if (clock.monotonic() > end) throw new Refusal('world', `not clean again: ${left}`);
    await delay(clock, LOOK_EVERY);
  }
}

async function whatIsLeft(technician: Technician): Promise<string> {
  const status = await technician.status();
  if (!status) return 'terminal or hub away';
  return [
    ...status.devices.filter(({ state }) => state !== 'ready').map((device) => `${device.kind} ${said(device)}`),
    ...Object.entries(status.portals)
      .filter(([, state]) => state === 'down')
      .map(([name]) => `portal ${name} down`),
    ...(status.outbox.waiting > 0 ? [`${status.outbox.waiting} waiting`] : []),
    ...(status.step === 'attract' ? [] : [`step ${status.step}`]),
    ...(status.devices.length < DEVICES ? [`${status.devices.length} devices`] : []),
  ].join(', ');
}
