import type { Result } from '../../../foundation/result.ts';
import type { KindOfRequest } from '../../../portals/fit-connect/api/public-service.ts';
import type { DeliveryProgress, Recipient, SealedSubmission } from '../../../portals/fit-connect/contract.ts';
import type { Contradiction } from '../../../portals/fit-connect/events/judge-log.ts';
import type { PaymentNotice } from '../../../portals/fit-connect/sealing/payment-notice.ts';
import type { DestinationKeys } from '../store/destination-keys.ts';

type Sealed = Result<SealedSubmission, PrepareRefusal>;

export interface PrepareRefusal {
  readonly reason: 'portal-unreachable' | 'portal-refused' | 'key-refused';
  readonly detail: string;
}

export interface DeliveryTrouble {
  /** Kebab-case, loggable. */
  readonly reason: string;
  /** `retry` by the outbox; `staff`: no repetition will help, or it might make a second case. */
  readonly next: 'retry' | 'staff';
  /** The portal asked to wait so many milliseconds. */
  readonly retryAfterMs: number | null;
  readonly progress: DeliveryProgress | null;
}

export type Decision =
  | { readonly kind: 'pending' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly problems: readonly RejectedProblem[] }
  /** What the authority says cannot all be true: for staff, and nothing follows by itself. */
  | { readonly kind: 'contradictory'; readonly why: Contradiction };

export interface RejectedProblem {
  /** URI of the kind of problem: may be kept. */
  readonly type: string;
  /** The authority's words: for the citizen's screen only, they may quote what was entered. */
  readonly text: string;
}

/** What the outbox and the sessions need of the authority's portal; `fit-connect.ts` is the one there is. */
export interface SubmissionPortal {
  /** The destination takes submissions now, and this is whom they are sealed for. */
  prepare(destinationId: string, request: KindOfRequest): Promise<Result<Recipient, PrepareRefusal>>;
  /**
   * The recipient last checked, if its key still holds: for services that may wait, so that what was filled in can be sealed while
   * the portal is down. One rolled over meanwhile shows at delivery and goes to staff.
   */
  keptRecipient(destinationId: string, request: KindOfRequest): Recipient | null;
  /** Sets where keys are kept on the disk; those kept by the last run are known from then on. */
  keepKeysIn?(keys: DestinationKeys): void;
  /** Seals with the current key. Only notices that the terminal itself writes are sealed here. */
  sealNotice(notice: PaymentNotice): Promise<Sealed>;
  /** Channels by which the destination answers requests for a public service; empty if it cannot be asked now. */
  replyChannels(destinationId: string, publicService: string | null): Promise<readonly string[]>;
  /** Cheap: whether the destination takes submissions now. */
  isUp(destinationId: string): Promise<boolean>;
  /** @param onProgress makes every step durable before the next */
  deliver(
    sealed: SealedSubmission,
    progress: DeliveryProgress | null,
    onProgress: (progress: DeliveryProgress) => void,
  ): Promise<Result<DeliveryProgress, DeliveryTrouble>>;
  /** What the authority's verified events say so far. */
  decision(
    sealed: SealedSubmission,
    progress: DeliveryProgress,
  ): Promise<Result<Decision, { readonly reason: string }>>;
}
