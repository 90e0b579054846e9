import type { Clock } from '../../../foundation/clock.ts';
import { IppClient, type JobStatus } from '../dialogue/client.ts';
import { type HttpTarget, type Post, targetOf } from '../transport/http.ts';
import { findJob } from './own-jobs.ts';
import { isLinkLoss } from './print-faults.ts';

/** What the printer behind a queue says of a job. */
export type PrinterWord =
  | { readonly kind: 'job'; readonly job: JobStatus }
  /** Does not answer now. */
  | { readonly kind: 'silent' }
  /** Has no such job, keeps no list, or cannot be asked. */
  | { readonly kind: 'none' };

export interface PrinterBehindQueueOptions {
  /** Of the queue: whom to trust holds for the printer too. */
  readonly target: Pick<HttpTarget, 'ca' | 'distrusts'>;
  readonly user: string;
  readonly clock: Clock;
  readonly post: Post;
}

/**
 * The printer behind a CUPS queue, asked itself: the queue's "completed" is not its word. The `ipp` backend of CUPS 2.4
 * ends without an error when its main loop is the first to read "aborted" (measured with cups 2.4.2-3+deb12u9; the same
 * end by another way is OpenPrinting/cups issue 1703).
 */
export class PrinterBehindQueue {
  readonly #client: IppClient | undefined;

  /** @param deviceUri the queue's `device-uri`; only `ipp` and `ipps` can be asked */
  constructor(deviceUri: string | undefined, { target: trust, user, clock, post }: PrinterBehindQueueOptions) {
    const address = deviceUri?.split('?')[0] ?? '';
    const target = targetOf(address);
    if (!target) return;
    this.#client = new IppClient({ target: { ...trust, ...target }, printerUri: address, user, clock, post });
  }

  /** @param name as the queue passes it on: the `job-name` it was given */
  async job(name: string): Promise<PrinterWord> {
    if (!this.#client) return { kind: 'none' };
    const found = await findJob(this.#client, name);
    if (!found.ok) return { kind: isLinkLoss(found.error) ? 'silent' : 'none' };
    return found.value ? { kind: 'job', job: found.value } : { kind: 'none' };
  }

  /** @returns why it cannot be asked, free of content; `undefined` if it can */
  async hindrance(): Promise<string | undefined> {
    if (!this.#client) return 'no-ipp-backend';
    const list = await this.#client.jobs('completed');
    return list.ok ? undefined : `${list.error.reason}: ${list.error.detail}`;
  }
}
