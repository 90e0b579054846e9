import { expect, test } from 'vitest';
import { readXml } from './read-xml.ts';

const LIMITS = { length: 10_000, depth: 5, elements: 50 };
const refused = (text: string) => {
  const read = readXml(text, LIMITS);
  return read.ok ? 'read' : read.error;
};

test('elements, attributes and texts are read without the prefixes of their namespaces', () => {
  const read = readXml('<a:x xmlns:a="urn:a" a:n="1"><a:y>T &amp; <![CDATA[<U>]]></a:y><z/></a:x>', LIMITS);
  expect(read).toMatchObject({
    ok: true,
    value: {
      name: 'x',
      attributes: { n: '1' },
      children: [{ name: 'y', text: 'T & <U>' }, { name: 'z' }],
      text: '',
    },
  });
});

test.each([
  ['a text that is none', 'not XML at all', 'not-xml'],
  ['an element that is not closed', '<a><b></a>', 'not-xml'],
  ['two roots', '<a/><b/>', 'not-xml'],
  ['nothing', '', 'not-xml'],
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', 'doctype'],
  ['entities that unfold', '<!DOCTYPE a [<!ENTITY b "&c;&c;&c;"><!ENTITY c "&d;&d;&d;">]><a>&b;</a>', 'doctype'],
  ['a file of the machine', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', 'doctype'],
  ['a document type elsewhere', '<!DOCTYPE a SYSTEM "https://example.invalid/a.dtd"><a/>', 'doctype'],
  ['an entity that nobody declared', '<a>&e;</a>', 'not-xml'],
  ['elements in elements without end', '<a>'.repeat(6) + '</a>'.repeat(6), 'too-deep'],
  ['very many elements', `<a>${'<b/>'.repeat(50)}</a>`, 'too-many-elements'],
  ['a very long text', `<a>${'x'.repeat(10_000)}</a>`, 'too-large'],
])('%s is refused', (_, text, reason) => {
  expect(refused(text)).toBe(reason);
});
