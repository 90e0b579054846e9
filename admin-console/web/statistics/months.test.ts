import { expect, test } from 'vitest';
import { comparedSpan } from './months.ts';

test('before a change are as many months as after it, over the turn of the year', () => {
  expect(comparedSpan({ from: '2026-02', to: '2026-04' }, 'before')).toEqual({ from: '2025-11', to: '2026-01' });
  expect(comparedSpan({ from: '2026-01', to: '2026-01' }, 'before')).toEqual({ from: '2025-12', to: '2025-12' });
});

test('a year before are the same months', () => {
  expect(comparedSpan({ from: '2026-02', to: '2026-04' }, 'year')).toEqual({ from: '2025-02', to: '2025-04' });
});
