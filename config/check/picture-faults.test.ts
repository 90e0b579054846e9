import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureFault } from './picture-faults.ts';

const svg = (inner: string, attributes = '') =>
  pictureFault({
    type: 'image/svg+xml',
    data: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inner}</svg>`).toString('base64'),
  });
const png = async (width: number, height: number) =>
  (
    await sharp({ create: { width, height, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
  ).toString('base64');

test('a PNG is taken, one of too many pixels is not, and neither is what only calls itself so', async () => {
  expect(pictureFault({ type: 'image/png', data: await png(300, 200) })).toBeNull();
  expect(pictureFault({ type: 'image/png', data: await png(2001, 10) })).toMatchObject({ word: 'picture-too-large' });
  expect(pictureFault({ type: 'image/png', data: Buffer.from('GIF89a'.repeat(20)).toString('base64') })).toMatchObject({
    word: 'picture-not-png',
  });
});

test.each([
  ['shapes', '<g fill="url(#a)"><path d="M0 0h10v10z"/></g>'],
  ['a gradient of its own', '<defs><linearGradient id="a"/></defs><rect fill="url( #a )"/>'],
  ['a part used twice', '<use xlink:href="#a" xmlns:xlink="http://www.w3.org/1999/xlink"/>'],
  ['a photo that is in the file', '<image href="data:image/png;base64,AAAA"/>'],
  ['a style', '<style>.a { fill: red }</style>'],
  ['what drawing programs leave behind', '<x:namedview xmlns:x="urn:x" pagecolor="#fff"/><metadata>by me</metadata>'],
])('a drawing with %s is taken', (_, inner) => {
  expect(svg(inner)).toBeNull();
});

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a script under another prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'],
  ['a handler', '<rect onclick="alert(1)"/>'],
  ['a page in it', '<foreignObject><p/></foreignObject>'],
  ['a picture from elsewhere', '<image href="https://example.invalid/a.png"/>'],
  ['a drawing in the drawing', '<image href="data:image/svg+xml;base64,AAAA"/>'],
  ['a link to a script', '<a href="java&#115;cript:alert(1)"><rect/></a>'],
  ['a colour from elsewhere', '<rect fill="url(https://example.invalid/#a)"/>'],
  ['a colour from elsewhere in quotes', `<rect style="fill: URL( 'https://example.invalid/#a')"/>`],
  ['a style from elsewhere', '<style>@import "https://example.invalid/a.css";</style>'],
  ['a style that spells it otherwise', '<style>@\\69mport "a"</style>'],
  ['a change of what it shows', '<rect><animate attributeName="href" to="x"/></rect>'],
])('a drawing with %s is refused', (_, inner) => {
  expect(svg(inner)?.word).toBe('picture-active');
});

test('entities and things that are no drawing are refused', () => {
  const of = (text: string) => pictureFault({ type: 'image/svg+xml', data: Buffer.from(text).toString('base64') });
  expect(of('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>')?.word).toBe('picture-active');
  expect(of('<html/>')?.word).toBe('picture-not-svg');
  expect(of('no picture')?.word).toBe('picture-not-svg');
});
