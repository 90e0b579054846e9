import { expect, test } from 'vitest';
import { ok } from '../../../../foundation/result.ts';
import type { DocumentLookup } from '../../../../portals/document-status/contract.ts';
import type { TakeAlongFile } from '../../phone-link/contract.ts';
import { createHarness, type Harness } from '../../test-support/harness.ts';
import { abandonments, begin } from '../../test-support/walks.ts';

const USABLE = { usable: true, reason: null };
const NUMBER = 'L0PW4711X';
const READY: DocumentLookup = {
  kind: 'found',
  status: { reference: NUMBER, document: 'identity-card', status: 'ready', since: '2026-01-02', counter: 'Zimmer 12' },
};
const sheet = (h: Harness) => h.screen('sheet');
const slip = (h: Harness) => h.terminal.heard.find(({ name }) => name === 'slip.print');
const finished = (h: Harness) =>
  h.terminal.heard.filter(({ name, params }) => name === 'usage' && (params as { kind: string }).kind === 'finished');
const office = (...answers: readonly DocumentLookup[]) => {
  const asked: string[] = [];
  const lookup = async (reference: string): Promise<DocumentLookup> => {
    asked.push(reference);
    return answers[Math.min(asked.length, answers.length) - 1] ?? { kind: 'unknown' };
  };
  return { asked, lookup };
};
async function ask(h: Harness, number = NUMBER): Promise<void> {
  await h.type({ number });
  await h.do('continue');
  await h.settle();
}

test('a page of text shows what the place says of itself, and goes along on a slip', async () => {
  const h = createHarness();
  await begin(h, 'oeffnungszeiten');
  expect(sheet(h)).toMatchObject({ sheet: 'information', paper: 'slip', print: 'not-asked' });
  const contact = sheet(h).sections.find(({ title }) => title === 'So erreichen Sie uns');
  expect(contact?.rows).toContainEqual({ label: 'Telefon', value: '0123 456-0' });
  await h.do('print-sheet');
  expect(sheet(h).print).toBe('printed');
  expect(JSON.stringify(slip(h)?.params)).toContain('Marktplatz 1');
  expect(JSON.stringify(slip(h)?.params)).toContain('{"label":"So erreichen Sie uns","value":""},{"label":"Adresse"');
  await h.do('finish');
  expect(h.screen('farewell').takeReceipt).toBe(true);
});

test('whoever has read it has not given up, and is counted once', async () => {
  const h = createHarness();
  await begin(h, 'oeffnungszeiten');
  await h.do('back');
  await h.do('begin');
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  expect(finished(h)).toHaveLength(1);
  expect(abandonments(h)).toEqual([]);
});

test('a document is looked up by its number, which the terminal never hears and no slip says', async () => {
  const { asked, lookup } = office(READY);
  const h = createHarness({ documentStatus: { lookup } });
  await begin(h, 'ausweis-fertig');
  await ask(h);
  expect(asked).toEqual([NUMBER]);
  expect(sheet(h).sections[0]).toMatchObject({ title: 'Fertig zum Abholen', isResult: true });
  expect(sheet(h).sections[0]?.rows).toContainEqual({ label: 'Abholen in', value: 'Zimmer 12' });
  await h.do('print-sheet');
  expect(slip(h)).toBeDefined();
  expect(JSON.stringify(h.terminal.heard) + h.logged.join('')).not.toContain('4711');
});

test('a number that nobody gave out is said at the field, and after some of them no more is asked', async () => {
  const { asked, lookup } = office({ kind: 'unknown' });
  const h = createHarness({ documentStatus: { lookup } });
  await begin(h, 'ausweis-fertig');
  await ask(h);
  expect(h.snapshot().notice).toEqual({ reason: 'document-unknown', field: 'number' });
  for (let more = 0; more < 4; more++) await ask(h, `X000000${more}`);
  expect(h.screen('problem')).toMatchObject({
    options: ['catalogue', 'finish'],
    told: { title: 'Diese Nummer finden wir nicht' },
  });
  expect(asked).toHaveLength(5);
  await h.do('finish');
  expect(abandonments(h)).toEqual([
    { serviceId: 'ausweis-fertig', step: 'lookup', reason: 'document-status-too-many' },
  ]);
});

test('what cannot be a number is not asked for', async () => {
  const { asked, lookup } = office(READY);
  const h = createHarness({ documentStatus: { lookup } });
  await begin(h, 'ausweis-fertig');
  await ask(h, '??');
  expect(h.snapshot().notice).toEqual({ reason: 'wrong-value', field: 'number' });
  expect(asked).toEqual([]);
});

test.each(['busy', 'unavailable'] as const)('an office that is %s is asked again', async (kind) => {
  const h = createHarness({ documentStatus: { lookup: office({ kind }, READY).lookup } });
  await begin(h, 'ausweis-fertig');
  await ask(h);
  expect(h.screen('problem').options).toContain('retry');
  await h.do('retry');
  await h.settle();
  expect(sheet(h).sheet).toBe('lookup');
});

/** Two people: 2,000 € with all deductions, and a child without income; a single parent. */
async function reckon(h: Harness): Promise<void> {
  await begin(h, 'wohngeld-vorpruefen');
  await h.type({ role: 'self', income: '2000', pays: 'tax\nhealth\npension', disabled: 'yes' });
  await h.do('continue');
  await h.do('add-entry');
  await h.type({ role: 'child', income: '0', disabled: 'no' });
  await h.do('continue');
  await h.do('continue');
  await h.type({ rent: '650,50', singleParent: 'yes' });
  await h.do('continue');
}

test('a sheet is reckoned over all people, and says what it means and who decides', async () => {
  const h = createHarness();
  await reckon(h);
  const [result, ...others] = sheet(h).sections;
  // 2,000 less 3 × 10 %, less 150 for the disability and 110 for the single parent; the limit: 900 and 500 a head.
  expect(result?.rows).toEqual([
    { label: 'Personen im Haushalt', value: '2' },
    { label: 'Einkommen, das zählt', value: '1.140,00\u00a0€' },
    { label: 'Grenze für das Einkommen', value: '1.900,00\u00a0€' },
  ]);
  expect(result?.text[0]).toContain('unter der Grenze');
  expect(others.at(-1)?.text.join(' ')).toMatch(/Es entscheidet die Wohngeldstelle.*Beispielwerte/);
});

test('what somebody has answered is printed past the terminal, and without a page printer not at all', async () => {
  const h = createHarness();
  await reckon(h);
  expect(sheet(h).paper).toBeNull();
  expect(await h.do('print-sheet')).toBe('not-possible-now');
  h.session.report({ type: 'devices', devices: { 'page-printer': USABLE, 'receipt-printer': USABLE } });
  await h.do('print-sheet');
  await h.settle();
  expect(sheet(h).print).toBe('printed');
  expect(JSON.stringify(h.documents)).toContain('1.140,00');
  expect(h.documents[0]?.blocks.at(-1)?.text?.length).toBeGreaterThan(3);
  expect(slip(h)).toBeUndefined();
  await h.do('finish');
  expect(h.screen('farewell').takeCopy).toBe(true);
});

const printTwice = async (h: Harness) => {
  h.session.report({ type: 'devices', devices: { 'page-printer': USABLE, 'receipt-printer': USABLE } });
  await h.do('print-sheet');
  await h.settle();
  h.attended.script.page = () => ({ kind: 'fault', reason: 'media-empty', partial: false });
  await h.do('print-sheet');
  await h.settle();
  expect(sheet(h).print).toBe('failed');
};

test('a sheet that lies in the tray is to be taken, also after a second one failed', async () => {
  const h = createHarness();
  await reckon(h);
  await printTwice(h);
  await h.do('finish');
  expect(h.screen('farewell').takeCopy).toBe(true);
});

test('a sheet printed before the answers were changed is to be taken, too', async () => {
  const h = createHarness();
  await reckon(h);
  await printTwice(h);
  await h.do('back');
  await h.do('continue');
  await h.do('finish');
  expect(h.screen('farewell').takeCopy).toBe(true);
});

test('the sheet goes along on the person’s own telephone, where one is linked', async () => {
  const given: TakeAlongFile[] = [];
  const linked = { kind: 'linked', second: false, receiving: null, refused: null } as const;
  const h = createHarness({
    phone: {
      view: () => linked,
      connect: () => {},
      confirm: () => {},
      disconnect: () => {},
      give: async (file) => {
        given.push(file);
        return ok(null);
      },
    },
  });
  await reckon(h);
  await h.do('take-along');
  await h.settle();
  expect(sheet(h).takeAlong?.kind).toBe('sent');
  expect(given.map(({ name, type, title }) => [name, type, title])).toEqual([
    ['wohngeld-vorpruefen.pdf', 'application/pdf', 'Wohngeld vorprüfen'],
  ]);
});

test('back from the sheet leads to the answers, which are still there', async () => {
  const h = createHarness();
  await reckon(h);
  await h.do('back');
  expect(h.screen('form')).toMatchObject({ pageId: 'home', complete: true });
});
