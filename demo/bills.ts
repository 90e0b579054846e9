import { formatEuro } from '../foundation/money.ts';
import type { Bill } from '../portals/bill-register/contract.ts';

/** Open bills of the demo municipality, one for every answer a citizen can get. */
export const DEMO_BILLS: readonly Bill[] = [
  bill(
    'VW-2026-0815-4',
    'Stadtkasse Musterstadt',
    'stadtkasse',
    'Verwarnung Parken vom 12.11.2026',
    2500,
    '2026-12-03',
    'open',
  ),
  bill('HS-2026-1204-7', 'Stadtkasse Musterstadt', 'stadtkasse', 'Hundesteuer 2026', 9600, '2026-12-15', 'open'),
  bill(
    'SW-77120-2026',
    'Stadtwerke Musterstadt',
    'stadtwerke',
    'Wasser und Abwasser, 3. Quartal',
    13745,
    '2026-12-01',
    'open',
  ),
  bill(
    'VW-2026-0700-1',
    'Stadtkasse Musterstadt',
    'stadtkasse',
    'Verwarnung Parken vom 02.10.2026',
    1500,
    '2026-10-23',
    'paid',
  ),
  bill('GE-2026-0042-9', 'Stadtkasse Musterstadt', 'stadtkasse', 'Gebühr, storniert', 4000, null, 'cancelled'),
];

/** One more of its parking tickets, for a test that pays it. */
export const parkingTicket = (reference: string, cents: number): Bill =>
  bill(reference, 'Stadtkasse Musterstadt', 'stadtkasse', 'Verwarnung Parken', cents, '2026-12-03', 'open');

/** The one the desk holds under the code reader. */
export const SAMPLE_BILL = 'VW-2026-0815-4';

/** The letters that lie on the desk: who wants what from whom, and the QR code to hold under the reader. */
export function letters(): readonly {
  readonly id: string;
  readonly lines: readonly string[];
  readonly code: string;
}[] {
  return DEMO_BILLS.map((of) => ({
    id: of.reference,
    lines: [of.payee, of.purpose, formatEuro(of.cents, 'de')],
    code: giroCode(of),
  }));
}

/** EPC069-12 ("GiroCode") of a bill, as printed on the municipality's letters. */
export function giroCode(of: Bill): string {
  const iban = of.payeeId === 'stadtwerke' ? 'DE75512108001245126199' : 'DE89370400440532013000';
  const euro = `EUR${Math.floor(of.cents / 100)}.${String(of.cents % 100).padStart(2, '0')}`;
  return ['BCD', '002', '1', 'SCT', '', of.payee, iban, euro, '', '', of.reference].join('\n');
}

function bill(
  reference: string,
  payee: string,
  payeeId: string,
  purpose: string,
  cents: number,
  dueDate: string | null,
  status: Bill['status'],
): Bill {
  return { reference, payee, payeeId, purpose, cents, dueDate, status };
}
