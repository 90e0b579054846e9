import type { PayScreen } from '../../../../session/contract/screens/pay.ts';
import { IntentButton } from '../../../components/button.tsx';
import { Message } from '../../../components/message.tsx';
import { Page } from '../../../components/page.tsx';
import { Progress } from '../../../components/progress.tsx';
import { useView } from '../../../view.ts';
import { PhonePicture } from '../../wallet/phone-picture.tsx';
import { Amount } from '../amount.tsx';
import { PayLater } from '../pay-later.tsx';
import { PayCode } from './pay-code.tsx';
import { PayWays } from './pay-ways.tsx';
import { useOnlineWords } from './words.ts';

export type OnlinePhase = Extract<
  PayScreen['phase'],
  { kind: 'ready' | 'online-asking' | 'online-code' | 'online-leave' | 'online-not-paid' }
>;

interface OnlineScreensProps {
  readonly screen: PayScreen;
  readonly phase: OnlinePhase;
}

/** Payment on the citizen's own telephone, and the choice between it and the card. */
export function OnlineScreens({ screen, phase }: OnlineScreensProps) {
  switch (phase.kind) {
    case 'ready':
      return <PayWays screen={screen} phase={phase} />;
    case 'online-asking':
      return <Asking screen={screen} canLeave={phase.canLeave} />;
    case 'online-code':
      return <PayCode screen={screen} phase={phase} />;
    case 'online-leave':
      return <Leave screen={screen} />;
    case 'online-not-paid':
      return <OnlineNotPaid screen={screen} phase={phase} />;
  }
}

function Asking({ screen, canLeave }: { readonly screen: PayScreen; readonly canLeave: boolean }) {
  const t = useOnlineWords();
  return (
    <Page
      kind="pay"
      phase="online-asking"
      layout="split"
      picture={<PhonePicture />}
      title={t('asking.title')}
      actions={
        canLeave && (
          <IntentButton icon="close" intent={{ name: 'other-way' }}>
            {t('code.other-way')}
          </IntentButton>
        )
      }
    >
      <Amount screen={screen} />
      <Progress percent={null} label={t('asking.text')} />
    </Page>
  );
}

function Leave({ screen }: { readonly screen: PayScreen }) {
  const t = useOnlineWords();
  return (
    <Page
      kind="pay"
      phase="online-leave"
      layout="split"
      picture={<PhonePicture />}
      title={t('leave.title')}
      lead={t('leave.text')}
      actions={
        <>
          <IntentButton intent={{ name: 'confirm' }}>{t('leave.sure')}</IntentButton>
          <IntentButton kind="primary" icon="back" mirrored intent={{ name: 'pay-online' }}>
            {t('leave.stay')}
          </IntentButton>
        </>
      }
    >
      <Amount screen={screen} />
      <Message tone="info">
        <p>{t('leave.twice')}</p>
      </Message>
    </Page>
  );
}

interface NotPaidProps {
  readonly screen: PayScreen;
  readonly phase: Extract<PayScreen['phase'], { kind: 'online-not-paid' }>;
}

function OnlineNotPaid({ screen, phase: { reason, ways } }: NotPaidProps) {
  const { words } = useView();
  const t = useOnlineWords();
  const hasCard = ways.card === 'open';
  return (
    <Page
      kind="pay"
      phase="online-not-paid"
      layout="hero"
      picture={<PhonePicture />}
      title={t(`failed.${reason}.title`)}
      lead={t(`failed.${reason}.text`)}
      actions={
        <>
          {screen.isSent && <PayLater />}
          {hasCard && (
            <IntentButton icon="bank-card" intent={{ name: 'pay' }}>
              {t('failed.card')}
            </IntentButton>
          )}
          <IntentButton kind="primary" icon="retry" intent={{ name: 'pay-online' }}>
            {t(reason === 'expired' ? 'failed.show-again' : 'failed.again')}
          </IntentButton>
        </>
      }
    >
      <div class="paying" data-testid="failure" data-reason={reason}>
        <Message tone="success">
          <p>{words.t('pay.not-charged')}</p>
        </Message>
        {reason === 'expired' && hasCard && <p>{t('failed.expired.card')}</p>}
      </div>
    </Page>
  );
}
