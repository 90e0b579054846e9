import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import type { PhoneWallet, SimulatedPhone } from '../../../simulators/wallet/phone.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press, Switch } from './actions.ts';

const Text = z.strictObject({ text: z.string().trim().min(1).max(400) });
const Wallet = z.strictObject({ wallet: z.string().max(40) });
const Format = z.strictObject({ format: z.enum(['dc+sd-jwt', 'mso_mdoc']) });

/** What the camera of a telephone sees of the terminal's screen. */
export interface ScreenInSight {
  /** Text of the code for a wallet on it; `null` if there is none. */
  code(): string | null;
  /** A code of a page for the telephone is on it. What it says is known to screen and session only. */
  hasPageCode(): boolean;
  onChange(listener: () => void): () => void;
}

/** The citizen's telephone with a wallet on it. */
export function phoneOnDesk(phone: SimulatedPhone, screen: ScreenInSight, wallets: readonly PhoneWallet[]): DeskDevice {
  return {
    id: 'phone',
    state: () => ({
      ...phone.state(),
      isCodeInSight: screen.code() !== null,
      isPageCodeInSight: screen.hasPageCode(),
      wallets: wallets.map(({ id, person }) => ({
        id,
        name: person && `${person.givenName} ${person.familyName}`,
      })),
    }),
    actions: {
      scan: press(async () => {
        const code = screen.code();
        if (code === null) throw new Refusal('no-code');
        await phone.scan(code);
      }),
      scanText: action(Text, ({ text }) => phone.scan(text)),
      agree: press(() => phone.agree()),
      decline: press(() => phone.decline()),
      putAway: press(() => phone.putAway()),
      choose: action(Wallet, ({ wallet }) => phone.choose(wallet)),
      present: action(Format, ({ format }) => phone.present(format)),
      offline: action(Switch, ({ on }) => phone.setOffline(on)),
    },
    onChange(listener) {
      const stops = [phone.onChange(listener), screen.onChange(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
