import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STAFF_LANGUAGES } from '../../../foundation/staff-languages.ts';
import { missingPlurals } from '../../../foundation/texts.ts';
import { caseNumber } from '../../../portals/fit-connect/contract.ts';
import { html } from '../../http/html.ts';
import { PROBLEM_KINDS } from '../problems.ts';
import { json, PDF, SCHEMA_URI, startTestPortal, type TestPortal } from '../test-support/portal.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { textsOf } from './texts.ts';

let t: TestPortal;
let caseId: string;
let attachmentId: string;
let packageId: string;

const EVIL = '<img src=x onerror=alert(1)>';

beforeAll(async () => {
  t = await startTestPortal();
  const sealed = await t.seal({
    data: { bytes: json({ name: EVIL }), schemaUri: SCHEMA_URI },
    evidence: {
      kind: 'identification-report',
      content: JSON.stringify({ levelOfAssurance: 'http://bsi.bund.de/eID/LoA/hoch' }),
    },
    attachments: [{ filename: `${EVIL}.pdf`, mimeType: 'application/pdf', purpose: 'form', bytes: PDF }],
  });
  packageId = sealed.packageId;
  attachmentId = sealed.attachments[0]?.id ?? '';
  const delivered = await t.sender.deliver(sealed);
  caseId = delivered.ok ? delivered.value.caseId : '';
  await t.portal.settled();
}, 60_000);
afterAll(() => t.stop());

const get = async (path: string) => {
  const answer = await fetch(`${t.portal.url}${path}`);
  return { answer, text: await answer.text() };
};

test('both languages have the same texts', () => {
  const [de, en] = STAFF_LANGUAGES.map((language) =>
    Object.keys(JSON.parse(readFileSync(new URL(`./texts/${language}.json`, import.meta.url), 'utf8'))),
  );
  expect(de).toEqual(en);
});

test('every kind of problem has a text in every language', () => {
  for (const language of STAFF_LANGUAGES) for (const kind of PROBLEM_KINDS) textsOf(language)(`problem.${kind}`);
});

test('the list shows the case under the number the citizen was given', async () => {
  const { text } = await get('/inbox');
  expect(text).toContain(caseNumber(packageId));
  expect(text).toContain('30,70');
  expect(text).toContain('Angenommen');
});

test('the page speaks English on request', async () => {
  const { text } = await get('/inbox?lang=en');
  expect(text).toContain('lang="en"');
  expect(text).toContain('€30.70');
  expect(text).toContain('Accepted');
});

test('what a citizen typed is never markup', async () => {
  const { text } = await get(`/inbox/cases/${caseId}`);
  expect(text).toContain('&lt;img src=x');
  expect(text).not.toContain('<img src=x');
});

test('the case page shows payment, identity and events', async () => {
  const { text } = await get(`/inbox/cases/${caseId}`);
  for (const part of ['MSRH0100000017', 'girocard', 'Gebucht', 'hoch', 'Zustelldienst', 'Behörde']) {
    expect(text).toContain(part);
  }
});

test('a page allows nothing from elsewhere and no inline script', async () => {
  const { answer } = await get('/inbox');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
});

test('a case that is not there', async () => {
  const { answer, text } = await get('/inbox/cases/nothing');
  expect([answer.status, text.includes('Diesen Vorgang gibt es nicht')]).toEqual([404, true]);
});

test('the JSON interface lists and shows the case', async () => {
  const list = JSON.parse((await get('/inbox/api/cases')).text);
  expect(list.cases).toMatchObject([{ caseId, state: 'accepted', amount: 30.7, service: 'Bewohnerparkausweis' }]);
  const one = JSON.parse((await get(`/inbox/api/cases/${caseId}`)).text);
  expect(one).toMatchObject({ data: { name: EVIL }, files: [{ attachmentId, bytes: PDF.byteLength }] });
});

test('a file comes back byte for byte, under its own name', async () => {
  const answer = await fetch(`${t.portal.url}/inbox/api/cases/${caseId}/files/${attachmentId}`);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PDF);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('<img'));
});

test('no path leads out of the case’s directory', async () => {
  for (const path of ['..%2Fcase.json', 'case.json', '%2e%2e']) {
    expect((await get(`/inbox/api/cases/${caseId}/files/${path}`)).answer.status).toBe(404);
  }
});

test('whoever watches hears of a change', async () => {
  const answer = await fetch(`${t.portal.url}/inbox/api/changes`);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('connected');
  t.portal.setSlow(0);
  expect((await reader?.read())?.value).toContain('event: change');
  await reader?.cancel();
});

test('the template tag escapes everything but its own markup', () => {
  expect(html`<b title="${`"'<>&`}">${html`<i>${'<'}</i>`}${[html`<u></u>`, 1]}${null}</b>`.html).toBe(
    '<b title="&quot;&#39;&lt;&gt;&amp;"><i>&lt;</i><u></u>1</b>',
  );
});

test.each(Object.entries({ de, en }))('%s has every plural form that its language needs', (language, texts) => {
  expect(missingPlurals(language, texts, de)).toEqual([]);
});
