import type { EidFailureReason } from '../../../session/contract/screens/identify.ts';
import type { PinChangePhase } from '../../../session/contract/screens/pin-change.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { CardOnReaderPicture } from '../../illustrations/devices.tsx';
import { OfficePicture, OutOfServicePicture } from '../../illustrations/town.tsx';
import type { UiTexts } from '../../texts.ts';
import { useView } from '../../view.ts';
import { OtherWays } from './finish-or-catalogue.tsx';

const OFFICE: ReadonlySet<EidFailureReason> = new Set([
  'card-deactivated',
  'card-blocked',
  'card-expired',
  'pin-blocked',
  'under-16',
]);
const TECHNICIAN: ReadonlySet<EidFailureReason> = new Set([
  'client-missing',
  'client-too-old',
  'client-gone',
  'client-error',
  'reader-gone',
]);

/** These say something else of a PIN than of reading the card. */
type Own = 'cancelled' | 'timeout' | 'other';
const isOwn = (reason: EidFailureReason): reason is Own =>
  reason === 'cancelled' || reason === 'timeout' || reason === 'other';

function textOf(words: UiTexts, reason: EidFailureReason, part: 'title' | 'text'): string {
  if (isOwn(reason)) return words.t(`pin.failed.${reason}.${part}`);
  return words.t(`identify.failed.${reason}.${part}`);
}

export function PinChangeFailed({ phase }: { readonly phase: Extract<PinChangePhase, { kind: 'failed' }> }) {
  const { words } = useView();
  const { reason, pin, canRetry } = phase;
  return (
    <Page
      kind="pin-change"
      phase="failed"
      layout="hero"
      picture={
        OFFICE.has(reason) ? (
          <OfficePicture />
        ) : TECHNICIAN.has(reason) ? (
          <OutOfServicePicture />
        ) : (
          <CardOnReaderPicture />
        )
      }
      title={textOf(words, reason, 'title')}
      lead={textOf(words, reason, 'text')}
      actions={
        canRetry ? (
          <IntentButton kind="primary" icon="retry" intent={{ name: 'retry' }}>
            {words.t('action.retry')}
          </IntentButton>
        ) : (
          <OtherWays />
        )
      }
    >
      <div data-testid="failure" data-reason={reason}>
        <Message tone={pin === 'unchanged' ? 'success' : 'warning'} testid={`pin-${pin}`}>
          <p>{words.t(`pin.failed.${pin}`)}</p>
        </Message>
      </div>
    </Page>
  );
}
