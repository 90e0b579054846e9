import type { Channel, ClaimedNotice, NoticeItem } from '../../domain/alerting/notice-store.ts';

/** A terminal of the town hall that is not connected. */
export const sampleItem = (change: Partial<NoticeItem> = {}): NoticeItem => ({
  episodeId: '0c5c7f0e-51c5-4bb0-9d0f-9c3c1b4f2a01',
  terminalId: 'MS-RH-01',
  location: 'Rathaus',
  cause: 'offline',
  subject: '',
  severity: 'urgent',
  reason: null,
  since: Date.UTC(2026, 10, 29, 9, 30),
  closedAt: null,
  ...change,
});

export const sampleNotice = (change: Partial<ClaimedNotice> = {}, channel: Partial<Channel> = {}): ClaimedNotice => ({
  id: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001',
  kind: 'opened',
  cause: 'offline',
  tenant: { id: 'default', name: 'Musterstadt', timeZone: 'Europe/Berlin' },
  channel: { id: 'c', kind: 'email', language: 'de', to: ['bereitschaft@example.org'], secret: null, ...channel },
  items: [sampleItem()],
  createdAt: Date.UTC(2026, 10, 29, 9, 35),
  attempt: 1,
  ...change,
});
