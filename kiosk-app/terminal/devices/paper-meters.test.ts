import { expect, test } from 'vitest';
import type { DeviceStatistics } from '../../../device-drivers/contract.ts';
import type { ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import { paperMeters } from './paper-meters.ts';

const receiptPrinter = {
  protocol: 'escpos-tcp',
  host: '127.0.0.1',
  port: 9100,
  paperWidth: 80,
  codePage: 'windows1252',
  rollMetres: 62.5,
} as const;
const counting = (statistics: DeviceStatistics) => ({ printer: { statistics: () => statistics } as ReceiptPrinter });

test('paper used, paper of the roll that is in, and how long a roll is', () => {
  const own = counting({ PaperUsedMillimetres: 90_000, PaperUsedOnRollMillimetres: 12_000, PaperCutCount: 3 });
  expect(paperMeters(own, { receiptPrinter })).toEqual({
    'meter.receipt-paper-mm': 90_000,
    'meter.receipt-paper-on-roll-mm': 12_000,
    'meter.receipt-paper-roll-mm': 62_500,
  });
});

test('nothing is told before the driver has counted, nor where there is no printer', () => {
  expect(paperMeters(counting({}), { receiptPrinter })).toEqual({});
  expect(paperMeters({ printer: null }, { receiptPrinter: null })).toEqual({});
});
