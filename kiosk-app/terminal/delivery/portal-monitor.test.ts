import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { DELAYS } from '../configuration/delays.ts';
import { createPortalMonitor } from './portal-monitor.ts';

function watch() {
  const clock = new SimulatedClock();
  const answers = new Map([
    ['d1', true],
    ['d2', true],
  ]);
  const told: string[] = [];
  let probes = 0;
  const monitor = createPortalMonitor({
    destinations: { parken: 'd1', hund: 'd2', ausweis: 'd1' },
    portal: {
      isUp: async (id) => {
        probes++;
        return answers.get(id) ?? false;
      },
    },
    delays: DELAYS,
    clock,
    log: silentLog,
  });
  monitor.onChange((states, cameBack) => told.push(`${JSON.stringify(states)} ${cameBack}`));
  return { clock, answers, told, monitor, probes: () => probes };
}

test('a destination that goes down takes exactly its own services with it', async () => {
  const w = watch();
  w.monitor.start();
  w.answers.set('d1', false);
  await w.clock.advance(DELAYS.portalProbeUp);
  expect(w.monitor.states()).toEqual({ parken: 'down', hund: 'up', ausweis: 'down' });
  expect(w.told).toHaveLength(1);
});

test('down, it is asked oftener, and its return is told at once', async () => {
  const w = watch();
  w.answers.set('d1', false);
  w.monitor.start();
  await w.clock.advance(0);
  w.answers.set('d1', true);
  await w.clock.advance(DELAYS.portalProbeDown);
  expect(w.monitor.states().parken).toBe('up');
  expect(w.told.at(-1)).toContain('true');
});

test('what a submission has just found out counts at once', () => {
  const w = watch();
  w.monitor.observed('d2', false);
  expect(w.monitor.states().hund).toBe('down');
});

test('stopped, it asks no more and leaves no timer', async () => {
  const w = watch();
  w.monitor.start();
  await w.clock.advance(0);
  w.monitor.stop();
  await w.clock.advance(10 * DELAYS.portalProbeUp);
  expect(w.probes()).toBe(2);
  expect(w.clock.waiting).toBe(0);
});
