import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { ReceiptTexts } from '../../channel/terminal/slip.ts';
import type { Ports } from '../ports.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { createTexts } from '../texts.ts';
import { receiptTexts } from './receipt.ts';

test('a long name of the municipality, the place or the service is printed whole, not cut', () => {
  const { texts, ...start } = sampleStart();
  const [service] = start.services;
  if (!service) throw new Error('the sample site has services');
  const long = 'Verbandsgemeindeverwaltung Bad Musterstadt-Østergård an der Łaba, Außenstelle im Bürgerhaus '.repeat(2);
  const changed = { ...texts.de, 'site.municipality': long, 'site.location': long, [service.title]: long };
  const ports = {
    clock: new SimulatedClock(),
    start,
    texts: createTexts({ de: changed }, silentLog),
  } as unknown as Ports;
  const slip = receiptTexts({
    ports,
    service,
    package: { packageId: '00000000-0000-4000-8000-000000000000', state: 'held', fee: null },
    delivery: null,
    language: () => 'de',
  });
  expect(slip.heading).toEqual([long, long]);
  expect(slip.service).toBe(long);
  expect(ReceiptTexts.safeParse(slip).success).toBe(true);
});
