import { PHONE_RELAY } from '../../../config/schema/needs.ts';
import { type Cell, ITSELF, RETRY, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';
import type { Habits } from '../visitor.ts';

const base = { device: 'wallet', service: 'bewohnerparkausweis' } as const;
const cut = ({ world }: Scene) => world.wallet.line.setDown(true);
const mend = ({ world }: Scene) => world.wallet.line.setDown(false);
const OTHER_WAY = { by: 'another path', press: ['intent-other-way'] } as const;
const byCard = ({ visitor }: Scene): Habits => ({
  'identify/ways': async () => void (await visitor.press('intent-choose-way-card')),
});
/** Its owner agrees, and the answer does not get through. */
const answerIsLost = async ({ world: { wallet } }: Scene) => {
  wallet.phone.setOffline(true);
  await wallet.phone.agree();
};

export const walletCells: readonly Cell[] = [
  {
    ...base,
    fault: 'relay down before: the card is asked for as ever',
    at: 'catalogue',
    strike: async (scene) => {
      cut(scene);
      const isTold = async () => (await scene.corner.technician.status())?.portals[PHONE_RELAY] === 'down';
      await scene.visitor.until('noticed by the probe', isTold, DELAYS.answer);
    },
    sees: ['identify/consent'],
    neverFirst: ['identify/ways*'],
    technicianSeesPortalDown: true,
    recovery: ITSELF,
    end: 'left',
  },
  {
    ...base,
    fault: 'relay goes down before the code',
    at: 'identify/wallet-consent',
    strike: cut,
    sees: ['identify/wallet-failed:relay-unreachable'],
    lift: mend,
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...base,
    fault: 'relay cut while the code stands, and back',
    at: 'identify/wallet-code',
    strike: async (scene) => {
      const { line, phone } = scene.world.wallet;
      const code = line.code();
      cut(scene);
      await phone.scan(code ?? '');
    },
    // The code is still good: it is read again.
    sees: ['identify/wallet-code'],
    lift: mend,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'telephone offline when it should answer: the card instead',
    at: 'identify/wallet-fetched',
    strike: answerIsLost,
    sees: ['identify/wallet-fetched'],
    recovery: OTHER_WAY,
    afterwards: byCard,
    end: 'finished',
  },
  {
    ...base,
    fault: 'telephone offline when it should answer: waited for',
    at: 'identify/wallet-fetched',
    strike: answerIsLost,
    // A new reading of the code would answer after all.
    meanwhile: () => ({ 'identify/wallet-*': () => {} }),
    sees: ['identify/wallet-failed:no-answer'],
    within: 330_000,
    recovery: OTHER_WAY,
    end: 'left',
    slow: true,
  },
  {
    ...base,
    fault: 'declined, then agreed',
    at: 'identify/wallet-fetched',
    strike: ({ world }) => world.wallet.phone.decline(),
    sees: ['identify/wallet-failed:declined'],
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...base,
    fault: 'revoked: the card instead',
    at: 'identify/wallet-consent',
    strike: ({ world }) => world.wallet.phone.choose('revoked'),
    sees: ['identify/wallet-failed:revoked'],
    recovery: OTHER_WAY,
    afterwards: byCard,
    end: 'finished',
  },
];
