import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { PresenceSensor } from '../../../device-drivers/presence/contract.ts';
import type { ReceiptPrinter } from '../../../device-drivers/receipt-printer/contract.ts';
import type { SmartCardReader } from '../../../device-drivers/smart-card/contract.ts';
import type { BillLookup } from '../../../portals/bill-register/contract.ts';
import type { Portal } from '../delivery/portal.ts';
import type { ClockWatch } from '../store/keeping/clock-watch.ts';

/** Everything beyond this process: devices, portals. Real ones come from `factory.ts`. */
export interface Outside {
  readonly payment: PaymentTerminal | null;
  readonly printer: ReceiptPrinter | null;
  /** Where technicians lay their card. */
  readonly smartCard?: SmartCardReader | null;
  /** Tells whether somebody stands there. */
  readonly presence?: PresenceSensor | null;
  readonly portal: Portal;
  /** Hears the dates of the portals' answers. */
  readonly clockWatch?: ClockWatch;
  /** Portals beside the services' own, by the names of config/schema/needs.ts. */
  readonly otherPortals?: Readonly<Record<string, { isUp(): Promise<boolean> }>>;
  readonly bills: { lookup(reference: string): Promise<BillLookup> } | null;
}
