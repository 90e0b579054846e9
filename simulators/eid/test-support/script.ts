import type { SdkMessage } from '../../../device-drivers/eid/codec/messages.ts';
import type { EidEvent } from '../../../device-drivers/eid/contract.ts';
import { type BeginOptions, begin } from '../../../device-drivers/eid/workflow/begin.ts';
import type { Effect, Input, State, WorkflowStep } from '../../../device-drivers/eid/workflow/machine.ts';
import { step } from '../../../device-drivers/eid/workflow/step.ts';
import { Bug } from '../../../foundation/errors.ts';

/** Drives the workflow's machine without any wire: what it sends, tells and waits for after each input. */
export class Script {
  state: State;
  readonly sent: string[] = [];
  readonly told: EidEvent[] = [];
  timer: string | null = null;
  isDropped = false;

  constructor(options: Partial<BeginOptions> = {}) {
    const first = begin({
      kind: 'auth',
      tcTokenUrl: 'https://portal.example/tctoken',
      level: 2,
      builtInSimulatorCard: false,
      reader: null,
      ...options,
    });
    this.state = first.state;
    this.#take(first);
  }

  app(...messages: readonly SdkMessage[]): this {
    for (const message of messages) this.input({ from: 'app', message });
    return this;
  }

  input(input: Input): this {
    this.#take(step(this.state, input));
    return this;
  }

  timeout(): this {
    return this.input({ from: 'driver', event: 'timer' });
  }

  get last(): EidEvent {
    const event = this.told.at(-1);
    if (!event) throw new Bug('nothing told yet');
    return event;
  }

  #take({ state, effects }: WorkflowStep): void {
    this.state = state;
    for (const effect of effects) this.#note(effect);
  }

  #note(effect: Effect): void {
    if (effect.do === 'send') this.sent.push(effect.command.cmd);
    if (effect.do === 'tell') this.told.push(effect.event);
    if (effect.do === 'timer') this.timer = effect.delay;
    if (effect.do === 'drop-client') this.isDropped = true;
  }
}

const NAME = 'REINER SCT cyberJack RFID basis 00 00';

export const reader = (
  retryCounter: number | null,
  change: Partial<{
    keypad: boolean;
    deactivated: boolean;
    inoperative: boolean;
    attached: boolean;
    name: string;
  }> = {},
) => ({
  name: change.name ?? NAME,
  attached: change.attached ?? true,
  insertable: false,
  keypad: change.keypad ?? false,
  card:
    retryCounter === null
      ? null
      : { retryCounter, deactivated: change.deactivated ?? false, inoperative: change.inoperative ?? false },
});

export const cardOn = (...args: Parameters<typeof reader>): SdkMessage => ({ msg: 'READER', ...reader(...args) });

export const rights: SdkMessage = {
  msg: 'ACCESS_RIGHTS',
  chat: {
    required: ['GivenNames', 'FamilyName'],
    optional: ['DoctoralDegree'],
    effective: ['GivenNames', 'FamilyName', 'DoctoralDegree'],
  },
  transactionInfo: 'Bewohnerparkausweis',
};

export const certificate: SdkMessage = {
  msg: 'CERTIFICATE',
  description: {
    issuerName: 'DVCA',
    issuerUrl: 'https://dvca.example',
    subjectName: 'Stadt',
    subjectUrl: 'https://portal.example',
    termsOfUsage: 'Zweck',
    purpose: '',
  },
  validity: { effectiveDate: '2026-01-01', expirationDate: '2026-01-14' },
};

export const ended = (minor: string | null, url: string | null = 'https://portal.example/refresh'): SdkMessage => ({
  msg: 'AUTH',
  result:
    minor === null
      ? { major: 'http://www.bsi.bund.de/ecard/api/1.1/resultmajor#ok' }
      : {
          major: 'http://www.bsi.bund.de/ecard/api/1.1/resultmajor#error',
          minor: `http://www.bsi.bund.de/ecard/api/1.1/resultminor/${minor}`,
        },
  ...(url === null ? {} : { url }),
});

/** An authentication up to the PIN: rights accepted as they are, a card with three tries on the reader. */
export const atPin = (options: Partial<BeginOptions> = {}): Script =>
  new Script(options)
    .app({ msg: 'AUTH' }, rights, certificate)
    .input({ from: 'person', answer: 'accept', optional: ['DoctoralDegree'] })
    .app({ msg: 'INSERT_CARD' }, cardOn(3), { msg: 'ENTER_PIN', reader: reader(3) });
