import {
  type Apdu,
  apduOf,
  frameOf,
  RESULT,
  refusal,
  type ZvtFrame,
} from '../../device-drivers/payment/codec/index.ts';
import type { ApduLink } from '../../device-drivers/payment/transport/link.ts';
import type { Clock, Timer } from '../../foundation/clock.ts';
import type { Behaviours } from './behaviours.ts';
import { SIMULATOR_LIMITS } from './delays.ts';

/** What became of something the terminal sent: acknowledged, refused with 84, unanswered (T3), or the line went. */
export type Told = 'acknowledged' | 'refused' | 'unanswered' | 'gone';

/** The terminal's end of one connection: says something and waits for the answer; hands commands to the terminal. */
export class Dialogue {
  readonly #link: ApduLink;
  readonly #clock: Clock;
  readonly #behaviours: Behaviours;
  #settle: ((told: Told) => void) | null = null;
  #gone = false;
  #isEnding = false;

  constructor(
    link: ApduLink,
    clock: Clock,
    behaviours: Behaviours,
    onCommand: (frame: ZvtFrame | null, apdu: Apdu) => void,
    onGone: () => void,
  ) {
    this.#link = link;
    this.#clock = clock;
    this.#behaviours = behaviours;
    link.onApdu((apdu) => {
      if (apdu.cls === 0x80) this.#settle?.('acknowledged');
      else if (apdu.cls === 0x84) this.#settle?.(apdu.ins === 0 ? 'acknowledged' : 'refused');
      else {
        const read = frameOf(apdu);
        onCommand(read.ok ? read.value : null, apdu);
      }
    });
    link.onClosed(() => {
      this.#gone = true;
      this.#settle?.('gone');
      onGone();
    });
  }

  get isGone(): boolean {
    return this.#gone;
  }

  /** The running command's last frame is out; only its answer is missing. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** An answer: nothing is expected in return. */
  answer(apdu: Apdu): void {
    void this.#link.send(apdu);
  }

  /** Ends a command with a negative answer: nothing is expected in return. */
  refuse({ reason, bare }: { readonly reason: number | null; readonly bare?: true }): void {
    const data = reason === null ? new Uint8Array() : Uint8Array.of(reason);
    this.answer(bare ? refusal(reason ?? RESULT.system) : { cls: 0x84, ins: 0x1e, data });
  }

  async tell(frame: ZvtFrame): Promise<Told> {
    if (this.#gone) return 'gone';
    this.#isEnding = frame.kind === 'completion' || frame.kind === 'abort';
    const isLost = this.#behaviours.take('drop-next', (b) => b.frame === frame.kind) !== null;
    return this.#wait(isLost ? Promise.resolve() : this.#link.send(apduOf(frame)));
  }

  cut(): void {
    this.#link.close();
  }

  /** T3 counts from when the frame got through. */
  #wait(sent: Promise<unknown>): Promise<Told> {
    return new Promise((resolve) => {
      let timer: Timer;
      const settle = (told: Told) => {
        this.#clock.clearTimeout(timer);
        this.#settle = null;
        resolve(told);
      };
      this.#settle = settle;
      void sent.then(() => {
        if (this.#settle !== settle) return;
        timer = this.#clock.setTimeout(() => settle('unanswered'), SIMULATOR_LIMITS.acknowledge);
      });
    });
  }
}
