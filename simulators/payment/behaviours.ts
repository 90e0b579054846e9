import type { ZvtFrame } from '../../device-drivers/payment/codec/index.ts';

/**
 * What a real terminal, its cable or its host may do wrong. Stacked: the newest that applies decides. `times` counts
 * down to removal; without it the behaviour stays until disposed of.
 */
export type ZvtBehaviour =
  | { readonly kind: 'cut-before-status'; readonly times?: number } // host authorised, 04 0F never sent
  | { readonly kind: 'cut-after-status'; readonly times?: number } // 04 0F sent, connection gone before its answer
  | { readonly kind: 'cut-before-completion'; readonly times?: number } // 04 0F acknowledged, 06 0F never sent
  | { readonly kind: 'cut-on-command'; readonly command: ZvtFrame['kind']; readonly times?: number }
  | { readonly kind: 'silent-on-command'; readonly command: ZvtFrame['kind']; readonly times?: number }
  | { readonly kind: 'stall-before-completion'; readonly times?: number } // never ends the command: T4
  | { readonly kind: 'drop-next'; readonly frame: ZvtFrame['kind']; readonly times?: number } // one frame lost on the way
  | { readonly kind: 'answer-wait'; readonly times?: number } // 84 9C
  /** 84 1E with the reason as data (`null`: without), or `bare` as 84 xx: as the answer, after it, or once booked. */
  | {
      readonly kind: 'refuse';
      readonly command: ZvtFrame['kind'];
      readonly at: 'answer' | 'after-answer' | 'after-booking';
      readonly reason: number | null;
      readonly bare?: true;
      readonly times?: number;
    }
  | { readonly kind: 'reverse-unacknowledged'; readonly times?: number } // undone, and nothing kept of it
  | { readonly kind: 'record-own-reversals'; readonly times?: number } // … but a reversal of its own, BMP 37
  | { readonly kind: 'repeat-completion-only'; readonly times?: number } // only 06 0F on 06 20
  | { readonly kind: 'refuse-abort-when-online'; readonly times?: number } // 84 83 to 06 B0
  | { readonly kind: 'reverse-last-only'; readonly times?: number } // B5 for any payment but the last
  | { readonly kind: 'refuse-registration'; readonly resultCode: number; readonly times?: number }
  | { readonly kind: 'status-code'; readonly resultCode: number; readonly times?: number } // answer to 05 01
  | { readonly kind: 'slow-host'; readonly ms: number; readonly times?: number } // the card network answers later by this
  | { readonly kind: 'decline-with'; readonly resultCode: number; readonly times?: number }
  | { readonly kind: 'abort-after-status'; readonly times?: number } // 06 1E after an acknowledged approval
  | { readonly kind: 'failure-after-status'; readonly times?: number } // a second 04 0F with CC (printer)
  | { readonly kind: 'other-amount'; readonly amount: number; readonly times?: number } // 04 0F names another sum
  | { readonly kind: 'completion-without-status'; readonly times?: number }
  | { readonly kind: 'status-twice'; readonly times?: number }
  | { readonly kind: 'unreadable-status'; readonly times?: number }
  | { readonly kind: 'skip-answer'; readonly times?: number } // no 80 00 00 to a command
  | { readonly kind: 'readable-pan'; readonly times?: number }
  | { readonly kind: 'repeat-unacknowledged'; readonly times?: number } // after the next registration, unasked
  | { readonly kind: 'ask-for-input'; readonly times?: number } // 04 0D, a command of the terminal's own
  | { readonly kind: 'clock-wrong'; readonly byMinutes: number; readonly times?: number }
  | { readonly kind: 'print-lines'; readonly times?: number } // 06 D1 without receipt type, whatever was negotiated
  | { readonly kind: 'seven-bit-text'; readonly times?: number } // DIN 66003, whatever was asked for; from registration on
  | { readonly kind: 'block-ends-with-feed'; readonly times?: number } // 06 D3 without type, ending 09 01 FF
  | { readonly kind: 'fragment'; readonly times?: number } // every byte in a segment of its own
  | { readonly kind: 'coalesce'; readonly times?: number } // 80 00 00 and the next frame in one segment
  | { readonly kind: 'garbage'; readonly times?: number }; // bytes of another protocol before the next frame

export type BehaviourKind = ZvtBehaviour['kind'];
type Of<K extends BehaviourKind> = Extract<ZvtBehaviour, { kind: K }>;

interface Entry {
  readonly behaviour: ZvtBehaviour;
  left: number;
}

export class Behaviours {
  readonly #stack: Entry[] = [];
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  push(behaviour: ZvtBehaviour): () => void {
    const entry: Entry = { behaviour, left: behaviour.times ?? Number.POSITIVE_INFINITY };
    this.#stack.push(entry);
    this.#onChange();
    return () => this.#remove(entry);
  }

  /** The newest of its kind that applies, counted down. */
  take<K extends BehaviourKind>(kind: K, applies: (behaviour: Of<K>) => boolean = () => true): Of<K> | null {
    const entry = this.#stack.findLast((e) => e.behaviour.kind === kind && applies(e.behaviour as Of<K>));
    if (!entry) return null;
    entry.left--;
    if (entry.left <= 0) this.#remove(entry);
    return entry.behaviour as Of<K>;
  }

  /** Whether one is there, without counting it down. */
  has(kind: BehaviourKind): boolean {
    return this.#stack.some((e) => e.behaviour.kind === kind);
  }

  list(): readonly ZvtBehaviour[] {
    return this.#stack.map((e) => e.behaviour).toReversed();
  }

  #remove(entry: Entry): void {
    const at = this.#stack.indexOf(entry);
    if (at < 0) return;
    this.#stack.splice(at, 1);
    this.#onChange();
  }
}
