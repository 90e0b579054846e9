import { expect, test } from 'vitest';
import { FieldDefinition } from '../../../config/schema/form-field.ts';
import { SIGNATURE_LIMITS, strokeOf } from '../contract/signature.ts';
import { signedByName, withoutLastStroke, withStroke } from './signature.ts';
import { judge } from './validate.ts';

const field = (rest: object = {}) => FieldDefinition.parse({ id: 'signed', type: 'signature', label: 'a.b', ...rest });
const say = (value: string, rest: object = {}) => {
  const verdict = judge(field(rest), value, '2026-01-05');
  return verdict.kind === 'valid' ? 'valid' : `${verdict.kind}:${verdict.error.reason}`;
};
const LINE = 'M100 100l300 50';

test.each([
  ['nothing', '', 'incomplete:required'],
  ['a touch by mistake', 'M100 100l1 0', 'incomplete:signature'],
  ['a name', LINE, 'valid'],
  ['a name in several strokes, none of which is long', 'M1 1l80 0\nM1 9l80 0', 'valid'],
  ['a stroke that leaves the box', 'M990 100l300 0', 'wrong:signature'],
  ['what is no stroke', '<script>', 'wrong:signature'],
  ['a typed name', signedByName('Šćepanović'), 'valid'],
  ['no letter of a typed name', signedByName(' '), 'incomplete:required'],
  ['a typed name of signs', signedByName('!!'), 'wrong:characters'],
  ['a typed name that is too long', signedByName('a'.repeat(121)), 'wrong:too-long'],
])('%s is %s: %s', (_what, value, verdict) => expect(say(value)).toBe(verdict));

test('a signature that nobody has to give may stay away, in either way', () => {
  expect(say('', { required: false })).toBe('valid');
  expect(say(signedByName(''), { required: false })).toBe('valid');
});

test('what is drawn stays inside the box and is no longer than a stroke may be', () => {
  const wild = Array.from({ length: 5_000 }, (_, at): [number, number] => [(at * 37) % 1_400, (at * 53) % 500]);
  const stroke = strokeOf(wild);
  expect(stroke.length).toBeLessThanOrEqual(SIGNATURE_LIMITS.stroke);
  expect(say(stroke)).toBe('valid');
  expect(strokeOf([[-50, 900]])).toBe('M0 320l1 0');
});

test('points that nobody could tell apart are left out, the last one never', () =>
  expect(
    strokeOf([
      [10, 10],
      [11, 10],
      [12, 11],
      [20, 10],
      [21, 10],
    ]),
  ).toBe('M10 10l10 0l1 0'));

test('strokes come and go one by one, up to their limits', () => {
  const two = withStroke(LINE, 'M1 1l9 9');
  expect(two).toBe(`${LINE}\nM1 1l9 9`);
  expect(withoutLastStroke(two ?? '')).toBe(LINE);
  expect(withStroke('', 'M1 1')).toBeNull();
  expect(withStroke(Array(SIGNATURE_LIMITS.strokes).fill(LINE).join('\n'), LINE)).toBeNull();
});
