import type { Journey } from './journey.ts';
import type { ScreenNotice } from './notice.ts';
import type { Overlay } from './overlay.ts';
import type { AnnouncementView, Look, OpeningRow } from './place.ts';
import type { BillScreen } from './screens/bill.ts';
import type { CatalogueScreen, ServiceCard, ServiceInfoScreen } from './screens/catalogue.ts';
import type { ClosedScreen } from './screens/closed.ts';
import type { EvidenceScreen } from './screens/evidence.ts';
import type { FarewellScreen } from './screens/farewell.ts';
import type { FormScreen } from './screens/form.ts';
import type { IdentifyScreen } from './screens/identify.ts';
import type { InterruptedScreen } from './screens/interrupted.ts';
import type { PayScreen } from './screens/pay.ts';
import type { PinChangeScreen } from './screens/pin-change.ts';
import type { PortalScreen } from './screens/portal.ts';
import type { ProblemScreen } from './screens/problem.ts';
import type { ReceiptScreen } from './screens/receipt.ts';
import type { ReviewScreen } from './screens/review.ts';
import type { SheetScreen } from './screens/sheet.ts';
import type { SubmitScreen } from './screens/submit.ts';
import type { VIEW_VERSION } from './view-link.ts';

/**
 * What the citizen's screen shows, complete, at one instant: the UI is a pure function of it. The session sends a
 * whole snapshot on every change; there are no partial updates. Texts that come from the configuration are resolved
 * in the current language; everything else is a closed code that the UI has words for.
 */

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
    /** Empty: always, or not said. */
    readonly openingHours: readonly OpeningRow[];
    /** Those of today, in the current language. */
    readonly announcements: readonly AnnouncementView[];
    readonly look: Look;
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
  readonly notice: ScreenNotice | null;
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

export type Screen =
  | { readonly kind: 'out-of-service'; readonly reason: 'devices' | 'maintenance' | 'network' }
  | {
      readonly kind: 'out-of-service';
      readonly reason: 'closed';
      /** What whoever runs the terminal says of it, in each language of the site that it was said in. */
      readonly notices: readonly { readonly language: string; readonly dir: 'ltr' | 'rtl'; readonly text: string }[];
    }
  | { readonly kind: 'attract'; readonly services: readonly ServiceCard[] }
  | ClosedScreen
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
  | PortalScreen
  | SheetScreen
  | { readonly kind: 'wiping' };
