import type { Personal } from '../../../foundation/personal.ts';
import type { Result } from '../../../foundation/result.ts';
import type { PhoneView } from '../contract/screens/phone.ts';

/**
 * A file for the citizen's telephone. Whoever has some to give lets the machine `takeAlong` run beside their step:
 *
 *     invoke: [{ id: 'takeAlong', src: 'takeAlong', input: ({ context, self }) => ({ ports: context.ports,
 *       files: async () => [{ name: 'termin.ics', type: 'text/calendar', title: …, bytes: new Personal(…) }] }) }]
 *
 * in the state of the flow, puts `takeAlongView(state)` of `snapshot/take-along.ts` on their screen as `takeAlong`, and
 * shows it with `<TakeAlong view={takeAlong} />` of `ui/screens/phone/take-along.tsx`; while its `kind` is `linking`,
 * with `<PhonePage kind={screen.kind} phone={takeAlong.phone} />` in place of the screen. The rest is done there: code,
 * comparison of numbers, sending, and what went wrong. `null` as a view: this place has no phone link.
 */
export interface TakeAlongFile {
  /** As it is kept on the telephone: letters, digits, "-", "_", one ending. */
  readonly name: string;
  readonly type: 'application/pdf' | 'text/calendar' | 'text/plain';
  /** As the telephone's page shows it, in the citizen's language. */
  readonly title: string;
  readonly bytes: Personal<Uint8Array>;
}

/** Why a file did not get to the telephone. */
export type NotGiven = 'not-linked' | 'lost';

/** The link of this visit to one telephone. What happens to it is reported to the session as the event `phone`. */
export interface PhoneLinkPort {
  view(): PhoneView;
  /** Shows a code, unless one stands already or a telephone is linked. */
  connect(): void;
  /** What the person says of the four digits. `false` ends the link: another telephone had the code. */
  confirm(isSame: boolean): void;
  /** Withdraws code and link; the telephone is told. */
  disconnect(): void;
  /** Sealed for the telephone. Resolves once the telephone has it whole. */
  give(file: TakeAlongFile): Promise<Result<null, NotGiven>>;
}
