import { expect, it } from 'vitest';
import { z } from 'zod';
import { cut } from './cut.ts';

it('cuts a text to the length that the contract allows', () => {
  const reason = z.string().max(5);
  expect(cut(reason, 'printer')).toBe('print');
  expect(cut(reason, 'scan')).toBe('scan');
  expect(reason.safeParse(cut(reason, 'printer')).success).toBe(true);
});

it('cuts what may be absent too', () => {
  const model = z.string().max(5).nullable();
  expect(cut(model, 'printer')).toBe('print');
  expect(cut(model, null)).toBeNull();
  expect(cut(model, undefined)).toBeNull();
});

it('leaves a text whole where the contract has no limit', () => {
  expect(cut(z.string(), 'printer')).toBe('printer');
});
