import type { EidFailureReason, IdentifyPhase } from '../../../session/contract/screens/identify.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { CardOnReaderPicture, TakeCardPicture } from '../../illustrations/devices.tsx';
import { OfficePicture, OutOfServicePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';
import { NoEid } from './no-eid.tsx';

/** What helps: the card once more, the office, or nothing the citizen can do. */
const HELP: Readonly<Record<EidFailureReason, 'card' | 'office' | 'technician' | 'again'>> = {
  cancelled: 'again',
  'pin-entry-cancelled': 'again',
  'new-pin-mismatch': 'again',
  'card-removed': 'card',
  'card-unreadable': 'card',
  'card-deactivated': 'office',
  'card-blocked': 'office',
  'card-expired': 'office',
  'not-an-eid-card': 'card',
  'pin-blocked': 'office',
  'portal-unreachable': 'technician',
  'portal-unavailable': 'technician',
  'portal-refused': 'technician',
  'client-missing': 'technician',
  'client-too-old': 'technician',
  'client-gone': 'technician',
  'client-error': 'technician',
  'reader-gone': 'technician',
  timeout: 'again',
  'under-16': 'office',
  'asks-too-much': 'technician',
  other: 'again',
};

export function IdentifyFailed({ phase }: { readonly phase: Extract<IdentifyPhase, { kind: 'failed' }> }) {
  const { words } = useView();
  const help = HELP[phase.reason];
  return (
    <Page
      kind="identify"
      phase="failed"
      layout="hero"
      picture={
        help === 'office' ? (
          <OfficePicture />
        ) : help === 'technician' ? (
          <OutOfServicePicture />
        ) : help === 'card' ? (
          <CardOnReaderPicture />
        ) : (
          <TakeCardPicture />
        )
      }
      title={words.t(`identify.failed.${phase.reason}.title`)}
      lead={words.t(`identify.failed.${phase.reason}.text`)}
      actions={
        <>
          {!phase.isHandOff && <NoEid isWayOn={!phase.canRetry && !phase.hasOtherWay} />}
          {phase.hasOtherWay && (
            <IntentButton intent={{ name: 'other-way' }}>{words.t('identify.failed.other-way')}</IntentButton>
          )}
          {phase.canSetPin && (
            <IntentButton icon="pin" intent={{ name: 'set-pin' }}>
              {words.t('identify.failed.set-pin')}
            </IntentButton>
          )}
          {phase.canRetry && (
            <IntentButton kind="primary" icon="retry" intent={{ name: 'retry' }}>
              {words.t('action.retry')}
            </IntentButton>
          )}
        </>
      }
    >
      <div data-testid="failure" data-reason={phase.reason}>
        <Message tone="success">
          <p>{words.t('identify.failed.nothing-charged')}</p>
        </Message>
      </div>
    </Page>
  );
}
