import { describe, expect, test } from 'vitest';
import { testSameTexts } from '../../foundation/test-support/same-texts.ts';
import { missingPlurals } from '../../foundation/texts.ts';
import { CAUSES } from '../contract/alerting/causes.ts';
import causesDe from '../contract/alerting/texts/de.json' with { type: 'json' };
import causesEn from '../contract/alerting/texts/en.json' with { type: 'json' };
import { sampleItem, sampleNotice } from './test-support/claimed-notice.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { wordsOf } from './words.ts';

describe('texts of messages', () => testSameTexts(de, en));
describe('texts of causes', () => testSameTexts(causesDe, causesEn));

test('every cause has a name, says what it means and what to do first; nothing else has', () => {
  const keys = Object.keys(CAUSES).flatMap((cause) => ['', '.means', '.do'].map((end) => `cause.${cause}${end}`));
  expect(Object.keys(causesDe).sort()).toEqual(keys.sort());
});

test.each(Object.entries({ de, en }))('%s has every plural form', (language, texts) => {
  expect(missingPlurals(language, texts)).toEqual([]);
});

test('one terminal: what it is, where, since when on the clock of the place, and what to do', () => {
  const { subject, text } = wordsOf(sampleNotice());
  expect(subject).toBe('[Bürger-Terminal] Dringend: Terminal nicht verbunden – MS-RH-01');
  expect(text).toBe(`Terminal nicht verbunden

• MS-RH-01 (Rathaus), seit 29.11.2026, 10:30

Was das heißt: ${causesDe['cause.offline.means']}

Was zuerst zu tun ist: ${causesDe['cause.offline.do']}

Mandant: Musterstadt
Vom Leitstand gesendet. Auf diese Nachricht kann nicht geantwortet werden.
`);
});

test('many terminals are one message, and a long list is cut with its count', () => {
  const items = Array.from({ length: 34 }, (_, n) =>
    sampleItem({
      ...{ terminalId: `T-${n}`, cause: 'paper-ends', subject: 'receipt-printer', reason: 'days-1', severity: 'soon' },
    }),
  );
  const { subject, text } = wordsOf(sampleNotice({ cause: 'paper-ends', items }, { language: 'en' }));
  expect(subject).toBe('[Bürger-Terminal] Soon: 34 × Paper ends soon – 34 terminals');
  expect(text).toContain('• T-0 (Rathaus): ');
  expect(text).toContain('about 1 day left, since 29 Nov 2026, 10:30');
  expect(text.match(/^•/gm)).toHaveLength(30);
  expect(text).toContain('… and 4 more');
});

test('two devices of one terminal are two alerts at one terminal', () => {
  const items = ['payment', 'scanner'].map((subject) => sampleItem({ cause: 'device', subject, reason: 'paper-out' }));
  const { subject, text } = wordsOf(sampleNotice({ cause: 'device', items }));
  expect(subject).toBe('[Bürger-Terminal] Dringend: 2 × Gerät gestört – MS-RH-01');
  expect(text).toContain('(Rathaus): Kartenzahlung, Papier leer, seit');
});

test('over: from when to when, and nothing to be done', () => {
  const items = [sampleItem({ closedAt: Date.UTC(2026, 10, 29, 10, 0) })];
  const { subject, text } = wordsOf(sampleNotice({ kind: 'recovered', items }));
  expect(subject).toBe('[Bürger-Terminal] Behoben: Terminal nicht verbunden – MS-RH-01');
  expect(text).toContain('von 29.11.2026, 10:30 bis 29.11.2026, 11:00');
  expect(text).not.toContain('zu tun ist');
});

test('nobody has reacted: the message says so first', () => {
  expect(wordsOf(sampleNotice({ kind: 'escalated' })).subject).toContain('Noch niemand hat reagiert: Terminal nicht');
});

test('a test says that it is one', () => {
  const { subject, text } = wordsOf(sampleNotice({ kind: 'test', cause: null, items: [] }));
  expect(subject).toBe('[Bürger-Terminal] Probe: Nachrichten kommen an');
  expect(text).toContain('Niemand muss etwas tun');
});

test('a terminal cannot write sentences into a message', () => {
  const items = [
    sampleItem({ cause: 'other', subject: 'Bitte hier anmelden: http://x', reason: 'so geht es\nweiter' }),
  ];
  const { text } = wordsOf(sampleNotice({ cause: 'other', items }));
  expect(text).toContain('• MS-RH-01 (Rathaus), seit');
  expect(text).not.toContain('anmelden');
});

test('the id of a call for help is shown to nobody', () => {
  const items = [sampleItem({ cause: 'help', subject: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001' })];
  expect(wordsOf(sampleNotice({ cause: 'help', items })).text).toContain('• MS-RH-01 (Rathaus), seit');
});
