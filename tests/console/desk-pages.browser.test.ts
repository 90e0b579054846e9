import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ACCESS_ROUTES } from '../../admin-console/contract/access/access.ts';
import { ALERTING_ROUTES } from '../../admin-console/contract/alerting/alerting-routes.ts';
import { ARRANGE_ROUTES } from '../../admin-console/contract/arrange/arrange.ts';
import { ALL, ROUTES } from '../../admin-console/contract/routes.ts';
import { HISTORY_ROUTES } from '../../admin-console/contract/terminals/history-routes.ts';
import {
  LOG_VIEW_ROUTES,
  type LogViewBegun,
  type LogViewPart,
} from '../../admin-console/contract/terminals/log-views.ts';
import { TAG_ROUTES } from '../../admin-console/contract/terminals/tags.ts';
import type { LogLine } from '../../fleet-link/log-lines.ts';
import { chromiumMissing } from '../../kiosk-app/ui/test-support/chromium.ts';
import { barriersOn } from './test-support/barriers.ts';
import { eachWindow, useConsolePages } from './test-support/console-pages.ts';
import {
  command,
  EPISODES,
  FLEET,
  JAMMED,
  NOTHING,
  ROWS,
  sessionOf,
  TENANT,
  VIEW,
} from './test-support/played-fleet.ts';
import type { PlayedAnswers } from './test-support/played-hub.ts';

/** The technician's pages as they are built, on a hub that answers what each test says. */
const PAGES = {
  overview: '#/',
  'overview as tiles': '#/?view=grid',
  'overview as a plan': '#/?view=plan',
  inbox: '#/meldungen',
  terminal: `#/terminal/${JAMMED}`,
  'history of a terminal': `#/terminal/${JAMMED}?part=history`,
  'technics of a terminal': `#/terminal/${JAMMED}?part=technics`,
  'who is on call': `#/bereitschaft?tenant=${TENANT}`,
  'rules of alerts': `#/bereitschaft?tenant=${TENANT}&part=rules`,
  'paper of the week': '#/papier',
  'a paper jam step by step': `#/ablauf/papierstau?terminal=${JAMMED}&device=receipt-printer`,
  'a machine replaced step by step': `#/ablauf/geraet-tauschen?terminal=${JAMMED}`,
  'form of a command': `#/terminal/${JAMMED}?act=out-of-service`,
  'form of a command that cannot be undone': `#/terminal/${JAMMED}?act=restart-machine`,
  statistics: '#/auswertung',
};

/** Somebody is signed in, and everything else is answered by this status. */
const always = (status: number): PlayedAnswers => ({
  ...Object.fromEntries(Object.keys(FLEET).map((path) => [path, status])),
  [ACCESS_ROUTES.session]: FLEET[ACCESS_ROUTES.session],
});
const STATES: Readonly<Record<string, PlayedAnswers>> = {
  'with everything': FLEET,
  empty: NOTHING,
  'not allowed': always(403),
  'hub away': always(0),
};

describe.skipIf(chromiumMissing() !== null)("the technician's pages", () => {
  const pages = useConsolePages();
  const open = (hash: string, answers: PlayedAnswers = FLEET) => pages.open(hash, answers);

  describe.each(Object.entries(STATES))('%s', (_state, answers) => {
    test.each(Object.entries(PAGES))(
      '%s has no barrier that a program finds and fits each window',
      async (_name, hash) => {
        const page = await pages.show(hash, answers);
        for await (const window of eachWindow(page)) {
          expect(await barriersOn(page), window).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        }
      },
    );
  });

  test('each page has a title of its own, and an address that leads back to it', async () => {
    const page = await open(PAGES.overview);
    expect(await page.title()).toBe('Übersicht · Leitstand · Bürger-Terminal');
    await page.getByRole('link', { name: 'Meldungen' }).click();
    await page.getByRole('heading', { name: 'Meldungen', level: 1 }).waitFor();
    expect(await page.title()).toContain('Meldungen');
    await page.goBack();
    await page.getByRole('heading', { name: 'Übersicht', level: 1 }).waitFor();
    await page.getByRole('link', { name: JAMMED }).first().click();
    await page.getByRole('heading', { name: JAMMED, level: 1 }).waitFor();
    expect(await page.title()).toContain(JAMMED);
  });

  test('the first press of the tabulator leads past the bar', async () => {
    const page = await open(PAGES.inbox);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Zum Inhalt springen');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    expect(page.url()).toContain(PAGES.inbox);
  });

  test('what somebody may not do is not offered', async () => {
    const page = await open(PAGES.terminal, { ...FLEET, [ACCESS_ROUTES.session]: sessionOf('viewer') });
    await page.getByTestId('device-receipt-printer').waitFor();
    for (const name of ['Gerät prüfen', 'Bestätigen', 'Terminal neu starten', 'Bild ansehen'])
      expect(await page.getByText(name, { exact: true }).and(page.locator('button, a')).count()).toBe(0);
  });

  test('a tenant that was chosen is the one that is asked for', async () => {
    const page = await open(PAGES.overview);
    pages.hub.answers = { ...FLEET, [ROUTES.terminals(TENANT)]: { terminals: ROWS.slice(0, 1), next: null, total: 1 } };
    await page.getByTestId('tenant-switch').selectOption(TENANT);
    await page.getByTestId('terminal-terminal-01').waitFor({ state: 'detached' });
    await page.getByTestId(`terminal-${JAMMED}`).waitFor();
  });

  describe('inbox', () => {
    test('what means the same stands together', async () => {
      const page = await open(PAGES.inbox);
      await page.getByRole('heading', { name: '3 × Papier geht zu Ende' }).waitFor();
      await page.getByRole('heading', { name: '2 × Terminal nicht verbunden' }).waitFor();
    });

    test('the most urgent stands first', async () => {
      const page = await open(PAGES.inbox);
      const words = await page.locator('.shelf.open .group > header .pill').allTextContents();
      expect(words).toEqual(['Dringend', 'Dringend', 'Bald', 'Bald', 'Zur Kenntnis']);
    });

    test('a cause from the overview shows that cause only', async () => {
      const page = await open(PAGES.overview);
      await page.getByTestId('needs-person').getByRole('link', { name: 'Papier geht zu Ende' }).click();
      await page.getByRole('heading', { name: '3 × Papier geht zu Ende' }).waitFor();
      expect(await page.locator('.group').count()).toBe(1);
      await page.getByRole('link', { name: 'Alle zeigen' }).click();
      await page.getByTestId('group-offline').waitFor();
    });

    test('somebody acknowledges one, and takes one', async () => {
      const id = EPISODES.find(({ terminalId }) => terminalId === 'terminal-08')?.id ?? '';
      const acts = [ALERTING_ROUTES.acknowledge(TENANT, id), ALERTING_ROUTES.assign(TENANT, id)];
      const page = await open(PAGES.inbox, { ...FLEET, ...Object.fromEntries(acts.map((path) => [path, {}])) });
      const episode = page.getByTestId('episode-terminal-08');
      await episode.getByRole('button', { name: 'Bestätigen' }).click();
      await episode.getByRole('button', { name: 'Mir zuweisen' }).click();
      await expect
        .poll(() => pages.hub.asked)
        .toEqual([
          { what: `POST ${acts[0]}`, body: { text: '' } },
          { what: `POST ${acts[1]}`, body: { text: '', assignee: 'anna.technik' } },
        ]);
    });

    test('what the hub refuses is said where it was asked', async () => {
      const id = EPISODES.find(({ terminalId }) => terminalId === 'terminal-08')?.id ?? '';
      const page = await open(PAGES.inbox, { ...FLEET, [ALERTING_ROUTES.acknowledge(TENANT, id)]: 403 });
      const episode = page.getByTestId('episode-terminal-08');
      await episode.getByRole('button', { name: 'Bestätigen' }).click();
      await episode.getByText('Das dürfen Sie nicht.').waitFor();
    });

    test('one is put off with a reason, and its terminal alone', async () => {
      const page = await open(PAGES.inbox, { ...FLEET, [`POST ${ALERTING_ROUTES.mutes(TENANT)}`]: {} });
      const episode = page.getByTestId('episode-terminal-08');
      await episode.getByText('Zurückstellen', { exact: true }).first().click();
      await episode.getByLabel('Wie lange?').selectOption('4');
      await episode.getByLabel('Grund').fill('Kasse ist informiert');
      await episode.getByRole('button', { name: 'Zurückstellen' }).click();
      await expect.poll(() => pages.hub.asked.length).toBe(1);
      const { body } = pages.hub.asked[0] as { body: { from: number; until: number } };
      expect(body).toMatchObject({
        kind: 'snooze',
        cause: 'payment-unclear',
        scope: { kind: 'terminals', ids: ['terminal-08'] },
        reason: 'Kasse ist informiert',
      });
      expect(body.until - body.from).toBe(4 * 3_600_000);
    });

    test('a new one appears by itself', async () => {
      const page = await open(PAGES.inbox, NOTHING);
      await page.getByText('Nichts zu tun').waitFor();
      pages.hub.answers = FLEET;
      pages.hub.tell([ROWS[0] ?? {}]);
      await page.getByTestId('episode-rathaus-01').waitFor({ timeout: 3_000 });
    });
  });

  test('what a check found is said in words, with what to do', async () => {
    const page = await open(PAGES.terminal);
    const found = page.getByTestId('result').first();
    await found.getByText('Schneider: nicht in Ordnung (Schneider klemmt)').waitFor();
    await found.getByText('Was tun?').waitFor();
    expect(await found.getByTestId('way').getAttribute('href')).toContain('papierstau');
  });

  test('a terminal that can make no picture says so in words', async () => {
    const failed = { ...command({ kind: 'screenshot' }, 'failed'), outcome: 'not-supported' };
    const page = await open(PAGES.terminal, { ...FLEET, [ROUTES.commands(TENANT)]: [failed] });
    await page.getByText('Ein Bild gibt es nur, wo das Terminal seine Oberfläche in einem eigenen').waitFor();
    expect(await page.getByTestId('command-state').textContent()).toContain('dieses Terminal kann kein Bild machen');
  });

  describe('reading along with a log', () => {
    const VIEW_ID = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';
    const BEGIN = `POST ${LOG_VIEW_ROUTES.begin(TENANT, JAMMED)}`;
    const READ = LOG_VIEW_ROUTES.read(TENANT, JAMMED, VIEW_ID);
    const line = (event: string, level: LogLine['level'], fields: LogLine['fields'] = {}): LogLine => ({
      ...{ at: Date.UTC(2026, 10, 29, 9, 14, 7), level, event, fields },
    });
    const LINES = [
      line('device.state', 'info', { device: 'receipt-printer', state: 'ready' }),
      line('outbox.retried', 'warn', { reason: 'timed-out', attempt: 3 }),
      line('device.failed', 'error', { device: 'page-printer', reason: 'media-jam' }),
    ];
    const saying = (part: LogViewPart): PlayedAnswers => ({
      ...FLEET,
      [BEGIN]: { id: VIEW_ID, endsAt: Date.UTC(2026, 10, 29, 9, 24) } satisfies LogViewBegun,
      [READ]: part,
      [`POST ${LOG_VIEW_ROUTES.renewed(TENANT, JAMMED, VIEW_ID)}`]: {},
    });
    const part = (number: number, lines: LogLine[], omitted = 0): LogViewPart => ({
      ...{ state: 'reading', batches: [{ number, lines, omitted }] },
    });
    const QUIET: LogViewPart = { state: 'reading', batches: [] };

    async function begin(answers: PlayedAnswers): Promise<Page> {
      const page = await open(PAGES['technics of a terminal'], answers);
      const form = page.getByTestId('log-begin');
      await form.getByLabel('Grund').fill('Drucker klemmt wieder');
      await form.getByRole('button', { name: 'Protokoll mitlesen' }).click();
      return page;
    }

    test('lines come, what was left out is said, and a filter finds the worse ones', async () => {
      const page = await begin(saying(part(1, LINES, 37)));
      const shown = page.getByTestId('log-lines');
      await shown.getByText('device.failed').waitFor();
      pages.hub.answers = saying(QUIET);
      expect(pages.hub.asked[0]).toMatchObject({ what: BEGIN, body: { reason: 'Drucker klemmt wieder' } });
      await shown.getByText('37 Zeilen ausgelassen').first().waitFor();
      await page.getByLabel('Zeigen').selectOption('error');
      await page.getByLabel('Mit diesem Text').fill('media-jam');
      await shown.getByText('device.state').first().waitFor({ state: 'detached' });
      expect(await shown.getByText('device.failed').count()).toBeGreaterThan(0);
    });

    test('whoever stops the lines sees those that were there, and the others when they go on', async () => {
      const page = await begin(saying(QUIET));
      await page.getByText('Noch keine Zeile.').waitFor();
      await page.getByRole('button', { name: 'Anhalten' }).click();
      pages.hub.answers = saying(part(1, LINES.slice(0, 1)));
      await page.getByText('neue Zeile').waitFor();
      expect(await page.getByTestId('log-lines').count()).toBe(0);
      await page.getByRole('button', { name: 'Weiter' }).click();
      await page.getByTestId('log-lines').getByText('device.state').first().waitFor();
    });

    test.each([
      ['over', 'Das Mitlesen ist beendet'],
      ['not-known', 'Die Software dieses Terminals kann das noch nicht'],
      ['away', 'Das Terminal hat gerade keine Verbindung'],
    ] as const)('%s is said in words', async (state, words) => {
      const page = await begin(saying({ state, batches: [] }));
      await page.getByTestId('log-state').getByText(words).waitFor();
      expect(await page.getByTestId('log-begin').count()).toBe(state === 'over' ? 1 : 0);
    });

    test('has no barrier that a program finds and fits each window', async () => {
      const page = await begin(saying(part(1, LINES, 37)));
      for await (const window of eachWindow(page)) {
        await page.getByTestId('log-lines').waitFor();
        expect(await barriersOn(page), window).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    });
  });

  describe('step by step', () => {
    test('a roll is ticked off where it ends, and that is taken back', async () => {
      const tick = HISTORY_ROUTES.paperTick(TENANT, JAMMED);
      const untick = HISTORY_ROUTES.paperTick(TENANT, 'terminal-16');
      const page = await open(PAGES['paper of the week'], { ...FLEET, [tick]: {}, [untick]: {} });
      expect(await page.getByTestId('rolls').textContent()).toBe('1 Rolle mitnehmen');
      await page.getByTestId(`paper-${JAMMED}`).getByRole('button', { name: 'Rolle eingelegt' }).click();
      await page.getByTestId('paper-terminal-16').getByRole('button', { name: 'Rückgängig' }).click();
      await expect.poll(() => pages.hub.asked.map(({ what }) => what)).toEqual([`PUT ${tick}`, `DELETE ${untick}`]);
    });

    test('a machine is replaced once another certificate is seen, not when somebody says so', async () => {
      const page = await open(PAGES['a machine replaced step by step']);
      const current = page.locator('.flow [aria-current=step]');
      await current.getByRole('heading', { name: 'Altes Gerät ausschalten' }).waitFor();
      const view = { ...VIEW, online: false };
      pages.hub.answers = { ...FLEET, [ROUTES.terminal(ALL, JAMMED)]: view };
      pages.hub.tell([ROWS[0] ?? {}]);
      await current.getByRole('heading', { name: 'Neues Gerät aufnehmen' }).waitFor();
      pages.hub.answers = { ...FLEET, [ROUTES.terminal(ALL, JAMMED)]: { ...view, fingerprint: 'f00d', online: true } };
      pages.hub.tell([ROWS[0] ?? {}]);
      await current.getByRole('heading', { name: 'Neues Gerät prüfen' }).waitFor();
      await page.reload();
      await current.getByRole('heading', { name: 'Neues Gerät prüfen' }).waitFor();
    });

    test('the code of a new machine is shown as a QR code, too, in each window', async () => {
      const made = { code: 'ABCD-EFGH-JKLM', caFingerprint: 'a1'.repeat(32), expiresAt: Date.UTC(2026, 10, 30) };
      const answers = {
        ...FLEET,
        [ROUTES.terminal(ALL, JAMMED)]: { ...VIEW, online: false },
        [`POST ${ROUTES.enrolmentCodes(TENANT)}`]: made,
      };
      const page = await open(`${PAGES['a machine replaced step by step']}&old=${VIEW.fingerprint}`, answers);
      await page.getByTestId('make-code').click();
      for await (const window of eachWindow(page)) {
        await page.getByRole('img', { name: 'QR-Code' }).waitFor();
        expect(await barriersOn(page), window).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    });

    test('where a way is known, the alert leads to it', async () => {
      const page = await open(PAGES.inbox);
      await page.getByTestId(`episode-${JAMMED}`).getByTestId('flow').click();
      await page.getByRole('heading', { name: 'Papierstau beheben', level: 1 }).waitFor();
    });
  });

  describe('terminal', () => {
    const COMMANDS = ROUTES.terminalCommands(TENANT, JAMMED);

    test('the way from an alert ends at the form of its first command, with its device', async () => {
      const page = await open(PAGES.inbox, { ...FLEET, [COMMANDS]: {} });
      await page.getByTestId(`episode-${JAMMED}`).getByRole('link', { name: 'Gerät prüfen' }).click();
      const form = page.getByTestId('form-device-health-check');
      await form.getByRole('button', { name: 'Gerät prüfen' }).click();
      await expect.poll(() => pages.hub.asked.length).toBe(1);
      expect(pages.hub.asked[0]).toMatchObject({
        what: `POST ${COMMANDS}`,
        body: { order: { kind: 'device-health-check', device: 'receipt-printer' }, reason: null, urgent: false },
      });
      await form.waitFor({ state: 'detached' });
    });

    test('what cannot be undone is given with a reason and a confirmation only', async () => {
      const page = await open(PAGES['form of a command that cannot be undone'], { ...FLEET, [COMMANDS]: {} });
      const form = page.getByTestId('form-restart-machine');
      const give = form.getByRole('button', { name: 'Rechner neu starten' });
      await give.click();
      await form.getByLabel('Grund').fill('Hängt seit gestern');
      await give.click();
      expect(pages.hub.asked).toEqual([]);
      await form.getByLabel('Ja: Das lässt sich nicht zurücknehmen').check();
      await give.click();
      await expect
        .poll(() => pages.hub.asked)
        .toMatchObject([{ body: { order: { kind: 'restart-machine' }, reason: 'Hängt seit gestern' } }]);
    });

    test('the form closes with Escape, and nothing is given', async () => {
      const page = await open(PAGES['form of a command']);
      await page.getByTestId('form-out-of-service').waitFor();
      await page.keyboard.press('Escape');
      await page.getByTestId('form-out-of-service').waitFor({ state: 'detached' });
      expect(pages.hub.asked).toEqual([]);
    });

    test('an alert that was put off says so at its terminal', async () => {
      const mute = { tenantId: TENANT, cause: 'device', scope: { kind: 'terminals', ids: [JAMMED] }, endedAt: null };
      const page = await open(PAGES.terminal, {
        ...FLEET,
        [ALERTING_ROUTES.mutes(TENANT)]: [{ ...mute, from: 0, until: Number.MAX_SAFE_INTEGER }],
      });
      await page.getByTestId('shelf').getByText('Zurückgestellt').waitFor();
    });

    test('how far a command is stands in words', async () => {
      const page = await open(PAGES.terminal);
      const running = page.getByTestId('command-device-reset');
      expect(await running.getByTestId('command-state').textContent()).toBe('angenommen');
      expect(await running.locator('[aria-current=step]').textContent()).toBe('angenommen');
    });

    test('a tag is taken from this terminal alone, and given back', async () => {
      const view = FLEET[ROUTES.terminal(ALL, JAMMED)] as object;
      const counts = { changed: 1, unchanged: 0, full: 0 };
      const page = await open(PAGES.terminal, {
        ...FLEET,
        [ROUTES.terminal(ALL, JAMMED)]: { ...view, tags: ['Nord'] },
        [TAG_ROUTES.changes(TENANT)]: { id: 'c-1', ...counts },
        [TAG_ROUTES.undone(TENANT, 'c-1')]: counts,
      });
      const tags = page.getByTestId('terminal-tags');
      await tags.getByRole('button', { name: '„Nord“ entfernen' }).click();
      await tags.getByRole('button', { name: 'Rückgängig' }).click();
      await tags.getByText('Die Schlagwörter sind geändert.').waitFor({ state: 'detached' });
      expect(pages.hub.asked).toEqual([
        {
          what: `POST ${TAG_ROUTES.changes(TENANT)}`,
          body: { selection: { by: 'ids', ids: [JAMMED] }, remove: ['Nord'] },
        },
        { what: `POST ${TAG_ROUTES.undone(TENANT, 'c-1')}`, body: {} },
      ]);
    });

    test('another change of the terminal is seen at once', async () => {
      const page = await open(PAGES.terminal, NOTHING);
      await page.getByText('nicht erreichbar seit').waitFor();
      pages.hub.answers = FLEET;
      pages.hub.tell([ROWS[0] ?? {}]);
      await page.getByTestId('device-receipt-printer').getByText('Schneider klemmt').waitFor({ timeout: 3_000 });
    });
  });

  describe('overview', () => {
    test('a row changes where it stands', async () => {
      const page = await open(PAGES.overview);
      pages.hub.tell([{ ...ROWS[1], condition: 'out-of-service' }]);
      await page.getByTestId('terminal-terminal-01').getByText('außer Betrieb').waitFor({ timeout: 3_000 });
    });

    test('the next step at several begins with exactly those that it is about', async () => {
      const jam = EPISODES.find(({ cause }) => cause === 'device');
      const page = await open(PAGES.overview, {
        ...FLEET,
        [ALERTING_ROUTES.episodes(ALL)]: [1, 2, 3].map((n) => ({ ...jam, id: `e-${n}`, terminalId: `terminal-0${n}` })),
      });
      await page.getByRole('button', { name: 'Gerät prüfen – an allen 3' }).click();
      await page.getByTestId('form-device-health-check').waitFor();
      expect(decodeURIComponent(page.url())).toContain('cause=device.receipt-printer.cutter-error');
      expect(await page.getByLabel('Meldung', { exact: true }).textContent()).toContain('Belegdrucker: ');
    });

    test('a filter stands in the address, and is asked of the hub', async () => {
      const page = await open('#/?condition=limited');
      expect(await page.getByLabel('Zustand', { exact: true }).inputValue()).toBe('limited');
      const asked = page.waitForRequest((request) => request.url().includes('text=bib'));
      await page.getByLabel('Suchen').fill('bib');
      expect((await asked).url()).toContain('condition=limited');
      expect(page.url()).toContain('text=bib');
    });

    test('the keyboard goes to any terminal, chooses it and opens it', async () => {
      const page = await open(PAGES.overview);
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
      await page.getByTestId(`terminal-${JAMMED}`).focus();
      await page.keyboard.press('ArrowDown');
      await expect.poll(focused).toBe('terminal-terminal-01');
      await page.keyboard.press('End');
      await expect.poll(focused).toBe('terminal-terminal-39');
      await page.keyboard.press(' ');
      await page.getByText('1 Terminal ausgewählt').waitFor();
      await page.keyboard.press('Home');
      await expect.poll(focused).toBe(`terminal-${JAMMED}`);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: JAMMED, level: 1 }).waitFor();
    });

    test('a slash leads to the search', async () => {
      const page = await open(PAGES.overview);
      await page.getByTestId(`terminal-${JAMMED}`).focus();
      await page.keyboard.press('/');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter-text');
    });

    test('a change that would move a terminal leaves it, and a new order is offered', async () => {
      const page = await open('#/?sort=paper');
      pages.hub.tell([{ ...ROWS[1], paper: 0.01 }]);
      await page.getByTestId('reorder').getByText('1 Änderung – neu ordnen').waitFor();
      expect(await page.getByTestId('terminal-terminal-01').getAttribute('data-place')).toBe('1');
      const asked = page.waitForRequest((request) => request.url().includes('sort=paper'));
      await page.getByTestId('reorder').click();
      await asked;
      await page.getByTestId('reorder').waitFor({ state: 'detached' });
    });

    test('a tag for all that were found is counted, set, and taken back', async () => {
      const counts = { changed: 30, unchanged: 10, full: 0 };
      const page = await open('#/?tag=barrierefrei', {
        ...FLEET,
        [ACCESS_ROUTES.session]: sessionOf('technician', 1),
        [TAG_ROUTES.preview(TENANT)]: counts,
        [TAG_ROUTES.changes(TENANT)]: { id: 'c-1', ...counts },
        [TAG_ROUTES.undone(TENANT, 'c-1')]: counts,
      });
      await page.getByLabel('Alle 40 gefundenen Terminals auswählen').check();
      await page.getByLabel('terminal-02 auswählen').uncheck();
      await page.getByText('39 Terminals ausgewählt').waitFor();
      const tags = page.getByTestId('bulk-tags');
      await tags.getByLabel('Schlagwort').fill('Messe');
      await tags.getByRole('button', { name: 'Schlagwort setzen …' }).click();
      await tags.getByText('Ändert 30 Terminals. Bei 10 ist es schon so.').waitFor();
      const selection = { by: 'filter', tags: ['barrierefrei'], except: ['terminal-02'] };
      expect(pages.hub.asked).toEqual([
        { what: `POST ${TAG_ROUTES.preview(TENANT)}`, body: { selection, add: ['Messe'] } },
      ]);
      await tags.getByRole('button', { name: 'Jetzt „Messe“ setzen' }).click();
      await tags.getByText('Das Schlagwort ist an 30 Terminals gesetzt.').waitFor();
      expect(await barriersOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await tags.getByTestId('tags-done').waitFor({ state: 'detached' });
      expect(pages.hub.asked.at(-1)?.what).toBe(`POST ${TAG_ROUTES.undone(TENANT, 'c-1')}`);
    });

    test('a place on the plan shows its terminals, and is moved without a mouse', async () => {
      const position = ARRANGE_ROUTES.position(TENANT, 'rathaus');
      const page = await open('#/?view=plan', {
        ...FLEET,
        [ACCESS_ROUTES.session]: sessionOf('technician', 1),
        [ARRANGE_ROUTES.picture(TENANT)]: { picture: null },
        [position]: { point: null },
      });
      const place = page.getByTestId('place-rathaus');
      expect(await place.textContent()).toMatch(/^13Rathaus1 eingeschränkt, 12 in Betrieb$/);
      await place.press('Enter');
      await expect.poll(() => page.url()).toContain('location=rathaus');
      await page.getByLabel('Orte anordnen').check();
      await place.press('ArrowRight');
      await place.press('Enter');
      await page.getByText('„Rathaus“ steht jetzt dort.').waitFor();
      expect(pages.hub.asked).toMatchObject([{ what: `PUT ${position}`, body: { point: { x: 0.51, y: 0.5 } } }]);
      expect(await barriersOn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Rückgängig' }).click();
      await expect.poll(() => pages.hub.asked.at(-1)?.body).toEqual({ point: null });
    });

    test('a filter gets a name, and the name leads to it', async () => {
      const view = { id: 'v-1', tenantId: null, name: 'Nord', query: 'condition=limited', createdBy: 'anna.technik' };
      const page = await open('#/?condition=limited', { ...FLEET, [`POST ${ARRANGE_ROUTES.ownViews}`]: view });
      await page.getByRole('button', { name: 'Ansicht speichern …' }).click();
      await page.getByLabel('Name der Ansicht').fill('Nord');
      expect(await barriersOn(page)).toEqual([]);
      pages.hub.answers = { ...pages.hub.answers, [ARRANGE_ROUTES.ownViews]: [view] };
      await page.getByRole('button', { name: 'Speichern', exact: true }).click();
      await page.getByRole('button', { name: 'Ansicht löschen' }).waitFor();
      expect(pages.hub.asked).toEqual([
        { what: `POST ${ARRANGE_ROUTES.ownViews}`, body: { name: 'Nord', query: 'condition=limited' } },
      ]);
      await page.getByRole('button', { name: 'Filter aufheben' }).click();
      await page.getByLabel('Gespeicherte Ansicht').selectOption('Nord');
      await expect.poll(() => page.url()).toContain('condition=limited');
    });

    test('a command to several is given after its preview only', async () => {
      const batch = {
        ...{ id: 'b', tenantId: TENANT, kind: 'self-test', actor: 'anna.technik', reason: null, createdAt: 0 },
        stoppedAt: null,
        counts: {
          queued: 1,
          delivered: 0,
          acknowledged: 0,
          running: 0,
          succeeded: 0,
          failed: 0,
          expired: 0,
          cancelled: 0,
        },
      };
      const page = await open(PAGES.overview, {
        ...FLEET,
        [ROUTES.commandBatchPreview(TENANT)]: {
          ...{ reached: 1, away: 1 },
          left: [{ why: 'waiting', terminals: 1, first: ['terminal-02'] }],
        },
        [ROUTES.commandBatches(TENANT)]: batch,
        [ROUTES.commandBatch(TENANT, 'b')]: { ...batch, counts: { ...batch.counts, queued: 0, succeeded: 1 } },
      });
      for (const id of [JAMMED, 'terminal-02']) await page.getByLabel(`${id} auswählen`).check();
      await page.getByLabel('Was sollen sie tun?').selectOption('self-test');
      await page.getByTestId('form-self-test').getByRole('button', { name: 'Vorschau' }).click();
      const preview = page.getByTestId('preview');
      await preview.getByText('Erreicht 1 Terminal.').waitFor();
      await preview.getByText('1 nicht, denn: derselbe Befehl wartet dort schon (terminal-02)').waitFor();
      expect(pages.hub.asked.map(({ what }) => what)).toEqual([`POST ${ROUTES.commandBatchPreview(TENANT)}`]);
      expect(await barriersOn(page)).toEqual([]);
      await preview.getByRole('button', { name: 'Selbsttest: Jetzt 1 Terminal' }).click();
      await page.getByTestId('batch').getByText('1 von 1 am Ende').waitFor();
      expect(pages.hub.asked.at(-1)).toMatchObject({
        what: `POST ${ROUTES.commandBatches(TENANT)}`,
        body: { selection: { by: 'ids', ids: [JAMMED, 'terminal-02'] }, order: { kind: 'self-test' } },
      });
    });
  });

  test('an answer stands with its picture, its numbers and its file', async () => {
    const page = await open(PAGES.statistics);
    const question = page.getByTestId('question-scanner');
    await question.getByText('Der Scanner wird kaum gebraucht').waitFor();
    await question.getByRole('img', { name: 'Balken: Brauchen wir Scanner?' }).waitFor();
    await question.getByText('Zahlen', { exact: true }).click();
    await question.getByRole('row', { name: 'Foto vom Handy 388' }).waitFor();
    await question.getByRole('row', { name: 'ohne weniger als 5 oder geschützt' }).waitFor();
    const csv = await question.getByRole('link', { name: 'Als CSV laden' }).getAttribute('href');
    expect(csv).toContain(`${ROUTES.statisticsCsv(ALL)}?metric=evidence&by=way`);
    expect(await barriersOn(page)).toEqual([]);
  });

  test('the pages speak English, too', async () => {
    for (const hash of Object.values(PAGES).slice(0, 5)) {
      const page = await open(hash);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('link', { name: 'Alerts' }).waitFor();
      const words = (await page.locator('body').ariaSnapshot()).match(/\b(und|nicht|Gerät|Befehl|seit|Dringend)\b/g);
      expect(words).toBeNull();
    }
  });
});
