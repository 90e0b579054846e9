import { expect, test } from 'vitest';
import { readReason } from './state-reasons.ts';

test.each([
  ['media-empty-error', 'media-empty', 'error'],
  ['media-empty', 'media-empty', 'error'],
  ['media-needed-warning', 'media-empty', 'warning'],
  ['media-jam-error', 'media-jam', 'error'],
  ['door-open-error', 'cover-open', 'error'],
  ['cover-open', 'cover-open', 'error'],
  ['input-tray-missing-error', 'tray-missing', 'error'],
  ['marker-supply-empty-error', 'toner-empty', 'error'],
  ['toner-low-report', undefined, undefined],
  ['toner-low-warning', 'toner-low', 'warning'],
  // Low is low, however loudly it is said: it still prints.
  ['toner-low-error', 'toner-low', 'warning'],
  ['media-low', 'media-low', 'warning'],
  ['offline-error', 'offline', 'error'],
  ['shutdown', 'offline', 'error'],
  ['paused', 'paused', 'error'],
  ['cups-missing-filter-warning', 'misconfigured', 'warning'],
  ['none', undefined, undefined],
  ['connecting-to-device', undefined, undefined],
  ['cups-waiting-for-job-completed', undefined, undefined],
  ['com.example-flux-capacitor-error', 'other', 'error'],
  ['other-error', 'other', 'error'],
  ['other-warning', undefined, undefined],
  // Notes of vendors, filters and CUPS: no suffix, nobody has to come.
  ['other', undefined, undefined],
  ['com.example-flux-capacitor', undefined, undefined],
  ['cups-ipp-missing-cancel-job', undefined, undefined],
  ['cups-ipp-conformance-failure-report', undefined, undefined],
  ['sleep-mode', undefined, undefined],
  ['custom-filter-says-hello', undefined, undefined],
  ['com.example-flux-capacitor-warning', undefined, undefined],
])('%s means %s, %s', (keyword, meaning, severity) => {
  expect(readReason(keyword)).toEqual(meaning && { meaning, severity });
});
