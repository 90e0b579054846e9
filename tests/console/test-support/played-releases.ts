import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import type { Role } from '../../../admin-console/contract/access/permissions.ts';
import type {
  ConfigurationDraft,
  ConfigurationRelease,
} from '../../../admin-console/contract/configuration/configuration.ts';
import {
  type ConfigurationReview,
  type ConfigurationSpread,
  SPREAD_STATES,
} from '../../../admin-console/contract/configuration/configuration-review.ts';
import { ALL, ROUTES } from '../../../admin-console/contract/routes.ts';
import { sampleFiles } from '../../../config/sample-files.ts';
import { FLEET, NOW, sessionOf, TENANT } from './played-fleet.ts';
import type { PlayedAnswers } from './played-hub.ts';

const AT = ROUTES.configuration;
const HOUR = 3_600_000;
const idOf = (n: number) => `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`;

const draft = (n: number, more: Partial<ConfigurationDraft>): ConfigurationDraft => ({
  ...{ id: idOf(n), tenantId: TENANT, scope: 'tenant', scopeId: TENANT, title: 'Gebühren 2027', state: 'submitted' },
  ...{ revision: 4, baseId: idOf(102), rollsBackTo: null, authors: ['u-1'] },
  ...{ createdAt: NOW - 30 * HOUR, changedAt: NOW - 2 * HOUR, changedBy: 'beate.amt' },
  ...more,
});
const DRAFTS: readonly ConfigurationDraft[] = [
  draft(1, {}),
  draft(2, { title: 'Öffnungszeiten im Advent', scope: 'location', scopeId: 'rathaus', state: 'open' }),
];
export const [SUBMITTED = draft(1, {}), OPEN = draft(2, {})] = DRAFTS;

const release = (number: number, more: Partial<ConfigurationRelease> = {}): ConfigurationRelease => ({
  ...{ id: idOf(100 + number), tenantId: TENANT, scope: 'tenant', scopeId: TENANT, number, title: 'Angebot' },
  ...{ releasedAt: NOW - (10 - number) * 24 * HOUR, releasedBy: 'carla.leitung', rollsBackTo: null, emergency: null },
  ...{ activeFrom: NOW - (10 - number) * 24 * HOUR, isForAll: true, withdrawnAt: null, draftId: idOf(number) },
  ...more,
});
export const FORMER = release(1);
export const CURRENT = release(2, { title: 'Hundesteuer mit Rasse' });
const RELEASES: readonly ConfigurationRelease[] = [
  release(3, { title: 'Zurückgezogen', withdrawnAt: NOW - HOUR }),
  CURRENT,
  FORMER,
  release(4, { scope: 'location', scopeId: 'rathaus', title: 'Aushang' }),
];

/** What a person changes in an afternoon. */
function afterwards(): Record<string, string> {
  const files = sampleFiles();
  // biome-ignore lint/suspicious/noExplicitAny: it changes what it knows to be there
  const change = (path: string, by: (content: any) => void) => {
    const content = JSON.parse(files[path] ?? '{}');
    by(content);
    files[path] = JSON.stringify(content);
  };
  change('services/bewohnerparkausweis.json', (service) => {
    service.fee.cents = 3_500;
    service.form[1].fields[1].options.pop();
  });
  change('services/hundesteuer-anmelden.json', (service) => {
    service.form[1].fields[1].required = false;
  });
  change('texts/de.json', (texts) => {
    texts['services.bewohnerparkausweis.summary'] = 'In Ihrer Wohnstraße parken – gültig für zwei Jahre.';
  });
  change('site.json', (site) => {
    site.openingHours = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }];
    site.branding = { ...site.branding, accent: { background: '#8a1538', text: '#ffffff' } };
    site.services.pop();
  });
  return files;
}
const COMPARISON = { before: sampleFiles(), after: afterwards() };

const review = (of: ConfigurationDraft, more: Partial<ConfigurationReview>): ConfigurationReview => ({
  ...{ draft: of, base: CURRENT, former: null, authors: ['beate.amt'], reach: { terminals: 23, locations: 4 } },
  ...{ obstacle: null, releaseId: null },
  story: [
    { at: NOW - 30 * HOUR, actor: 'beate.amt', act: 'configuration.draft.begun', reason: null },
    { at: NOW - 29 * HOUR, actor: 'beate.amt', act: 'configuration.draft.changed', reason: null },
    {
      at: NOW - 4 * HOUR,
      actor: 'carla.leitung',
      act: 'configuration.draft.reopened',
      reason: 'Die Gebühr fehlt noch.',
    },
    { at: NOW - 2 * HOUR, actor: 'beate.amt', act: 'configuration.draft.submitted', reason: null },
  ],
  comments: [
    {
      id: idOf(201),
      at: NOW - 3 * HOUR,
      by: 'carla.leitung',
      text: 'Ab Januar?',
      about: 'service/bewohnerparkausweis/fee/cents',
    },
    { id: idOf(202), at: NOW - 2 * HOUR, by: 'beate.amt', text: 'Beschluss vom 12. November liegt vor.', about: null },
  ],
  ...more,
});

const spread = (of: ConfigurationRelease): ConfigurationSpread => ({
  release: of,
  counts: {
    ...(Object.fromEntries(SPREAD_STATES.map((state) => [state, 0])) as ConfigurationSpread['counts']),
    'has-it': 20,
    staged: 1,
    refused: 1,
    unreachable: 1,
  },
  without: [
    { terminalId: 'terminal-03', state: 'unreachable', reason: null },
    { terminalId: 'terminal-05', state: 'staged', reason: null },
    { terminalId: 'terminal-08', state: 'refused', reason: 'went-back' },
  ],
  story: [{ at: NOW - 8 * 24 * HOUR, actor: 'carla.leitung', act: 'configuration.released', reason: null }],
  comments: [],
});

/** What the API answers about drafts and releases to somebody of this role. */
export const releasesAs = (role: Role, obstacle: string | null = null): PlayedAnswers => ({
  ...FLEET,
  [ACCESS_ROUTES.session]: sessionOf(role),
  [AT.drafts(ALL)]: DRAFTS,
  [AT.releases(ALL)]: RELEASES,
  [AT.review(ALL, SUBMITTED.id)]: review(SUBMITTED, { obstacle }),
  [AT.review(ALL, OPEN.id)]: review(OPEN, {
    obstacle: 'wrong-state',
    base: null,
    reach: { terminals: 1, locations: 1 },
  }),
  [AT.faults(TENANT, SUBMITTED.id)]: [],
  [AT.faults(TENANT, OPEN.id)]: [],
  [AT.comparison(TENANT)]: COMPARISON,
  [AT.spread(ALL, CURRENT.id)]: spread(CURRENT),
  [AT.spread(ALL, FORMER.id)]: { ...spread(FORMER), counts: { ...spread(FORMER).counts, 'has-it': 0, replaced: 20 } },
});

export const NO_RELEASES: PlayedAnswers = { ...releasesAs('releaser'), [AT.drafts(ALL)]: [], [AT.releases(ALL)]: [] };
