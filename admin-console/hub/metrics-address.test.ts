import { expect, test } from 'vitest';
import { metricsAddressOf } from './metrics-address.ts';

test.each([
  [undefined, null],
  ['', null],
  ['9464', { host: '127.0.0.1', port: 9464 }],
  ['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
  ['metrics.example.org:1', { host: 'metrics.example.org', port: 1 }],
  ['[::1]:9464', { host: '::1', port: 9464 }],
])('HUB_METRICS=%s', (HUB_METRICS, expected) => {
  expect(metricsAddressOf({ HUB_METRICS })).toEqual(expected);
});

test.each(['yes', '70000', 'host', 'host:', ':9464', 'http://host:1', 'a b:1'])(
  'HUB_METRICS=%s is refused, and never taken for “on all addresses”',
  (HUB_METRICS) => {
    expect(() => metricsAddressOf({ HUB_METRICS })).toThrow('bad-metrics-address');
  },
);
