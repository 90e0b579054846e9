import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Personal } from './personal.ts';

const erika = new Personal({ name: 'Erika' });

test.each([
  ['template text', () => `${erika}`],
  ['JSON', () => JSON.stringify({ erika })],
  ['inspection, as console and assertion messages do it', () => inspect({ erika }, { showHidden: true, depth: null })],
  ['concatenation', () => ['', erika].join('')],
  ['object keys and values', () => JSON.stringify([Object.keys(erika), Object.values(erika), Object.entries(erika)])],
  ['a structured clone', () => inspect(structuredClone({ ...erika }))],
])('a personal value does not leak through %s', (_way, leak) => {
  expect(leak()).not.toContain('Erika');
});

test('a personal value is revealed on purpose, also when mapped', () => {
  expect(erika.map((p) => p.name).reveal()).toBe('Erika');
});
