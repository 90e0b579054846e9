import type { WalletPhase } from '../../../session/contract/screens/wallet.ts';
import { Page } from '../../components/page.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { WalletCode } from './wallet-code.tsx';
import { WalletConsent } from './wallet-consent.tsx';
import { WalletFailed } from './wallet-failed.tsx';
import { WalletFetched } from './wallet-fetched.tsx';
import { Ways } from './ways.tsx';
import { useWalletWords } from './words.ts';

/** Identification with a wallet on the person's own telephone, from the choice of ways on. */
export function WalletScreens({ phase }: { readonly phase: WalletPhase }) {
  const t = useWalletWords();
  switch (phase.kind) {
    case 'ways':
      return <Ways phase={phase} />;
    case 'wallet-consent':
      return <WalletConsent phase={phase} />;
    case 'wallet-opening':
      return (
        <Page
          kind="identify"
          phase="wallet-opening"
          layout="hero"
          picture={<Spinner />}
          title={t('opening.title')}
          lead={t('opening.text')}
        />
      );
    case 'wallet-code':
      return <WalletCode phase={phase} />;
    case 'wallet-fetched':
      return <WalletFetched />;
    case 'wallet-failed':
      return <WalletFailed phase={phase} />;
  }
}
