/** Values of PA00P015 13.08 that both ends of the line write and read. */

/** Currency of BMP 49 and of the registration: ISO 4217 number as four digits. */
export const EURO = '0978';

/** Highest receipt number (BMP 87, four digits); the one after it is 1. */
export const MAX_RECEIPT_NO = 9_999;

/** Bits of the config byte of 06 00 ("Registration"). */
export const CONFIG = {
  ecrPrintsPayments: 0x02,
  ecrPrintsAdministration: 0x04,
  sendsIntermediateStatus: 0x08,
  noAmountEntryOnDevice: 0x10,
  noAdministrationOnDevice: 0x20,
  ecrPrintsLines: 0x80,
} as const;

/** Bits of the service byte, BMP 03 of 06 20 ("Repeat receipt"). */
export const SERVICE = { sendStatus: 0x01, doNotPrint: 0x02 } as const;
