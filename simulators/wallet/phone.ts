import { Refusal } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import type { WalletFault } from './faults.ts';
import { createHolder, type HeldFormat, type Holder, type HolderOptions, type SeenRequest } from './holder.ts';
import type { PidData } from './pid-data.ts';

/** A wallet with one identity in it, or none. */
export interface PhoneWallet<Id extends string = string> {
  readonly id: Id;
  readonly person: PidData | null;
  readonly faults?: readonly WalletFault[];
}

/** What the telephone shows. `reason`: of the holder or the relay, such as "untrusted" or "status-404". */
export type PhoneStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'asked'; readonly name: string; readonly purpose: string; readonly claims: readonly string[] }
  | { readonly kind: 'sent' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface PhoneState {
  readonly wallet: string;
  readonly format: HeldFormat;
  readonly isOffline: boolean;
  readonly step: PhoneStep;
}

export interface SimulatedPhone {
  state(): PhoneState;
  onChange(listener: () => void): () => void;
  /** Looks at a code with the camera. @throws Refusal `not-now` while it is busy with another one */
  scan(code: string): Promise<void>;
  /** @throws Refusal `not-now` if nothing is asked */
  agree(): Promise<void>;
  /** @throws Refusal `not-now` if nothing is asked */
  decline(): Promise<void>;
  /** Back to the beginning, whatever it shows. */
  putAway(): void;
  /** @throws Refusal `no-such-wallet` */
  choose(wallet: string): void;
  present(format: HeldFormat): void;
  setOffline(isOffline: boolean): void;
}

/** The telephone of a person before the terminal: which wallet is on it, what it shows, what the person decides. */
export function createPhone(
  options: Pick<HolderOptions, 'issuer' | 'roots' | 'clock'> & {
    readonly wallets: readonly [PhoneWallet, ...PhoneWallet[]];
  },
): SimulatedPhone {
  const { wallets, ...surroundings } = options;
  const listeners = new Listeners();
  const holders = new Map<string, Holder>();
  let [wallet] = wallets;
  let format: HeldFormat = 'dc+sd-jwt';
  let isOffline = false;
  let step: PhoneStep = { kind: 'idle' };
  let asked: SeenRequest | null = null;

  function show(next: PhoneStep): void {
    step = next;
    listeners.tell();
  }
  /** The radio of the telephone. */
  const radio: typeof fetch = (input, init) =>
    isOffline ? Promise.reject(new TypeError('no network')) : fetch(input, init);

  function holderOf({ id, person, faults = [] }: PhoneWallet): Holder {
    const holder = holders.get(id) ?? createHolder({ ...surroundings, person, faults, fetch: radio });
    holders.set(id, holder);
    return holder;
  }

  /** Hands out what is asked now; from then on it is decided. */
  function decided(): SeenRequest {
    if (!asked) throw new Refusal('not-now');
    const request = asked;
    asked = null;
    show({ kind: 'working' });
    return request;
  }

  return {
    state: () => ({ wallet: wallet.id, format, isOffline, step }),
    onChange: (listener) => listeners.add(listener),
    async scan(code) {
      if (step.kind === 'working') throw new Refusal('not-now');
      asked = null;
      show({ kind: 'working' });
      const seen = await holderOf(wallet).scan(code);
      if (!seen.ok) return show({ kind: 'failed', reason: seen.error });
      asked = seen.value;
      const { name, purpose, claims } = seen.value;
      show({ kind: 'asked', name, purpose, claims });
    },
    async agree() {
      const told = await decided().accept(format);
      show(told.ok ? { kind: 'sent' } : { kind: 'failed', reason: told.error });
    },
    async decline() {
      const told = await decided().refuse();
      show(told.ok ? { kind: 'declined' } : { kind: 'failed', reason: told.error });
    },
    putAway() {
      asked = null;
      show({ kind: 'idle' });
    },
    choose(id) {
      const found = wallets.find((one) => one.id === id);
      if (!found) throw new Refusal('no-such-wallet');
      wallet = found;
      asked = null;
      show({ kind: 'idle' });
    },
    present(next) {
      format = next;
      listeners.tell();
    },
    setOffline(next) {
      isOffline = next;
      listeners.tell();
    },
  };
}
