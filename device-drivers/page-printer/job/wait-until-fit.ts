import { type Clock, delay } from '../../../foundation/clock.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import { STATUS } from '../codec/registry.ts';
import type { PageDocument, PagePrintFault, PagePrintProgress } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import type { IppClient, IppFailure, JobTicket } from '../dialogue/client.ts';
import type { IppPrinterConnection } from '../dialogue/connection.ts';
import { blocking, type IppPrinterStatus } from '../dialogue/printer-status.ts';
import { ConditionTimeout } from './condition-timeout.ts';
import { faultOfFailure, faultOfTrouble, isLinkLoss, isRefusal } from './print-faults.ts';

export interface FitOptions {
  readonly client: IppClient;
  readonly connection: IppPrinterConnection;
  readonly clock: Clock;
  readonly document: PageDocument;
  readonly ticketFor: (status: IppPrinterStatus) => JobTicket;
  readonly isWithdrawn: () => boolean;
  readonly onProgress: (progress: PagePrintProgress) => void;
  /** A document of the time before comes first. True: it is this one, and it came out. */
  readonly settleEarlier: () => Promise<boolean>;
}

export type Fit = 'came-out' | { readonly status: IppPrinterStatus; readonly ticket: JobTicket };

/**
 * Waits until the printer can take the document, with the same patience as during a job: one that wakes up, whose cover
 * is just being closed or whose line hiccups is not refused at once. Nothing has left yet.
 * @returns why it cannot be printed, if that is for good or lasts too long
 */
export async function waitUntilFit(options: FitOptions): Promise<Result<Fit, PagePrintFault>> {
  const { client, connection, clock, document, onProgress } = options;
  const lost = new ConditionTimeout(clock, DELAYS.linkLossPatience);
  const unfit = new ConditionTimeout(clock, DELAYS.faultPatience);
  let isTold = false;
  let isSettled = false;
  for (;;) {
    if (options.isWithdrawn()) return err('cancelled');
    const printer = await connection.refresh();
    if (!printer.ok) {
      const fault = faultOfFailure(printer.error);
      if (isFinal(printer.error) || lost.isOver(true)) return err(fault);
    } else {
      if (!isSettled && (await options.settleEarlier())) return ok('came-out');
      isSettled = true;
      const lacks = lacking(printer.value, document);
      if (lacks) return err(lacks);
      const fault = passing(printer.value);
      if (unfit.isOver(fault !== undefined) && fault) return err(fault);
      if (fault || isTold) onProgress({ done: 0, trouble: fault ?? null });
      isTold = fault !== undefined;
      if (!fault) {
        const ticket = options.ticketFor(printer.value);
        const judged = await client.validate(ticket);
        const refusal = judged.ok ? undefined : faultOfFailure(judged.error);
        const isUnknown = !judged.ok && isRefusal(judged.error, STATUS.operationNotSupported);
        // Busy is waited for with the job itself; and one without Validate-Job (apple/cups issue 3967) judges it then.
        if (refusal === undefined || refusal === 'busy' || isUnknown) return ok({ status: printer.value, ticket });
        if (!judged.ok && !isLinkLoss(judged.error)) return err(refusal);
        if (lost.isOver(true)) return err(refusal);
      }
    }
    await delay(clock, DELAYS.pollPrinting);
  }
}

/** What no waiting mends: the certificate, the login. */
const isFinal = ({ reason }: IppFailure): boolean => reason === 'untrusted' || reason === 'access-denied';

const lacking = ({ takesPdf, maxCopies }: IppPrinterStatus, { copies }: PageDocument): PagePrintFault | undefined => {
  if (!takesPdf) return 'format-not-supported';
  return copies > maxCopies ? 'copies-not-supported' : undefined;
};

function passing(status: IppPrinterStatus): PagePrintFault | undefined {
  if (!status.isAccepting) return 'not-accepting';
  const trouble = blocking(status);
  // A queue repeats the trouble its last job met: only a job shows whether it still holds. Stopped is stopped.
  return trouble && !(status.cups && status.state !== 'stopped') ? faultOfTrouble(trouble) : undefined;
}
