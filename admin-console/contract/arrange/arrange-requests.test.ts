import { expect, test } from 'vitest';
import { NewPicture, NewView } from './arrange-requests.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['an SVG', 'image/svg+xml', base64('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), true],
  ['a page that calls itself SVG', 'image/svg+xml', base64('<html></html>'), false],
  ['a PNG', 'image/png', Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64'), true],
  ['a JPEG that calls itself PNG', 'image/png', Buffer.from('ffd8ffe0', 'hex').toString('base64'), false],
  ['a GIF', 'image/gif', base64('GIF89a'), false],
])('the picture of a plan: %s', (_, type, data, isTaken) => {
  expect(NewPicture.safeParse({ type, data }).success).toBe(isTaken);
});

test('a view keeps a filter, not an address that leads elsewhere', () => {
  const isTaken = (query: string) => NewView.safeParse({ name: 'x', query }).success;
  expect([isTaken('condition=limited&tag=a+b'), isTaken('#/konto'), isTaken('a b')]).toEqual([true, false, false]);
});
