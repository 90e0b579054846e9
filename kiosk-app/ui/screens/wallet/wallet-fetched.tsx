import { IntentButton } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { PhonePicture } from './phone-picture.tsx';
import { useWalletWords } from './words.ts';

/** A telephone has read the code: from now on it is its owner's turn. */
export function WalletFetched() {
  const t = useWalletWords();
  return (
    <Page
      kind="identify"
      phase="wallet-fetched"
      layout="hero"
      picture={<PhonePicture isAsked />}
      title={t('fetched.title')}
      lead={t('fetched.text')}
      actions={
        <IntentButton aside icon="help" intent={{ name: 'other-way' }}>
          {t('other-way')}
        </IntentButton>
      }
    />
  );
}
