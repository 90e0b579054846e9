import { z } from 'zod';
import { DeviceFile, HostPort } from '../addresses.ts';
import type { Device } from '../contract.ts';

const Paper = {
  paperWidth: z.union([z.literal(58), z.literal(80)]).describe('Millimetres'),
  codePage: z
    .enum(['windows1252', 'cp858', 'cp437'])
    .default('windows1252')
    .describe('Of those the printer has (its self-test prints them): ESC t 16 WPC1252, 19 PC858, 0 PC437'),
  rollMetres: z
    .number()
    .min(1)
    .max(1_000)
    .default(80)
    .describe('Length of a new roll: from it the hub says in how many days the paper ends'),
};

export const ReceiptPrinterConfiguration = z
  .discriminatedUnion('protocol', [
    z.strictObject({ protocol: z.literal('escpos-tcp'), ...HostPort.shape, ...Paper }),
    z.strictObject({ protocol: z.literal('escpos-file'), path: DeviceFile, ...Paper }),
  ])
  .nullable();

/** Content of a receipt. Free of names by contract: amounts, references, states, texts from the configuration. */
export const ReceiptBlock = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: z.string(),
    align: z.enum(['left', 'center', 'right']).exactOptional(),
    bold: z.boolean().exactOptional(),
    size: z.union([z.literal(1), z.literal(2)]).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('columns'),
    left: z.string(),
    right: z.string(),
    bold: z.boolean().exactOptional(),
  }),
  z.strictObject({ type: z.literal('rule') }),
  z.strictObject({ type: z.literal('space'), lines: z.int().min(1) }),
  z.strictObject({ type: z.literal('qr'), data: z.string() }),
  z.strictObject({ type: z.literal('logo'), name: z.string() }),
  /** Ends a slip within the document; the end of the document always cuts. */
  z.strictObject({ type: z.literal('cut') }),
]);
export type ReceiptBlock = Readonly<z.infer<typeof ReceiptBlock>>;

export const ReceiptDocument = z.strictObject({
  /** Journal id: a reprint after a fault carries the same id, so that it is recognisable as the same receipt. */
  id: z.string(),
  blocks: z.array(ReceiptBlock).readonly(),
});
export type ReceiptDocument = Readonly<z.infer<typeof ReceiptDocument>>;

export const PrintFault = z.enum([
  'paper-out',
  'cover-open',
  'cutter-error',
  'overheated',
  'offline', // not reachable
  'unrecoverable',
  'not-confirmed', // bytes left, but the printer never said "printed"
]);
export type PrintFault = z.infer<typeof PrintFault>;

const HEALTH_REASONS = [
  'not-reachable',
  'paper-out',
  'paper-near-end',
  'cover-open',
  'cutter-error',
  'recoverable-error',
  'unrecoverable',
  'overheated',
  'not-ready', // it says that it is offline and not why: the feed button is held, or it is starting
] as const;
export type ReceiptPrinterReason = (typeof HEALTH_REASONS)[number];

/** Why a question to it has no answer; told by the health check. */
const ASKING_FAULTS = ['no-answer', 'link-lost'] as const;
export type UnansweredQuestion = (typeof ASKING_FAULTS)[number];

export const RECEIPT_PRINTER_REASONS = [...HEALTH_REASONS, ...PrintFault.options, ...ASKING_FAULTS] as const;

export const PrintOutcome = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.strictObject({ printed: z.literal(true) }) }),
  z.strictObject({
    ok: z.literal(false),
    /** `partial`: paper may already show part of it. */
    error: z.strictObject({ reason: PrintFault, partial: z.boolean() }),
  }),
]);
export type PrintOutcome = Readonly<z.infer<typeof PrintOutcome>>;

export interface ReceiptPrinter extends Device {
  readonly kind: 'receipt-printer';
  /** Resolves ok only when the printer itself reported that this receipt is out. */
  print(document: ReceiptDocument): Promise<PrintOutcome>;
}
