import { expect, test } from 'vitest';
import { choosePorts, DEMO_PORTS } from './ports.ts';

test('stacks that start in the same moment get ports of their own', async () => {
  const chosen = await Promise.all([1, 2, 3].map(() => choosePorts('free', () => {})));
  const ports = chosen.flatMap((one) => Object.values(one));
  expect(new Set(ports).size).toBe(3 * Object.keys(DEMO_PORTS).length);
  expect(ports.every((port) => port < 32_768)).toBe(true);
});
