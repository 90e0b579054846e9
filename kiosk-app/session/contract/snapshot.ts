/**
 * What the citizen's screen shows, complete, at one instant: the UI is a pure function of it. The session sends a
 * whole snapshot on every change; there are no partial updates. Texts that come from the configuration are resolved
 * in the current language; everything else is a closed code that the UI has words for.
 */

/** Raised on any incompatible change; the UI refuses to show another version. */
export const VIEW_VERSION = 1;

export interface Snapshot {
  readonly version: typeof VIEW_VERSION;
  /** Grows by one with every snapshot of this session. */
  readonly seq: number;
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
  readonly languages: readonly LanguageChoice[];
  readonly display: Display;
  /** Of the assistive keypad; `unknown` where there is none, or it has not told yet. Private speech needs `plugged`. */
  readonly headset: 'plugged' | 'unplugged' | 'unknown';
  /** A card lies on the identity card's reader that was there before this visit: somebody has forgotten it. */
  readonly cardLeft: boolean;
  readonly site: {
    readonly municipality: string;
    readonly location: string;
    readonly phone: string;
    /** Where a person is to be found; `null` where there is nobody on site. */
    readonly helpDesk: string | null;
    readonly imprint: string;
  };
  readonly screen: Screen;
  /**
   * Names this visit of this screen. Every intent carries it: one made for a screen that is gone is refused.
   */
  readonly screenId: string;
  /** `null` before a service was chosen. */
  readonly journey: Journey | null;
  readonly overlay: Overlay | null;
  /** Allowed on this screen; the UI shows no button for anything else. */
  readonly can: {
    readonly back: boolean;
    readonly cancel: boolean;
    readonly help: boolean;
    readonly language: boolean;
  };
  /** Last intent refused, for a message near the control; `null` once something else happened. */
  readonly notice: Notice | null;
}

export interface LanguageChoice {
  readonly code: string;
  /** In that language itself. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
}

export interface Display {
  readonly contrast: 'normal' | 'high';
  readonly text: 'normal' | 'large';
  /** `low`: controls in the lower half, for people who sit. */
  readonly reach: 'normal' | 'low';
}

export interface Journey {
  readonly serviceId: string;
  readonly title: string;
  /** The service's own steps, in order; the configuration decides which exist. */
  readonly steps: readonly { readonly id: JourneyStepId; readonly state: 'done' | 'current' | 'ahead' }[];
}

export type StepId = 'identify' | 'pin-change' | 'bill' | 'form' | 'evidence' | 'review' | 'pay' | 'submit' | 'receipt';
/** A PIN change is one step of the session, and two for the citizen. */
export type JourneyStepId = Exclude<StepId, 'pin-change'> | 'old-pin' | 'new-pin';

export type Overlay =
  /** Presence lost or privacy asked for: nothing of the screen may shine through. */
  | {
      readonly kind: 'cover';
      readonly secondsLeft: number;
      /** Somebody else who finds it may end it (`someone-else`): not while a device or a portal is at work for its owner. */
      readonly canHandOver: boolean;
    }
  | { readonly kind: 'idle-warning'; readonly secondsLeft: number; readonly extensionsLeft: number }
  | { readonly kind: 'help'; readonly state: HelpState }
  | { readonly kind: 'confirm-cancel'; readonly losesPayment: boolean };

/** Being sent; shown to the staff; one of them comes; not sent, because the staff cannot be reached. */
export type HelpState = 'asking' | 'told' | 'taken' | 'unreachable';

export interface Notice {
  readonly reason: NoticeReason;
  readonly field: string | null;
}
export type NoticeReason =
  | 'not-possible-now'
  /** Something needed is empty. */
  | 'incomplete'
  /** What stands in a field is not right. */
  | 'wrong-value'
  | 'unknown-code'
  /** A payment's code, but none that names a Kassenzeichen. */
  | 'code-without-reference'
  | 'code-web-address'
  | 'code-appointment'
  | 'too-many-pages';

/** A payment that was left in the middle before, told to whoever stands there now. Nothing about a person. */
export interface InterruptedScreen {
  readonly kind: 'interrupted';
  /** Title of the service; `null` where it is no longer offered. */
  readonly service: string | null;
  readonly cents: number;
  /** Of the case. */
  readonly number: string;
  /** `asking`: the card device is being asked what happened. */
  readonly outcome: 'asking' | 'paid' | 'not-paid' | 'unclear';
  /** What became of the request; `null` where none was sent. */
  readonly request:
    | { readonly kind: 'on-its-way' }
    | { readonly kind: 'accepted' }
    | { readonly kind: 'rejected' | 'undeliverable'; readonly refund: Refund }
    | null;
  /** Sent, and the fee is still due. */
  readonly isOwed: boolean;
  readonly print: PrintState | { readonly kind: 'none' };
  readonly canPrint: boolean;
  /** Nothing was charged, and services are offered: may begin anew. */
  readonly canStart: boolean;
}

export type Screen =
  | { readonly kind: 'out-of-service'; readonly reason: 'starting' | 'devices' | 'maintenance' | 'network' }
  | { readonly kind: 'attract'; readonly services: readonly ServiceCard[] }
  | InterruptedScreen
  | { readonly kind: 'orient' }
  | CatalogueScreen
  | ServiceInfoScreen
  | IdentifyScreen
  | PinChangeScreen
  | BillScreen
  | FormScreen
  | EvidenceScreen
  | ReviewScreen
  | PayScreen
  | SubmitScreen
  | ReceiptScreen
  | FarewellScreen
  | ProblemScreen
  | { readonly kind: 'wiping' };

export interface ServiceCard {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly category: string;
  readonly icon: string;
  readonly needsEid: boolean;
  /** The identity card itself is needed, though no PIN that works yet. */
  readonly needsCard: boolean;
  readonly fee: Fee;
  readonly durationMinutes: number;
  /** The authority cannot be reached now, and this service may wait: delivered later, acknowledged later. */
  readonly deferred: boolean;
  /** Not startable now, and why; `null` = available. */
  readonly unavailable: 'portal-down' | 'eid-service' | 'payment-device' | 'eid-device' | 'scanner-device' | null;
}

export type Fee =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly cents: number }
  | { readonly kind: 'bill' };

export interface CatalogueScreen {
  readonly kind: 'catalogue';
  readonly query: string;
  readonly categories: readonly string[];
  readonly category: string | null;
  readonly services: readonly ServiceCard[];
  readonly total: number;
}

export interface ServiceInfoScreen {
  readonly kind: 'service-info';
  readonly service: ServiceCard;
  readonly prerequisites: readonly string[];
  /** Names of the documents to be scanned. */
  readonly documents: readonly string[];
  readonly needs: readonly ('id-card' | 'pin' | 'pin-letter' | 'bank-card' | 'document' | 'bill')[];
  /** Paid receipts would be printed, but the printer cannot: said before, not after. */
  readonly noPaperReceipt: boolean;
  /** Delivered later because the portal is down and the service may wait. */
  readonly deferred: boolean;
}

export interface IdentifyScreen {
  readonly kind: 'identify';
  readonly phase: IdentifyPhase;
}

export type IdentifyPhase =
  | { readonly kind: 'connecting' }
  /** Nothing is asked of a card that lay there before: it must be taken away first. */
  | { readonly kind: 'card-left' }
  /** Shown before the PIN by law: who asks, for what, which data. */
  | {
      readonly kind: 'consent';
      readonly provider: {
        readonly name: string;
        readonly url: string;
        readonly terms: string;
        readonly issuer: string;
        readonly issuerUrl: string;
        readonly validFrom: string;
        readonly validUntil: string;
        readonly purpose: string;
      };
      readonly required: readonly string[];
      readonly optional: readonly { readonly right: string; readonly chosen: boolean }[];
    }
  | { readonly kind: 'insert-card' }
  | {
      readonly kind: 'enter';
      readonly secret: 'pin' | 'can' | 'puk' | 'transport-pin' | 'new-pin';
      readonly triesLeft: number | null;
      readonly wrongBefore: boolean;
      readonly formatError: boolean;
      readonly onReader: boolean;
      readonly digits: { readonly min: number; readonly max: number };
    }
  | { readonly kind: 'reading'; readonly percent: number }
  | { readonly kind: 'paused' }
  | { readonly kind: 'done'; readonly greeting: string }
  /** Take the card back before going on: left cards are the commonest loss at such terminals. */
  | { readonly kind: 'take-card' }
  | {
      readonly kind: 'failed';
      readonly reason: EidFailureReason;
      readonly canRetry: boolean;
      /** A PIN of one's own may be what is missing, and can be set at this terminal now. */
      readonly canSetPin: boolean;
    };

export type EidFailureReason =
  | 'cancelled'
  | 'card-removed'
  | 'card-deactivated'
  | 'card-blocked'
  | 'card-expired'
  | 'not-an-eid-card'
  | 'pin-blocked'
  | 'portal-unreachable'
  | 'portal-refused'
  | 'client-missing'
  | 'client-too-old'
  | 'client-gone'
  | 'reader-gone'
  | 'timeout'
  | 'under-16'
  | 'other';

/** Setting or changing the PIN of the identity card ("PIN setzen"). */
export interface PinChangeScreen {
  readonly kind: 'pin-change';
  readonly phase: PinChangePhase;
}

export type PinChangePhase =
  /** What the citizen has: the letter with five digits, an own PIN, or neither. */
  | { readonly kind: 'choose' }
  /** Neither: not possible here, and what is possible. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'connecting' }
  /** As in the identification. */
  | { readonly kind: 'card-left' }
  | { readonly kind: 'insert-card' }
  | {
      readonly kind: 'enter';
      /** `new-pin-again`: the new one a second time, compared in the session before the card hears of it. */
      readonly secret: 'pin' | 'transport-pin' | 'can' | 'puk' | 'new-pin' | 'new-pin-again';
      readonly triesLeft: number | null;
      /** The last secret was wrong; at `new-pin`: the two entries differed. */
      readonly wrongBefore: boolean;
      readonly formatError: boolean;
      readonly onReader: boolean;
      readonly digits: { readonly min: number; readonly max: number };
      /** Easily guessed. Said, not refused: the card takes any six digits. */
      readonly weak: boolean;
      /** The other of letter and own PIN may be chosen here (`choose-old-pin`). */
      readonly canSwitch: boolean;
    }
  /** `saving`: the card writes the new PIN and must not be moved; nothing can be cancelled. */
  | { readonly kind: 'working'; readonly step: 'checking' | 'saving' }
  | { readonly kind: 'paused' }
  /** `waiting`: title of the service that was left for this, to go on with. */
  | { readonly kind: 'changed'; readonly waiting: string | null }
  | { readonly kind: 'take-card' }
  | {
      readonly kind: 'failed';
      readonly reason: EidFailureReason;
      readonly canRetry: boolean;
      /** `unclear`: the new PIN was on its way to the card; which one counts shows at the next try. */
      readonly pin: 'unchanged' | 'unclear';
    };

export interface BillScreen {
  readonly kind: 'bill';
  readonly field: FieldView;
  readonly canScan: boolean;
  readonly lookup: 'idle' | 'running' | 'unknown' | 'unavailable' | 'paid' | 'cancelled' | 'not-payable-here';
  readonly bill: {
    readonly reference: string;
    readonly payee: string;
    readonly purpose: string;
    readonly cents: number;
    readonly dueDate: string | null;
  } | null;
}

export interface FormScreen {
  readonly kind: 'form';
  readonly pageId: string;
  readonly title: string;
  readonly page: number;
  readonly pages: number;
  readonly fields: readonly FieldView[];
  readonly complete: boolean;
}

export type FieldType =
  | 'text'
  | 'name'
  | 'email'
  | 'phone'
  | 'date'
  | 'number'
  | 'plate'
  | 'choice'
  | 'yes-no'
  | 'street'
  | 'postal-code'
  | 'town'
  | 'bill-reference';

export interface FieldView {
  readonly id: string;
  readonly type: FieldType;
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  readonly required: boolean;
  /** Not required, but whoever has it is to fill it in: the way through the page leads to it. */
  readonly ifAny: boolean;
  readonly locked: boolean;
  readonly fromCard: boolean;
  readonly maxLength: number;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Shown as soon as it is certain: while typing for what can no longer become right, else on leaving. */
  readonly error: FieldError | null;
}

export type FieldErrorReason =
  | 'required'
  | 'too-short'
  | 'too-long'
  | 'characters'
  | 'email'
  | 'phone'
  | 'date'
  | 'date-past'
  | 'date-future'
  | 'number'
  | 'too-small'
  | 'too-large'
  | 'plate'
  | 'street'
  | 'postal-code'
  /** Right, but not of this municipality. */
  | 'elsewhere'
  | 'town'
  | 'choice'
  | 'bill-reference';
export interface FieldError {
  readonly reason: FieldErrorReason;
  /** Limit that was missed, as text to insert; `null` if there is none. */
  readonly limit: string | null;
}

export interface EvidenceScreen {
  readonly kind: 'evidence';
  readonly item: {
    readonly id: string;
    readonly title: string;
    readonly hint: string;
    readonly required: boolean;
    readonly maxPages: number;
  };
  readonly index: number;
  readonly count: number;
  readonly source: 'flatbed' | 'feeder';
  readonly pages: readonly {
    readonly id: string;
    readonly preview: PictureRef;
    readonly width: number;
    readonly height: number;
    readonly blank: boolean;
  }[];
  readonly scan:
    | { readonly state: 'idle' }
    | {
        readonly state: 'running';
        readonly phase: 'warming-up' | 'scanning' | 'cleaning-up';
        readonly percent: number | null;
      }
    | { readonly state: 'fault'; readonly reason: ScanFaultReason };
  /** A page that looks blank and about which the person has not decided yet: nothing else goes on before. */
  readonly asked: string | null;
  readonly complete: boolean;
}

export type ScanFaultReason =
  | 'no-paper'
  | 'jammed'
  | 'cover-open'
  | 'busy'
  | 'access-denied'
  | 'io-error'
  | 'out-of-memory'
  | 'gone'
  | 'cancelled'
  | 'too-large';

/** Id of a picture sent once by a `picture` message; the UI keeps it in memory until the session ends. */
export type PictureRef = string;

export interface ReviewScreen {
  readonly kind: 'review';
  readonly blocks: readonly ReviewBlock[];
  /** `after`: sent first, paid then. */
  readonly fee: { readonly cents: number; readonly purpose: string; readonly paid: 'before' | 'after' } | null;
  readonly recipient: string;
  /** Delivered later, because the authority cannot be reached now. */
  readonly deferred: boolean;
  readonly state: 'open' | 'sealing';
}

export interface ReviewBlock {
  readonly id: string;
  readonly step: StepId;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly pictures: readonly PictureRef[];
  readonly changeable: boolean;
}

export interface PayScreen {
  readonly kind: 'pay';
  readonly cents: number;
  readonly purpose: string;
  /** The request is with the authority already: `finish` means to pay later. */
  readonly isSent: boolean;
  readonly phase:
    | { readonly kind: 'ready' }
    /** `text` is the payment terminal's own, verbatim. */
    | { readonly kind: 'running'; readonly status: PayStatus; readonly text: string | null; readonly canAbort: boolean }
    | { readonly kind: 'paid'; readonly cardName: string | null }
    | {
        readonly kind: 'not-paid';
        readonly reason: PayFailureReason;
        readonly text: string | null;
        readonly canRetry: boolean;
      }
    /** Nobody knows whether money moved: staff decide, the citizen gets a slip. */
    | { readonly kind: 'unclear'; readonly number: string };
}

export type PayStatus =
  | 'connecting'
  | 'insert-card'
  | 'enter-pin'
  | 'remove-card'
  | 'please-wait'
  | 'authorising'
  | 'contactless-failed-insert'
  | 'pin-wrong'
  | 'approved'
  | 'declined'
  | 'recovering'
  | 'other';
export type PayFailureReason =
  | 'declined'
  | 'card-unreadable'
  | 'card-expired'
  | 'aborted'
  | 'device-busy'
  | 'end-of-day-required'
  | 'diagnosis-required'
  | 'device-error'
  | 'no-answer'
  | 'offline';

export interface SubmitScreen {
  readonly kind: 'submit';
  readonly phase: 'sending' | 'waiting-for-acknowledgement';
}

/**
 * What becomes of the money of a request that will not be served. `not-applicable`: the service is free; `none`:
 * nothing was paid; `staff`: not by itself, the municipality decides.
 */
export type Refund = 'not-applicable' | 'none' | 'reversing' | 'reversed' | 'staff';

export type PrintState =
  | { readonly kind: 'printing' }
  | { readonly kind: 'printed' }
  | { readonly kind: 'fault'; readonly reason: PrintFaultReason; readonly canRetry: boolean }
  | { readonly kind: 'no-printer' };

export interface ReceiptScreen {
  readonly kind: 'receipt';
  /** Of the case: the same from the first word to the last, whatever became of it. */
  readonly number: string;
  /** `accepted` only after the authority's own signed event; `deferred`: safely kept, delivered later. */
  readonly delivery:
    | { readonly kind: 'accepted' }
    | { readonly kind: 'deferred' }
    | {
        readonly kind: 'rejected';
        readonly problems: readonly string[];
        readonly refund: Refund;
      }
    /** Will never arrive by itself: staff have it. */
    | { readonly kind: 'undeliverable'; readonly refund: Refund };
  readonly paid: { readonly cents: number } | null;
  /** Sent, and the fee is still due under this reference. */
  readonly owed: {
    readonly cents: number;
    readonly reference: string;
    /** Title of the service that takes it here later; `null` if there is none, or not yet. */
    readonly payLater: string | null;
  } | null;
  readonly print: PrintState;
  /** `null`: no page printer that works, no document, or none that is worth a copy (rejected). */
  readonly copy: CopyView | null;
  /** What happens next: by post or not, when, what holds meanwhile. */
  readonly next: readonly string[];
  /** Address of the page on which the case can be looked up, as QR; no personal data. */
  readonly qr: string | null;
}

/** A copy of the document that was sent, on the page printer. */
export type CopyView =
  | { readonly kind: 'offered' }
  /** `done` of `pages` are out; `trouble`: it waits for a person to mend that. */
  | {
      readonly kind: 'printing';
      readonly done: number;
      readonly pages: number;
      readonly trouble: CopyFaultReason | null;
    }
  | { readonly kind: 'printed' }
  /** `partial`: sheets of it may lie in the tray, to be taken along or destroyed. */
  | { readonly kind: 'fault'; readonly reason: CopyFaultReason; readonly partial: boolean };

export type CopyFaultReason =
  | 'media-empty'
  | 'media-jam'
  | 'cover-open'
  | 'tray-missing'
  | 'toner-empty'
  | 'output-full'
  | 'overheated'
  | 'offline'
  | 'paused'
  | 'busy'
  | 'aborted'
  | 'cancelled'
  | 'not-confirmed'
  | 'other';

export type PrintFaultReason =
  | 'paper-out'
  | 'cover-open'
  | 'cutter-error'
  | 'overheated'
  | 'offline'
  | 'unrecoverable'
  | 'not-confirmed';

export interface FarewellScreen {
  readonly kind: 'farewell';
  readonly takeReceipt: boolean;
  /** Sheets in the page printer's tray. */
  readonly takeCopy: boolean;
  readonly takeCard: boolean;
  /** Original left on the scanner glass. */
  readonly takeDocument: boolean;
  readonly secondsLeft: number;
}

export type NoEidReason = 'no-card' | 'no-pin' | 'not-activated' | 'not-wanted';

/** A dead end with a way out: what happened, what it means for the person, what can be done now. */
export interface ProblemScreen {
  readonly kind: 'problem';
  readonly problem:
    | 'portal-unreachable'
    | 'portal-refused'
    | 'sealing-failed'
    | 'device-missing'
    | 'no-eid'
    /** The service is only for people who live here, and the card says otherwise. */
    | 'lives-elsewhere'
    /** The service cannot do without something that the card of this person does not carry. */
    | 'card-lacks'
    | 'internal';
  /** Of `no-eid`: what the citizen said is missing; each has advice of its own. */
  readonly noEid?: NoEidReason;
  /** Of `card-lacks`: names of what is missing. */
  readonly lacks?: readonly string[];
  /** Of `lives-elsewhere`: the place on the card, `null` if it names none, and what the person can do. */
  readonly residence?: { readonly place: string | null; readonly otherwise: string };
  /** Said explicitly whenever money is involved. */
  readonly charged: 'nothing' | 'paid-and-kept' | 'not-applicable';
  /** Of the case, once there is one. */
  readonly number: string | null;
  readonly options: readonly ('retry' | 'back' | 'set-pin' | 'catalogue' | 'finish')[];
}
