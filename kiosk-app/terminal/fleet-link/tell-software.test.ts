import { expect, test } from 'vitest';
import type { SoftwareState, WantedSoftware } from '../../../fleet-link/software.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import { DELAYS } from '../configuration/delays.ts';
import { tellSoftware } from './tell-software.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A link to a hub that wants a version; `undefined`: to one that does not know the question. */
function linked(wanted: WantedSoftware | null | undefined) {
  const hub = { wanted, told: [] as SoftwareState[] };
  const call = async (_: string, state: SoftwareState) => {
    hub.told.push(state);
    if (hub.wanted === undefined) throw new Refusal('method-not-found');
    return { wanted: hub.wanted };
  };
  return { hub, software: tellSoftware({ call: call as never }, '1.0.0', { delays: DELAYS, log: silentLog }) };
}

test('the running version is told once, if nothing else is wanted', async () => {
  const { hub } = linked({ version: '1.0.0', package: null });
  await settled();
  expect(hub.told).toEqual([{ running: '1.0.0', change: null }]);
});

test('another version is refused, and a wish that is gone is forgotten', async () => {
  const { hub, software } = linked({ version: '1.1.0', package: null });
  await settled();
  const change = { version: '1.1.0', state: 'refused', reason: 'not-supported' };
  expect(hub.told.at(-1)).toEqual({ running: '1.0.0', change });
  software.ask();
  await settled();
  expect(hub.told, 'told once more, not twice').toHaveLength(3);
  hub.wanted = null;
  software.ask();
  await settled();
  expect(hub.told.at(-1)).toEqual({ running: '1.0.0', change: null });
});

test('an older hub that does not know the question harms nothing', async () => {
  const { hub, software } = linked(undefined);
  await settled();
  software.ask();
  await settled();
  expect(hub.told).toHaveLength(2);
});
