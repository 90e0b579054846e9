import type { WalletFailureReason, WalletPhase } from '../../../session/contract/screens/wallet.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { OfficePicture, OutOfServicePicture } from '../../illustrations/town.tsx';
import { PhonePicture } from './phone-picture.tsx';
import { useWalletWords } from './words.ts';

/** Whose turn it is: the office's, the technician's; everybody else can do something with the telephone. */
const HELP: Partial<Record<WalletFailureReason, 'office' | 'technician'>> = {
  revoked: 'office',
  'issuer-unknown': 'office',
  'relay-unreachable': 'technician',
  'not-registered': 'technician',
};

export function WalletFailed({ phase }: { readonly phase: Extract<WalletPhase, { kind: 'wallet-failed' }> }) {
  const t = useWalletWords();
  const help = HELP[phase.reason];
  return (
    <Page
      kind="identify"
      phase="wallet-failed"
      layout="hero"
      picture={
        help === 'office' ? <OfficePicture /> : help === 'technician' ? <OutOfServicePicture /> : <PhonePicture />
      }
      title={t(`failed.${phase.reason}.title`)}
      lead={t(`failed.${phase.reason}.text`)}
      actions={
        phase.canRetry ? (
          <>
            <IntentButton aside icon="help" intent={{ name: 'other-way' }}>
              {t('other-way')}
            </IntentButton>
            <IntentButton kind="primary" icon="retry" intent={{ name: 'retry' }}>
              {t('new-code')}
            </IntentButton>
          </>
        ) : (
          <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'other-way' }}>
            {t('other-way')}
          </IntentButton>
        )
      }
    >
      <div data-testid="failure" data-reason={phase.reason}>
        <Message tone="success">
          <p>{t('nothing-sent')}</p>
        </Message>
      </div>
    </Page>
  );
}
