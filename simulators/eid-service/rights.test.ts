import { expect, test } from 'vitest';
import { chatOf, dataGroupsOf, READABLE } from './rights.ts';

test('the bits are those the real app understood', () => {
  expect(chatOf(['DocumentType', 'GivenNames', 'FamilyName', 'DateOfBirth', 'Address']).toString('hex')).toBe(
    '0001009900',
  );
  expect(chatOf(['DoctoralDegree', 'PlaceOfBirth']).toString('hex')).toBe('0000014000');
});

test('every readable right opens exactly its data group', () => {
  for (const right of READABLE) expect(dataGroupsOf(chatOf([right]))).toHaveLength(1);
  expect(dataGroupsOf(chatOf(READABLE))).toHaveLength(READABLE.length);
});

test('rights that are not for reading open nothing', () => {
  expect(dataGroupsOf(Buffer.from('ffe0000017', 'hex'))).toEqual([]);
});
