import type { BlockReason, PortalFailure } from '../../portal-view/words.ts';
import type { PortalPhase, PortalViewing } from '../../session/contract/screens/portal.ts';
import { type Story, story } from './fixture.ts';

const portal = (name: string, phase: PortalPhase, language?: string): Story =>
  story(
    `portal-${name}`,
    { kind: 'portal', title: 'Stadtportal', phase },
    language === undefined ? {} : { change: { language } },
  );

const VIEWING: PortalViewing = {
  kind: 'viewing',
  isLoading: false,
  zoom: 1,
  field: null,
  dialog: null,
  told: null,
  minutesLeft: 18,
  isShort: false,
};

/** Records, so that the compiler misses a reason that the contract adds. */
const BLOCKED: Readonly<Record<BlockReason, string | null>> = {
  malformed: null,
  scheme: null,
  credentials: 'stadt.example',
  host: 'nachbarstadt.example',
  port: 'stadt.example:8443',
  'resource-only': 'kacheln.example',
  path: 'rathaus.example',
  method: 'rathaus.example',
  socket: 'stadt.example',
  'eid-not-offered': null,
  'eid-address': null,
};
const FAILURES: Readonly<Record<PortalFailure, true>> = {
  'browser-missing': true,
  gone: true,
  unreachable: true,
  untrusted: true,
};

export const portalStories: readonly Story[] = [
  portal('opening', { kind: 'opening' }),
  portal('viewing', VIEWING),
  portal('viewing-english', VIEWING, 'en'),
  portal('loading', { ...VIEWING, isLoading: true }),
  portal('short', { ...VIEWING, minutesLeft: 2, isShort: true }),
  portal('typing', { ...VIEWING, field: { kind: 'text', type: 'text' } }),
  portal('choice', {
    ...VIEWING,
    field: { kind: 'choice', options: ['Altstadt', 'Nordstadt', 'Südstadt'], chosen: 0 },
  }),
  portal('dialog', { ...VIEWING, dialog: { message: 'Möchten Sie wirklich abbestellen?', asks: true } }),
  portal('no-reader', { ...VIEWING, told: { kind: 'no-reader' } }),
  portal('too-large', { ...VIEWING, told: { kind: 'document', reason: 'too-large' } }),
  ...(Object.entries(BLOCKED) as [BlockReason, string | null][]).map(([reason, host]) =>
    portal(`blocked-${reason}`, { ...VIEWING, told: { kind: 'blocked', reason, host } }),
  ),
  portal('document-drawing', { kind: 'document', pages: [], print: 'drawing', fault: null }),
  portal('document', { kind: 'document', pages: ['scan-1'], print: 'ready', fault: null }),
  portal('document-printed', { kind: 'document', pages: ['scan-1'], print: 'printed', fault: null }),
  portal('document-fault', { kind: 'document', pages: ['scan-1'], print: 'fault', fault: 'offline' }),
  ...(Object.keys(FAILURES) as PortalFailure[]).map((reason) => portal(`failed-${reason}`, { kind: 'failed', reason })),
];
