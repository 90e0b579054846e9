import type { StatusReport } from '../contract.ts';

/** What a terminal without devices and services reports while nobody stands before it. */
export const SAMPLE_REPORT: StatusReport = {
  at: 1,
  timeZone: 'Europe/Berlin',
  software: { version: '0.1.0', startedAt: 1 },
  step: 'attract',
  serviceId: null,
  mode: 'in-service',
  devices: [],
  cardLeft: false,
  portals: {},
  services: [],
  outbox: { waiting: 0, unclear: 0 },
  counts: {},
  alerts: [],
  journal: null,
};
