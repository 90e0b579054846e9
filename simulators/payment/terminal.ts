import { ACKNOWLEDGE, type Apdu, RESULT, refusal, type ZvtFrame } from '../../device-drivers/payment/codec/index.ts';
import type { ApduLink } from '../../device-drivers/payment/transport/link.ts';
import { type Clock, delay } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { Behaviours } from './behaviours.ts';
import { pay } from './card-payment.ts';
import type { Ledger } from './ledger.ts';
import { Desk } from './person-at-terminal.ts';
import { endOfDay, repeatReceipt, reverse, shortCommand, statusEnquiry } from './procedures.ts';
import { acceptRegistration, type EcrRegistration } from './registration.ts';
import type { RunningCommand } from './running-command.ts';
import { Dialogue } from './terminal-connection.ts';
import { actByItself, type ByItself } from './unsolicited-acts.ts';

export interface SimulatedTerminalOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly ledger: Ledger;
  /** Six digits. */
  readonly password: string;
  /** 1 is a real terminal's tempo, 0 does everything at once. */
  readonly pace: number;
  readonly onChange: () => void;
}

type Procedure = (operation: RunningCommand, frame: ZvtFrame) => Promise<void>;

const PROCEDURES: Partial<Record<ZvtFrame['kind'], Procedure>> = {
  authorisation: (operation, frame) => pay(operation, frame, 'authorisation'),
  refund: (operation, frame) => pay(operation, frame, 'refund'),
  reversal: reverse,
  'repeat-receipt': repeatReceipt,
  'end-of-day': endOfDay,
  diagnosis: (operation) => shortCommand(operation, 'Diagnose läuft'),
  initialisation: (operation) => shortCommand(operation, 'Initialisierung läuft'),
  'status-enquiry': statusEnquiry,
};
const NEEDS_NO_REGISTRATION = new Set<ZvtFrame['kind']>(['status-enquiry']);

interface Running {
  online: boolean;
  aborted: boolean;
  readonly over: Promise<void>;
}

/** A strict payment terminal: one command at a time, refuses what a real one refuses. */
export class SimulatedTerminal {
  readonly desk: Desk;
  readonly behaviours: Behaviours;
  readonly #options: SimulatedTerminalOptions;
  #registration: EcrRegistration | null = null;
  #running: Running | null = null;
  #dialogue: Dialogue | null = null;

  constructor(options: SimulatedTerminalOptions) {
    this.#options = options;
    this.behaviours = new Behaviours(options.onChange);
    this.desk = new Desk(options.clock, options.onChange);
  }

  get isRegistered(): boolean {
    return this.#registration !== null;
  }

  get isConnected(): boolean {
    return this.#dialogue !== null && !this.#dialogue.isGone;
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** A terminal serves one cash register: a new connection ends the one before. */
  connect(link: ApduLink): void {
    this.#dialogue?.cut();
    const dialogue: Dialogue = new Dialogue(
      link,
      this.#options.clock,
      this.behaviours,
      (frame, apdu) => void this.#command(frame, apdu, dialogue),
      () => {
        if (this.#dialogue === dialogue) this.desk.happen({ kind: 'gone' });
        this.#options.onChange();
      },
    );
    this.#dialogue = dialogue;
    this.#options.onChange();
  }

  disconnect(): void {
    this.#dialogue?.cut();
  }

  /**
   * Something of its own, told to the cash register unasked: over the line, or over one the terminal opened itself.
   * @returns false if it is busy or there is no line
   */
  async actByItself(act: ByItself, own: ApduLink | null): Promise<boolean> {
    const dialogue: Dialogue | null = own
      ? new Dialogue(
          own,
          this.#options.clock,
          this.behaviours,
          () => void own.send(refusal(RESULT.notPossible)),
          () => {},
        )
      : this.#dialogue;
    if (!dialogue || dialogue.isGone || this.#running) return false;
    await this.#busyWith(dialogue, (operation) => actByItself(operation, act));
    if (own) dialogue.cut();
    return true;
  }

  async #command(frame: ZvtFrame | null, apdu: Apdu, dialogue: Dialogue): Promise<void> {
    const { log } = this.#options;
    if (!frame) return dialogue.answer(refusal(RESULT.protocol));
    log.event('debug', 'zvt-simulator.command', { command: code(frame.kind) });
    if (this.behaviours.take('silent-on-command', (b) => b.command === frame.kind)) return;
    if (this.behaviours.take('cut-on-command', (b) => b.command === frame.kind)) return dialogue.cut();
    const refused = this.behaviours.take('refuse', (b) => b.command === frame.kind && b.at === 'answer');
    if (refused) return dialogue.refuse(refused);
    if (frame.kind === 'abort-command') return this.#abort(dialogue);
    // The answer to the last command's end and the next command may share a segment.
    if (dialogue.isEnding) await this.#running?.over;
    if (this.behaviours.take('answer-wait')) return dialogue.answer(refusal(RESULT.wait));
    if (this.#running) {
      const waits = frame.kind === 'status-enquiry' || frame.kind === 'repeat-receipt';
      return dialogue.answer(refusal(waits ? RESULT.wait : RESULT.notPossible));
    }
    if ('password' in frame && frame.password !== null && frame.password !== this.#options.password) {
      return dialogue.answer(refusal(RESULT.notPossible));
    }
    if (frame.kind === 'log-off') {
      this.#registration = null;
      this.#options.onChange();
      return dialogue.answer(ACKNOWLEDGE);
    }
    if (frame.kind === 'registration') return this.#register(frame, dialogue);
    const procedure = PROCEDURES[frame.kind];
    if (!procedure || (apdu.cls !== 0x06 && apdu.cls !== 0x05)) return dialogue.answer(refusal(RESULT.notPossible));
    return this.#run(dialogue, frame, procedure);
  }

  #abort(dialogue: Dialogue): void {
    const running = this.#running;
    if (running?.online && this.behaviours.take('refuse-abort-when-online')) {
      dialogue.answer(refusal(RESULT.notPossible));
      return;
    }
    dialogue.answer(ACKNOWLEDGE);
    if (!running || running.online) return;
    running.aborted = true;
    this.desk.happen({ kind: 'aborted' });
  }

  async #register(frame: ZvtFrame & { kind: 'registration' }, dialogue: Dialogue): Promise<void> {
    const refused = this.behaviours.take('refuse-registration');
    if (refused) return dialogue.answer(refusal(refused.resultCode));
    dialogue.answer(ACKNOWLEDGE);
    const accepted = acceptRegistration(frame, this.behaviours.has('seven-bit-text'));
    if (!accepted.ok) {
      await dialogue.tell({ kind: 'abort', resultCode: accepted.error, fields: [] });
      return;
    }
    this.#registration = accepted.value.registration;
    await dialogue.tell({ kind: 'completion', data: accepted.value.completion });
    this.#options.onChange();
    if (this.behaviours.take('repeat-unacknowledged')) await this.actByItself({ kind: 'unacknowledged' }, null);
  }

  async #run(dialogue: Dialogue, frame: ZvtFrame, procedure: Procedure): Promise<void> {
    if (!this.behaviours.take('skip-answer')) dialogue.answer(ACKNOWLEDGE);
    await this.#busyWith(dialogue, async (operation) => {
      const refused = this.behaviours.take('refuse', (b) => b.command === frame.kind && b.at === 'after-answer');
      if (refused) return dialogue.refuse(refused);
      if (!this.#registration && !NEEDS_NO_REGISTRATION.has(frame.kind)) {
        await dialogue.tell({ kind: 'abort', resultCode: RESULT.notRegistered, fields: [] });
      } else await procedure(operation, frame);
    });
  }

  async #busyWith(dialogue: Dialogue, work: (operation: RunningCommand) => Promise<void>): Promise<void> {
    const { clock, ledger, pace, onChange } = this.#options;
    const over = Promise.withResolvers<void>();
    const running: Running = { online: false, aborted: false, over: over.promise };
    this.#running = running;
    onChange();
    await work({
      dialogue,
      registration: this.#registration ?? { tlv: false, asBlock: false, charset: 'cp437', sendsIntermediate: false },
      ledger,
      desk: this.desk,
      behaviours: this.behaviours,
      clock,
      goOnline: () => {
        running.online = true;
      },
      isAborted: () => running.aborted,
      pause: (ms) => (pace === 0 ? Promise.resolve() : delay(clock, ms * pace)),
    });
    this.#running = null;
    over.resolve();
    this.desk.show('Bereit');
  }
}
