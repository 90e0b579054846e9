import type { JobState } from '../../device-drivers/page-printer/codec/registry.ts';

/** One job as the simulated printer keeps it. */
export interface SimulatedJob {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  readonly copies: number;
  state: JobState;
  reasons: readonly string[];
  /** Held until the job ended, and no longer. */
  pdf: Uint8Array | undefined;
  sheets: number;
  sheetsDone: number;
  /** Lies at the queue only, whose filter failed: no printer has heard of it. */
  isStranded?: true;
}

export const isOver = (job: SimulatedJob): boolean =>
  job.state === 'canceled' || job.state === 'aborted' || job.state === 'completed';

/**
 * Pages of a PDF, by counting its page objects. Those inside of compressed object streams are not seen: then it is
 * one page.
 */
export function pagesOf(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  return Math.max(1, text.match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0);
}

/** A printer reads the first octets to know the format (RFC 8011 section 5.1.10: it may detect it itself). */
export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1').includes('%PDF-');
