/** Attributes on the chip, as a person reads them. */
export interface CardIdentity {
  readonly familyName: string;
  /** Empty for people with one name only. */
  readonly givenNames: string;
  readonly doctoralDegree?: string;
  readonly artisticName?: string;
  readonly birthName?: string;
  /** YYYY-MM-DD; "00" for what the register does not know. */
  readonly dateOfBirth: string;
  readonly placeOfBirth: string;
  /** Country code as on the document, "D". */
  readonly nationality: string;
  readonly address: {
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  };
  /** In place of an address: the words of a card whose holder has no home in Germany. */
  readonly noPlace?: string;
}

/** A card a person may lay on the reader. */
export type SimulatedCard =
  | {
      readonly kind?: 'eid';
      readonly identity: CardIdentity;
      /** Six digits, or `null` while only the transport PIN of the letter is set. */
      readonly pin: string | null;
      /** Five digits of the letter, as long as no own PIN is set. */
      readonly transportPin?: string;
      /** Tries left, 0–3; default 3. */
      readonly retryCounter?: number;
      /** The app says -1 instead of the tries, as 2.x does before it has asked the card. */
      readonly hidesTries?: boolean;
      readonly can: string;
      readonly puk: string;
      /** How often the PUK was used, 0–10; default 0. */
      readonly pukUses?: number;
      /** eID function switched off at the office. */
      readonly deactivated?: boolean;
      readonly inoperative?: boolean;
      /** Past its date of expiry. */
      readonly expired?: boolean;
    }
  /** Bank card, ticket, driving licence. */
  | { readonly kind: 'other' };

export type EidCardSpec = Exclude<SimulatedCard, { kind: 'other' }>;

const PUK_USES = 10;

/** The chip's side of the secrets: what costs a try, what gives tries back (BSI TR-03110-2, section 3.3). */
export class EidChip {
  readonly identity: CardIdentity;
  readonly deactivated: boolean;
  readonly expired: boolean;
  readonly hidesTries: boolean;
  readonly #can: string;
  readonly #puk: string;
  #pin: string | null;
  #transportPin: string | null;
  #tries: number;
  #pukUses: number;
  #isInoperative: boolean;
  /** A right CAN opens the last try, until the card leaves the field. */
  #isResumed = false;

  constructor(spec: EidCardSpec) {
    this.identity = spec.identity;
    this.deactivated = spec.deactivated ?? false;
    this.expired = spec.expired ?? false;
    this.hidesTries = spec.hidesTries ?? false;
    this.#can = spec.can;
    this.#puk = spec.puk;
    this.#pin = spec.pin;
    this.#transportPin = spec.transportPin ?? null;
    this.#tries = spec.retryCounter ?? 3;
    this.#pukUses = spec.pukUses ?? 0;
    this.#isInoperative = spec.inoperative ?? false;
  }

  get tries(): number {
    return this.#tries;
  }

  /** What its holder would have written down: the own PIN, or that of the letter while no own one is set. */
  get secret(): { readonly kind: 'pin' | 'transport-pin'; readonly value: string } | null {
    if (this.#pin !== null) return { kind: 'pin', value: this.#pin };
    return this.#transportPin === null ? null : { kind: 'transport-pin', value: this.#transportPin };
  }

  get isInoperative(): boolean {
    return this.#isInoperative;
  }

  get hasTransportPin(): boolean {
    return this.#transportPin !== null;
  }

  get needsCan(): boolean {
    return this.#tries === 1 && !this.#isResumed;
  }

  leaveField(): void {
    this.#isResumed = false;
  }

  /** @param mayBeTransport only when changing the PIN does the chip's transport PIN count */
  tryPin(value: string, mayBeTransport: boolean): boolean {
    if (this.#tries === 0 || this.needsCan) return false;
    const isRight =
      value === this.#pin || (mayBeTransport && this.#transportPin !== null && value === this.#transportPin);
    this.#tries = isRight ? 3 : this.#tries - 1;
    this.#isResumed = false;
    return isRight;
  }

  tryCan(value: string): boolean {
    this.#isResumed = value === this.#can;
    return this.#isResumed;
  }

  /** @returns `used-up` when the PUK is right but was used ten times already */
  tryPuk(value: string): 'right' | 'wrong' | 'used-up' {
    if (value !== this.#puk) return 'wrong';
    if (this.#isInoperative || this.#pukUses >= PUK_USES) {
      this.#isInoperative = true;
      return 'used-up';
    }
    this.#pukUses++;
    this.#tries = 3;
    return 'right';
  }

  setPin(value: string): void {
    this.#pin = value;
    this.#transportPin = null;
  }
}

/** The specimen everybody knows. */
export const DEMO_CARD: EidCardSpec = {
  identity: {
    familyName: 'Mustermann',
    givenNames: 'Erika',
    birthName: 'Gabler',
    dateOfBirth: '1964-08-12',
    placeOfBirth: 'Berlin',
    nationality: 'D',
    address: { street: 'Heidestraße 17', postalCode: '12345', city: 'Musterstadt', country: 'D' },
  },
  pin: '123456',
  can: '500540',
  puk: '9876543210',
};
