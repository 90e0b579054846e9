import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fillTemplate, ReceiptTemplate, type TemplateData } from './template.ts';

const DATA: TemplateData = {
  language: 'de',
  timeZone: 'Europe/Berlin',
  texts: { 'receipt.paid': 'Bezahlt' },
  values: { amount: 3070, at: Date.UTC(2026, 0, 5, 9, 0), caseNumber: 'BP-117', note: null },
  lists: { payment: [{ text: 'girocard', align: 'center', bold: true, large: false }], none: [] },
};
const template = (...blocks: unknown[]) => ReceiptTemplate.parse({ id: 'test', blocks });
const fill = (...blocks: unknown[]) => fillTemplate(template(...blocks), DATA);
const reason = (...blocks: unknown[]) => {
  const filled = fill(...blocks);
  return filled.ok ? null : `${filled.error.reason}: ${filled.error.detail}`;
};

test('amounts, dates and texts are written in the language', () => {
  const filled = fill({
    type: 'columns',
    left: '{{text:receipt.paid}} {{value:at|date-time}}',
    right: '{{value:amount|euro}}',
  });
  expect(filled).toEqual({
    ok: true,
    value: [{ type: 'columns', left: 'Bezahlt 05.01.2026, 10:00', right: '30,70\u00a0€', bold: false }],
  });
});

test('payment lines keep the alignment and weight the payment terminal gave them', () => {
  const filled = fill({
    type: 'repeat',
    over: 'payment',
    blocks: [{ type: 'text', text: '{{item:text}}', align: 'item', bold: 'item', size: 'item' }],
  });
  expect(filled).toEqual({
    ok: true,
    value: [{ type: 'text', text: 'girocard', align: 'center', bold: true, size: 1 }],
  });
});

test('what is empty is left out where the template says so', () => {
  expect(fill({ type: 'rule', when: 'none' }, { type: 'rule', when: 'note' }, { type: 'cut', when: '!none' })).toEqual({
    ok: true,
    value: [{ type: 'cut' }],
  });
});

test('a placeholder in a value is not filled a second time', () => {
  const data = { ...DATA, values: { a: '{{value:caseNumber}}' } };
  const filled = fillTemplate(template({ type: 'text', text: '{{value:a}}' }), data);
  expect(filled).toMatchObject({ ok: true, value: [{ text: '{{value:caseNumber}}' }] });
});

test('a missing value is refused by name', () => {
  expect(reason({ type: 'text', text: '{{value:reference}}' })).toBe('missing-value: reference');
});

test('a missing text is refused by key', () => {
  expect(reason({ type: 'text', text: '{{text:receipt.title}}' })).toBe('missing-text: receipt.title');
});

test('a missing list is refused by name', () => {
  expect(reason({ type: 'repeat', over: 'items', blocks: [{ type: 'rule' }] })).toBe('missing-list: items');
});

test('an amount that is not a number is refused', () => {
  expect(reason({ type: 'text', text: '{{value:caseNumber|euro}}' })).toBe('wrong-format: caseNumber');
});

test('a mistyped placeholder is refused when the template is read', () => {
  expect(() => template({ type: 'text', text: '{{valu:amount}}' })).toThrow(/not a placeholder/);
  expect(() => template({ type: 'text', text: '{{value:amount' })).toThrow(/not a placeholder/);
});

test('an unknown block is refused when the template is read', () => {
  expect(() => template({ type: 'barcode', data: '1' })).toThrow();
});

test('the template that comes with the driver is valid', () => {
  const json: unknown = JSON.parse(readFileSync(new URL('./templates/receipt.json', import.meta.url), 'utf8'));
  expect(ReceiptTemplate.safeParse(json).success).toBe(true);
});
