import { expect, test } from 'vitest';
import { auditKeptOf } from './audit-kept.ts';

const DAY = 86_400_000;

test.each([
  [undefined, 3_660],
  ['', 3_660],
  ['365', 365],
  ['36600', 36_600],
])('HUB_AUDIT_DAYS=%s keeps acts for %i days', (HUB_AUDIT_DAYS, days) => {
  expect(auditKeptOf({ HUB_AUDIT_DAYS })).toBe(days * DAY);
});

test.each(['0', '364', '36601', '-400', '1e9', '400 days', 'forever'])(
  'HUB_AUDIT_DAYS=%s is refused',
  (HUB_AUDIT_DAYS) => {
    expect(() => auditKeptOf({ HUB_AUDIT_DAYS })).toThrow('bad-audit-days');
  },
);
