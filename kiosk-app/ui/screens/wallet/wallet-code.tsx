import type { WalletPhase } from '../../../session/contract/screens/wallet.ts';
import { IntentButton } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Qr } from '../../components/qr.tsx';
import { TimeLeft } from '../../components/time-left.tsx';
import { useWalletWords } from './words.ts';

/** The code for the telephone, with the time that is left. */
export function WalletCode({ phase }: { readonly phase: Extract<WalletPhase, { kind: 'wallet-code' }> }) {
  const t = useWalletWords();
  return (
    <Page
      kind="identify"
      phase="wallet-code"
      layout="split"
      title={t('code.title')}
      picture={<Qr text={phase.text} label={t('code.label')} />}
      actions={
        <>
          <IntentButton aside icon="help" intent={{ name: 'other-way' }}>
            {t('code.other-way')}
          </IntentButton>
          <IntentButton icon="retry" intent={{ name: 'retry' }}>
            {t('code.more')}
          </IntentButton>
        </>
      }
    >
      <ol class="numbered">
        <li>{t('code.open')}</li>
        <li>{t('code.scan')}</li>
        <li>{t('code.agree')}</li>
      </ol>
      <TimeLeft until={phase.validUntil} say={(minutes) => t('code.left', { minutes })} />
    </Page>
  );
}
