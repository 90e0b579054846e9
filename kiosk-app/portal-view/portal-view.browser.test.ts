import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebPortal } from '../../config/schema/web-portal.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { startWebPortal, type WebPortalSimulator } from '../../simulators/web-portal/index.ts';
import { findChromium } from '../chromium/find-chromium.ts';
import { CHROMIUM, hasChromium } from '../shell/test-support/chromium.ts';
import type { PortalEvent, PortalView } from './contract.ts';
import { createPortalView } from './portal-view.ts';

let site: WebPortalSimulator;
let view: PortalView;
let events: PortalEvent[] = [];
let host = '';

beforeAll(async () => {
  if (!hasChromium()) return;
  expect(findChromium()).toBe(CHROMIUM);
  site = await startWebPortal({ port: 0, clock: systemClock, log: silentLog });
  host = `localhost:${site.port}`;
  view = createPortalView({ binary: CHROMIUM, clock: systemClock, log: silentLog });
}, 30_000);
afterAll(async () => {
  await view?.close();
  await site?.stop();
});
afterEach(() => site?.setDown(false));

const portal = (change: object = {}) =>
  WebPortal.parse({
    start: `${site.url}/`,
    allowed: [{ host }],
    eid: { tcTokenHosts: [host], refreshHosts: [host], rights: ['GivenNames'] },
    downloads: 'print',
    uploads: 'scan',
    ...change,
  });

async function until<T>(what: string, look: () => T | undefined | false | null): Promise<T> {
  const end = performance.now() + 45_000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`not seen: ${what}; ${JSON.stringify(events.map((e) => e.kind))}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
const heard = <K extends PortalEvent['kind']>(kind: K, from = 0) =>
  until(kind, () => events.slice(from).find((event) => event.kind === kind)) as Promise<
    Extract<PortalEvent, { readonly kind: K }>
  >;
/** The page has been asked for and drawn. */
const settled = async (from: number) => {
  await until('loading', () => {
    const told = events.slice(from).filter((event) => event.kind === 'loading');
    return told.some((event) => event.on) && told.at(-1)?.on === false;
  });
};

async function open(change: object = {}): Promise<void> {
  events = [];
  view.open({ portal: portal(change), caPem: site.caPem, onEvent: (event) => events.push(event) });
  await settled(0);
}

/** Goes from field to field as an assistive keypad does: the pages know no ids of ours. */
async function toLink(tabs: number): Promise<void> {
  for (let n = 0; n < tabs; n++) view.press('Tab');
  view.press('Enter');
}
/** Order of the links on the start page. */
const LINKS = { form: 1, window: 2, login: 3, pdf: 4, large: 5, upload: 6, out: 7, print: 8, ask: 9 };

test.runIf(hasChromium())(
  'a web site is seen, filled in by keys and lists, printed, and left; what is not allowed is told',
  async () => {
    await open();
    await until('a picture', () => view.frame());
    expect(Buffer.from(view.frame()?.reveal() ?? '', 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));

    // A link out: nothing is asked of the other host, and the page stays.
    let from = events.length;
    await toLink(LINKS.out);
    const blocked = await heard('blocked', from);
    expect([blocked.reason, blocked.host?.reveal()]).toEqual(['host', 'nachbarstadt.example']);

    // What the page wants to print is a document for our printer.
    from = events.length;
    view.press('Tab');
    view.press('Enter');
    const printed = await heard('document', from);
    expect(Buffer.from(printed.pdf.reveal()).subarray(0, 5).toString()).toBe('%PDF-');

    // A question of the page waits for an answer of ours.
    from = events.length;
    view.press('Tab');
    view.press('Enter');
    const asked = await heard('dialog', from);
    expect([asked.asks, asked.message.reveal()]).toEqual([true, 'Möchten Sie wirklich abbestellen?']);
    view.answer(false);

    // Downloads are documents too, and no file of a disk; one that is too large is told.
    from = events.length;
    view.home();
    await settled(from);
    from = events.length;
    await toLink(LINKS.pdf);
    expect(Buffer.from((await heard('document', from)).pdf.reveal()).toString('latin1')).toContain('Merkblatt');
    from = events.length;
    view.press('Tab');
    view.press('Enter');
    expect((await heard('document-refused', from)).reason).toBe('too-large');

    // A new window in the same place; back closes it.
    from = events.length;
    view.home();
    await settled(from);
    from = events.length;
    await toLink(LINKS.window);
    await until('way back', () => events.slice(from).some((event) => event.kind === 'history' && event.canGoBack));
    await until('the window', () => site.state().paths.includes('/termine'));
    view.back();
    await until('no way back', () => events.slice(from).findLast((e) => e.kind === 'history')?.canGoBack === false);

    // A form: text and a list.
    from = events.length;
    view.home();
    await settled(from);
    from = events.length;
    await toLink(LINKS.form);
    await settled(from);
    view.press('Tab');
    const text = await heard('field', from);
    expect(text.field?.reveal()).toEqual({ kind: 'text', type: 'text' });
    view.type('Zoë Ñandú-Kovačević');
    from = events.length;
    view.press('Tab');
    const list = await until('the list', () => events.slice(from).find((e) => e.kind === 'field' && e.field));
    expect(list.kind === 'field' && list.field?.reveal()).toEqual({
      kind: 'choice',
      options: ['Altstadt', 'Nordstadt', 'Südstadt'],
      chosen: 0,
    });
    view.choose(2);
    view.press('Tab');
    view.type('Die Bank am Markt ist kaputt.');
    view.press('Tab');
    view.press('Enter');
    await until('the form', () => site.state().forms.length > 0);
    expect(site.state().forms).toEqual([
      { name: 'Zoë Ñandú-Kovačević', district: 'Südstadt', text: 'Die Bank am Markt ist kaputt.' },
    ]);

    // A file: what our scanner made.
    from = events.length;
    view.home();
    await settled(from);
    from = events.length;
    await toLink(LINKS.upload);
    await settled(from);
    view.press('Tab');
    view.press('Enter');
    await heard('file-wanted', from);
    view.giveFile('scan.pdf', Buffer.from('%PDF-1.4 scan'));
    view.press('Tab');
    view.press('Enter');
    await until('the upload', () => site.state().uploads.length > 0);
    expect(site.state().uploads).toMatchObject([{ bytes: 13 }]);

    // The way to the eID client, by both addresses, is ours.
    for (const tabs of [1, 2]) {
      from = events.length;
      view.home();
      await settled(from);
      from = events.length;
      await toLink(LINKS.login);
      await settled(from);
      from = events.length;
      await toLink(tabs);
      expect((await heard('eid', from)).tcTokenUrl.startsWith(`${site.url}/tctoken?session=`)).toBe(true);
    }
    expect(view.returnTo('https://nachbarstadt.example/')).toBe(false);
    expect(view.returnTo(`${site.url}/angemeldet?session=x`)).toBe(true);
    await view.close();
    expect(view.frame()).toBeNull();
  },
  180_000,
);

test.runIf(hasChromium())(
  'a site that does not answer, a certificate that is not its own, and a visit after both that knows nothing of them',
  async () => {
    site.setDown(true);
    events = [];
    view.open({ portal: portal(), caPem: site.caPem, onEvent: (event) => events.push(event) });
    expect((await heard('failed')).reason).toBe('unreachable');
    site.setDown(false);
    events = [];
    view.open({ portal: portal(), caPem: null, onEvent: (event) => events.push(event) });
    expect((await heard('failed')).reason).toBe('untrusted');
    await open({ downloads: 'none', eid: null });
    let from = events.length;
    await toLink(LINKS.pdf);
    expect((await heard('document-refused', from)).reason).toBe('not-offered');
    from = events.length;
    view.home();
    await settled(from);
    from = events.length;
    await toLink(LINKS.login);
    await settled(from);
    from = events.length;
    await toLink(1);
    expect((await heard('blocked', from)).reason).toBe('eid-not-offered');
    await view.close();
  },
  150_000,
);
