import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { SiteDefinition } from '../../config/schema/site.ts';
import { KEYPAD_ACTIONS } from '../../device-drivers/keypad/contract.ts';

/** The configuration may not import a driver, so this list is written twice. Here it is one. */
const MEANINGS = [...KEYPAD_ACTIONS, 'headset-plugged', 'headset-unplugged'].sort();

function enumsIn(schema: unknown): string[][] {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('enum' in schema && Array.isArray(schema.enum)) return [[...schema.enum].sort()];
  return Object.values(schema).flatMap(enumsIn);
}

test('what a key may mean in the site file is what the keypad driver knows', () => {
  const { keypad } = SiteDefinition.shape.devices.shape;
  expect(enumsIn(z.toJSONSchema(keypad, { io: 'input' }))).toContainEqual(MEANINGS);
});

test('the published schema says the same', () => {
  const file = join(import.meta.dirname, '../../config/schema/published/site.schema.json');
  expect(enumsIn(JSON.parse(readFileSync(file, 'utf8')))).toContainEqual(MEANINGS);
});
