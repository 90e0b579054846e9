import { z } from 'zod';
import type { Result } from '../../foundation/result.ts';
import type { Device } from '../contract.ts';

export const PagePrinterConfiguration = z
  .strictObject({
    protocol: z.literal('ipp'),
    uri: z.string().regex(/^ipps?:\/\/./),
    caFile: z
      .string()
      .regex(/^\/./)
      .nullable()
      .default(null)
      .describe('PEM of the authority, or of the certificate an ipps printer made for itself'),
  })
  .nullable()
  .default(null);

export interface PageDocument {
  /**
   * Journal id: becomes the job's name at the printer, so it is free of names. A reprint after a fault carries the
   * same id and is not printed again if the first one came out after all. Letters, digits and `-_.:`, 1 to 60.
   */
  readonly id: string;
  /** A whole PDF. Held in memory until the job ended, never written to disk by the driver. */
  readonly pdf: Uint8Array;
  /** 1 to 99. */
  readonly copies: number;
}

/**
 * What printers say in `printer-state-reasons` (RFC 8011 section 5.4.12; further keywords in the IANA registry "IPP
 * Registrations"), in the words of this driver.
 */
export const PrinterTrouble = z.enum([
  'media-empty',
  'media-jam',
  'cover-open',
  'tray-missing',
  'toner-empty',
  'waste-full',
  'output-full',
  'overheated',
  'offline', // printer or print server not reachable
  'paused', // stopped by a person or by the server's error policy
  'misconfigured',
  'other', // a fault of the printer's own that has no standard name
]);
export type PrinterTrouble = z.infer<typeof PrinterTrouble>;

/** A person should come, but the printer works. */
const PRINTER_NOTICES = ['media-low', 'toner-low', 'waste-nearly-full', 'output-nearly-full', 'part-worn'] as const;
export type PrinterNotice = (typeof PRINTER_NOTICES)[number];

/** Why a question to it has no usable answer; told by the health check. */
const ASKING_FAULTS = [
  'unreachable', // nobody accepts the connection, or it broke
  'no-answer', // silence for longer than allowed
  'untrusted', // TLS: not the certificate it should be
  'access-denied', // HTTP 401 or 403
  'http-status', // any other than 200
  'not-ipp', // answers, but with another kind of content
  'too-large',
  'malformed', // no IPP message, or none to our question
  'refused', // understood, and refused
] as const;
export type AskingFault = (typeof ASKING_FAULTS)[number];

const HEALTH_REASONS = [
  ...PrinterTrouble.options,
  ...PRINTER_NOTICES,
  'not-reachable',
  'not-trusted', // TLS certificate
  'access-denied',
  'protocol-error',
  'not-accepting',
  'takes-no-pdf',
] as const;
export type PagePrinterReason = (typeof HEALTH_REASONS)[number];
/** `bad-printer-uri`: no printer can be made of the configuration. */
export const PAGE_PRINTER_REASONS = [...HEALTH_REASONS, ...ASKING_FAULTS, 'bad-printer-uri'] as const;

export const PagePrintFault = z.enum([
  ...PrinterTrouble.exclude(['misconfigured']).options,
  'busy', // takes no job now: somebody else's is being printed
  'not-accepting', // queue closed, or the server demands a login
  'held', // job accepted, but waits to be released by a person
  'aborted', // the printer gave up
  'cancelled', // at the printer, or by `cancel`
  'format-not-supported', // takes no PDF, or not this one
  'copies-not-supported',
  'protocol-error', // answers something that is not IPP, or refuses what it should take
  'not-confirmed', // the document left, but the printer never said "completed"
]);
export type PagePrintFault = z.infer<typeof PagePrintFault>;

/** `retained`: a queue may still hold the document; a technician must clear it (spooled files, Get-Jobs). */
export type PagePrintOutcome = Result<
  { readonly printed: true; readonly retained: boolean },
  {
    readonly reason: PagePrintFault;
    /** Paper may already show part of it, or all. */
    readonly partial: boolean;
    readonly retained: boolean;
  }
>;

/** How far a document is, told whenever it changes. */
export const PagePrintProgress = z.strictObject({
  /** Sheets that are out as far as the printer counts; some count none before the end. */
  done: z.int().min(0),
  /** What it waits for a person to mend; given up when nobody does within the driver's patience. */
  trouble: PagePrintFault.nullable(),
});
export type PagePrintProgress = Readonly<z.infer<typeof PagePrintProgress>>;

export interface PagePrinter extends Device {
  readonly kind: 'page-printer';
  /** Resolves ok only when the printer itself reported the job as completed. One job after the other. */
  print(document: PageDocument, onProgress?: (progress: PagePrintProgress) => void): Promise<PagePrintOutcome>;
  /** Withdraws the document of this id, waiting or being printed; its `print` then says `cancelled`. */
  cancel(id: string): void;
}
