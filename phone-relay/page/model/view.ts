import type { FileRefusal, PhoneTask } from '../../../portals/phone-relay/link/link-messages.ts';
import type { LinkEnd } from '../link/phone-end.ts';

/** Why there is nothing (more) to do on this page. */
export type EndReason =
  /** The address is without its code: the page was loaded anew, or opened by hand. */
  | 'no-code'
  /** This browser cannot encrypt here: it is too old, or the page came without TLS. */
  | 'unsupported'
  /** The code was good once, or never. */
  | 'expired'
  /** The terminal has ended the link, or its time was over. */
  | 'closed'
  | Extract<LinkEnd, 'taken' | 'left' | 'garbled'>;

export type Step =
  | { readonly kind: 'joining' }
  /** Four digits; the person compares them with those at the terminal. */
  | { readonly kind: 'checking'; readonly number: string }
  | Exclude<PhoneTask, { kind: 'checking' }>
  | { readonly kind: 'ended'; readonly reason: EndReason };

/** A picture on its way to the terminal. */
export interface Upload {
  readonly id: string;
  /** Address of a small picture of it; `null` where this browser cannot show it. */
  readonly picture: string | null;
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'preparing' }
    | { readonly kind: 'sending'; readonly percent: number }
    /** It is there; the terminal looks at it. */
    | { readonly kind: 'judged' }
    | { readonly kind: 'refused'; readonly reason: FileRefusal };
}

/** A file of the terminal; its bytes once all of them are here. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** Everything that the page shows. */
export interface TelephoneView {
  readonly step: Step;
  /** IETF tag of the visit; the telephone's own before the terminal has said it. */
  readonly language: string;
  /** The relay does not answer; it is asked again. */
  readonly isOffline: boolean;
  /** Another telephone wanted to join and was refused. */
  readonly second: boolean;
  readonly uploads: readonly Upload[];
  /** By page: address of a small picture of what this telephone has sent. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly files: readonly KeptFile[];
}
