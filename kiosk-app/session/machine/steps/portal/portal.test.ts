import { beforeEach, expect, test } from 'vitest';
import { ServiceDefinition } from '../../../../../config/schema/service.ts';
import { Personal } from '../../../../../foundation/personal.ts';
import type { PortalEvent } from '../../../../portal-view/contract.ts';
import { RIGHTS } from '../../../test-support/fake-attended.ts';
import { createHarness, type Harness } from '../../../test-support/harness.ts';
import { sampleStart } from '../../../test-support/sample-start.ts';
import { abandonments, begin } from '../../../test-support/walks.ts';

const SERVICE = ServiceDefinition.parse({
  id: 'stadtportal',
  version: 1,
  leika: null,
  title: 'services.stadtportal.title',
  summary: 'services.stadtportal.summary',
  category: 'information',
  keywords: {},
  icon: 'info',
  trust: 'none',
  identification: { kind: 'none' },
  prerequisites: [],
  needs: [],
  durationMinutes: 5,
  fee: { kind: 'none' },
  form: [],
  evidence: [],
  route: { kind: 'web', portal: 'stadtportal' },
  whenPortalDown: 'refuse',
});
const usable = { usable: true, reason: null };
const TOKEN = 'https://stadt.example/token?s=1';

let h: Harness;
async function harness(devices: object = {}): Promise<Harness> {
  const start = sampleStart();
  const made = createHarness({
    start: {
      services: [SERVICE],
      devices: { ...start.devices, 'page-printer': usable, ...devices },
      site: {
        ...start.site,
        web: {
          stadtportal: {
            start: 'https://stadt.example/',
            allowed: [{ host: 'stadt.example', paths: ['/'], methods: ['GET'], purpose: 'page', sockets: false }],
            eid: {
              tcTokenHosts: ['stadt.example'],
              refreshHosts: ['stadt.example'],
              rights: ['GivenNames', 'FamilyName', 'Address', 'DoctoralDegree'],
            },
            downloads: 'print',
            uploads: 'scan',
            timeoutMinutes: 4,
            caPem: null,
          },
        },
      },
    },
  });
  await begin(made, 'stadtportal');
  return made;
}
async function tell(event: PortalEvent): Promise<void> {
  h.portalView.tell(event);
  await h.settle();
}
const phase = () => h.screen('portal').phase;
const seen = () => tell({ kind: 'loading', on: false });

beforeEach(async () => {
  h = await harness();
});

test('the site is opened, and what the citizen does goes there', async () => {
  expect(h.portalView.acts).toEqual(['open https://stadt.example/']);
  expect(phase()).toEqual({ kind: 'opening' });
  await seen();
  await h.do('portal-size', { width: 1000, height: 700 });
  await h.do('portal-tap', { x: 10, y: 20 });
  await h.do('portal-scroll', { x: 1, y: 2, dx: 0, dy: 300 });
  await h.do('portal-type', { text: 'ä' });
  await h.do('portal-key', { key: 'Tab' });
  await h.do('portal-home');
  await h.do('portal-zoom');
  expect(h.portalView.acts.slice(1)).toEqual([
    'zoom 1',
    'resize 1000 700',
    'tap 10 20',
    'scroll 1 2 0 300',
    'type ä',
    'press Tab',
    'home',
    'zoom 1.5',
  ]);
  expect(phase()).toMatchObject({ kind: 'viewing', zoom: 1.5, minutesLeft: 4, isShort: false });
});

test('back goes back on the site, then out of it; its browser ends', async () => {
  await seen();
  await tell({ kind: 'history', canGoBack: true });
  await h.do('back');
  expect(h.portalView.acts.at(-1)).toBe('back');
  await tell({ kind: 'history', canGoBack: false });
  await h.do('back');
  expect(h.screen('service-info')).toBeDefined();
  await h.settle();
  expect(h.portalView.acts.at(-1)).toBe('close');
});

test('whoever is done is done: counted as finished, the browser ends, the session too', async () => {
  await seen();
  await h.do('finish');
  await h.settle();
  expect(h.screen('farewell')).toBeDefined();
  expect(h.portalView.acts).toContain('close');
  expect(
    h.terminal.heard.find(({ name, params }) => name === 'usage' && (params as { kind: string }).kind === 'finished'),
  ).toBeDefined();
});

test('who leaves a page that was seen has not given up', async () => {
  await seen();
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  await h.settle();
  expect(abandonments(h)).toEqual([]);
  expect(h.portalView.acts).toContain('close');
});

test('what is blocked is said, and gone with the next touch', async () => {
  await seen();
  await tell({ kind: 'blocked', reason: 'host', host: new Personal('anderswo.example') });
  expect(phase()).toMatchObject({ told: { kind: 'blocked', reason: 'host', host: 'anderswo.example' } });
  await h.do('portal-ok');
  expect(phase()).toMatchObject({ told: null });
});

test('a list and a question of the page are answered on our screen', async () => {
  await seen();
  await tell({ kind: 'field', field: new Personal({ kind: 'choice', options: ['a', 'b'], chosen: 0 }) });
  expect(phase()).toMatchObject({ field: { kind: 'choice', options: ['a', 'b'] } });
  await h.do('portal-choose', { index: 1 });
  await tell({ kind: 'dialog', asks: true, message: new Personal('Sicher?') });
  expect(phase()).toMatchObject({ dialog: { asks: true, message: 'Sicher?' } });
  await h.do('portal-answer', { agreed: false });
  expect(h.portalView.acts.slice(-2)).toEqual(['choose 1', 'answer false']);
});

test('a document is looked at, printed, and forgotten', async () => {
  await seen();
  await tell({ kind: 'document', pdf: new Personal(new Uint8Array(Buffer.from('%PDF-1.4'))) });
  expect(phase()).toMatchObject({ kind: 'document', print: 'ready' });
  await h.do('portal-print');
  expect(phase()).toMatchObject({ kind: 'document', print: 'printed' });
  expect(h.attended.names()).toContain('page.print');
  await h.do('back');
  expect(phase()).toMatchObject({ kind: 'viewing' });
});

test.each([
  ['page-printer', { kind: 'document', pdf: new Personal(new Uint8Array(1)) }, 'no-printer'],
  ['scanner', { kind: 'file-wanted' }, 'no-scanner'],
  ['eid', { kind: 'eid', tcTokenUrl: TOKEN }, 'no-reader'],
] as const)('without a usable %s the site stays, and it is said', async (device, event, kind) => {
  h = await harness({ [device]: { usable: false, reason: 'gone' } });
  await seen();
  await tell(event);
  expect(phase()).toMatchObject({ kind: 'viewing', told: { kind } });
});

test('a site that does not answer can be tried again', async () => {
  await tell({ kind: 'failed', reason: 'unreachable' });
  expect(phase()).toEqual({ kind: 'failed', reason: 'unreachable' });
  await h.do('retry');
  expect(h.portalView.acts).toEqual(['open https://stadt.example/', 'open https://stadt.example/']);
});

test('the time is told before it is over, can be had anew, and ends the visit otherwise', async () => {
  await seen();
  const stay = async (minutes: number) => {
    for (let n = 0; n < minutes * 4; n++) {
      await h.settle(15_000);
      h.session.activity();
    }
  };
  await stay(2);
  expect(phase()).toMatchObject({ minutesLeft: 2, isShort: true });
  await h.do('portal-more-time');
  expect(phase()).toMatchObject({ minutesLeft: 4, isShort: false });
  await stay(5);
  expect(h.portalView.acts).toContain('close');
});

test('an identification of the site: our screens, then the site goes on where the client says', async () => {
  await seen();
  await tell({ kind: 'eid', tcTokenUrl: TOKEN });
  expect(h.attended.heard.find(({ name }) => name === 'eid.authenticate')?.params).toEqual({ tcTokenUrl: TOKEN });
  expect(h.screen('identify').phase).toMatchObject({
    kind: 'consent',
    required: RIGHTS.kind === 'access-rights' ? RIGHTS.required : [],
  });
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  h.attended.card(false);
  await h.settle();
  expect(phase()).toMatchObject({ kind: 'viewing' });
  expect(h.portalView.acts).toContain('return https://eid.example/refresh/1?ResultMajor=ok');
  expect(h.eidService.asked).toEqual([]);
});

test('an identification that asks for more than the site may is broken off before anything is read', async () => {
  await seen();
  h.attended.script.isManual = true;
  await tell({ kind: 'eid', tcTokenUrl: TOKEN });
  if (RIGHTS.kind !== 'access-rights') throw new TypeError('no rights');
  h.attended.event({ ...RIGHTS, required: [...RIGHTS.required, 'PlaceOfBirth'] });
  await h.settle();
  expect(h.attended.names()).toContain('eid.cancel');
  const returnUrl = 'https://stadt.example/zurueck?ResultMajor=error';
  h.attended.event({ kind: 'failed', reason: 'cancelled', detail: '', returnUrl });
  await h.settle();
  expect(h.screen('identify').phase).toMatchObject({ kind: 'failed', reason: 'asks-too-much', isHandOff: true });
  await h.do('back');
  expect(h.portalView.acts.at(-2)).toBe(`return ${returnUrl}`);
});

test('an identification that is broken off: the site learns it where the client says', async () => {
  await seen();
  h.attended.script.isManual = true;
  await tell({ kind: 'eid', tcTokenUrl: TOKEN });
  h.attended.event(RIGHTS);
  await h.settle();
  await h.do('back');
  const returnUrl = 'https://stadt.example/zurueck?ResultMajor=error&ResultMinor=cancellationByUser';
  h.attended.event({ kind: 'failed', reason: 'cancelled', detail: '', returnUrl });
  await h.settle();
  expect(phase()).toMatchObject({ kind: 'viewing' });
  expect(h.portalView.acts).toContain(`return ${returnUrl}`);
});

test('a file that the site wants is what the scanner makes, as a PDF', async () => {
  await seen();
  await tell({ kind: 'file-wanted' });
  await h.do('scan');
  await h.do('continue');
  await h.settle();
  expect(phase()).toMatchObject({ kind: 'viewing' });
});
