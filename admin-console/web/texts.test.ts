import { expect, test } from 'vitest';
import { Alert, DeviceReport } from '../../fleet-link/contract.ts';
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import { texts } from './texts.ts';

test('both languages have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
});

test.each(DeviceReport.shape.state.options)('device state %s has words', (state) => {
  expect(Object.keys(de)).toContain(`state.${state}`);
});

test.each(DeviceReport.shape.kind.options)('device kind %s has words', (kind) => {
  expect(Object.keys(de)).toContain(`device.${kind}`);
});

test.each([...Alert.shape.kind.options, 'journal-tampered'])('alert %s has words, and says what to do', (kind) => {
  expect(Object.keys(de)).toContain(`alert.${kind}`);
  expect(Object.keys(de)).toContain(`alert.${kind}.do`);
});

test('a reason of a newer terminal is shown as its code, not hidden', () => {
  expect(texts('de')('reason.something-new')).toBe('something-new');
});
