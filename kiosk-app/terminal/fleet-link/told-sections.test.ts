import { expect, test } from 'vitest';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { ToldSections } from './told-sections.ts';

const PRINTER: DeviceReport = {
  kind: 'receipt-printer',
  state: 'ready',
  reason: null,
  model: 'TM-T88',
  firmware: null,
  seenAt: 1,
};

function told(): ToldSections {
  const sections = new ToldSections();
  sections.whole({ ...SAMPLE_REPORT, devices: [PRINTER] });
  return sections;
}

test('nothing is told of a terminal that is as it was, whatever time it is', () => {
  expect(told().changed({ ...SAMPLE_REPORT, at: 99, devices: [{ ...PRINTER, seenAt: 99 }] })).toBeNull();
});

test('only the sections that changed are told, each whole, and once', () => {
  const sections = told();
  const now = {
    ...SAMPLE_REPORT,
    step: 'pay',
    devices: [{ ...PRINTER, state: 'faulty' as const, reason: 'paper-out' }],
  };
  expect(sections.changed(now)).toEqual({ step: 'pay', devices: now.devices });
  expect(sections.changed(now)).toBeNull();
});
