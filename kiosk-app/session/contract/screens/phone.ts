import type { FileRefusal } from '../../../../portals/phone-relay/link/link-messages.ts';

/** How things stand between this visit and the citizen's own telephone. */
export type PhoneView =
  | { readonly kind: 'off' }
  /** The relay is being asked for a place. */
  | { readonly kind: 'opening' }
  /** `text`: of the QR code. `validUntil`: epoch milliseconds. */
  | { readonly kind: 'code'; readonly text: string; readonly validUntil: number }
  /** A telephone has opened the code. The person says whether it shows the same four digits. */
  | {
      readonly kind: 'checking';
      readonly number: string;
      /** Another telephone wanted to join and was refused. */
      readonly second: boolean;
    }
  | {
      readonly kind: 'linked';
      /** Another telephone wanted to join and was refused. */
      readonly second: boolean;
      /** Percent of the file that is coming, `null` if none is. */
      readonly receiving: number | null;
      /** Why the last file was not taken, `null` if it was. */
      readonly refused: FileRefusal | null;
    }
  | { readonly kind: 'failed'; readonly reason: PhoneFailure };

/** Why there is no link, by what can be done about it. */
export type PhoneFailure =
  /** The terminal does not reach the relay. */
  | 'relay-unreachable'
  /** Nobody has opened the code. */
  | 'not-joined'
  /** The numbers were not the same: another telephone had opened the code. */
  | 'other-phone'
  /** The relay has forgotten the link, or what came was not sealed for it. */
  | 'lost'
  /** The telephone has said goodbye. */
  | 'left'
  /** The time of the link is over. */
  | 'over';

/** Files to take along on the telephone, on whatever screen offers some. */
export interface TakeAlongView {
  /** `linking`: a telephone is being linked. `fault`: they did not get there. */
  readonly kind: 'offered' | 'linking' | 'sending' | 'sent' | 'fault';
  readonly phone: PhoneView;
}
