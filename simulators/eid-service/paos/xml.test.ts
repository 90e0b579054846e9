import { expect, test } from 'vitest';
import { bodyName, escapeXml, parseXml, textOf, textsOf } from './xml.ts';

test('names are found whatever their prefix', () => {
  const parsed = parseXml(
    '<s:E xmlns:s="urn:s"><s:Body><x:Do xmlns:x="urn:x"><A>1</A><x:A> 2 </x:A></x:Do></s:Body></s:E>',
  );
  if (!parsed.ok) throw new Error(parsed.error);
  expect(bodyName(parsed.value)).toBe('Do');
  expect(textsOf(parsed.value, 'A')).toEqual(['1', '2']);
  expect(textOf(parsed.value, 'B')).toBeNull();
});

test.each([
  ['not closed', '<a><b></a>'],
  ['no element', 'hello'],
  ['empty', ''],
  ['entities', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['a document type', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
])('refused: %s', (_, text) => {
  expect(parseXml(text)).toEqual({ ok: false, error: 'malformed-xml' });
});

test('texts are escaped', () => {
  expect(escapeXml('<a href="x">&</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
});
