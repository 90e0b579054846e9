import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ENTRIES } from '../../../kiosk-app/terminal/processes/entry-files.ts';
import { roleOf } from './process-role.ts';

test.each(Object.entries(ENTRIES))(
  'the process %s has its role: nothing is cut short or killed in it else',
  (role, entry) => {
    expect(roleOf(entry)).toBe(role);
  },
);

test('so has the terminal itself', () => {
  const entry = join(import.meta.dirname, '../../../kiosk-app/terminal/main.ts');
  expect(existsSync(entry)).toBe(true);
  expect(roleOf(entry)).toBe('terminal');
});
