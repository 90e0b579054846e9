import type { PaymentPhase } from '../../../../device-drivers/payment/contract.ts';
import type { PayScreen } from '../../../session/contract/screens/pay.ts';
import { IntentButton } from '../../components/button.tsx';
import { CaseNumber } from '../../components/case-number.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Progress } from '../../components/progress.tsx';
import { PayTerminalPicture } from '../../illustrations/devices.tsx';
import { DonePicture } from '../../illustrations/people.tsx';
import { OfficePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';
import { Amount } from './amount.tsx';
import { OnlineScreens } from './online/online-screens.tsx';
import { PayLater } from './pay-later.tsx';

/** What the person does now; `wait`: nothing. */
const STEP: Readonly<Record<PaymentPhase, 'card' | 'pin' | 'wait' | 'take'>> = {
  connecting: 'wait',
  'insert-card': 'card',
  'enter-pin': 'pin',
  'remove-card': 'take',
  'please-wait': 'wait',
  authorising: 'wait',
  'contactless-failed-insert': 'card',
  'pin-wrong': 'pin',
  approved: 'wait',
  declined: 'wait',
  recovering: 'wait',
  other: 'wait',
};

export function Pay({ screen }: { readonly screen: PayScreen }) {
  const { words } = useView();
  const { phase } = screen;
  switch (phase.kind) {
    case 'online-asking':
    case 'online-code':
    case 'online-leave':
    case 'online-not-paid':
      return <OnlineScreens screen={screen} phase={phase} />;
    case 'ready':
      if (phase.ways.online !== 'none') return <OnlineScreens screen={screen} phase={phase} />;
      return (
        <Page
          kind="pay"
          phase="ready"
          layout="split"
          picture={<PayTerminalPicture step="card" />}
          title={words.t('pay.title')}
          actions={
            <>
              {screen.isSent && <PayLater />}
              <IntentButton kind="primary" icon="bank-card" intent={{ name: 'pay' }}>
                {words.t('pay.start', { amount: words.money(screen.cents) })}
              </IntentButton>
            </>
          }
        >
          {screen.isSent && (
            <Message tone="success" testid="sent">
              <p>{words.t('pay.sent')}</p>
            </Message>
          )}
          <Amount screen={screen} />
          <p class="lead">{words.t('pay.ready.text')}</p>
        </Page>
      );
    case 'running':
      return <Running screen={screen} phase={phase} />;
    case 'paid':
      return (
        <Page
          kind="pay"
          phase="paid"
          layout="hero"
          picture={<DonePicture />}
          title={words.t('pay.paid.title')}
          lead={words.t('pay.paid.text')}
        >
          <Amount screen={screen} />
          {phase.isOnline && <p>{words.t('pay.paid.online')}</p>}
          {phase.cardName !== null && <p>{words.t('pay.paid.card', { card: phase.cardName })}</p>}
        </Page>
      );
    case 'not-paid':
      return <NotPaid phase={phase} isSent={screen.isSent} />;
    case 'unclear':
      return <Unclear number={phase.number} />;
  }
}

interface RunningProps {
  readonly screen: PayScreen;
  readonly phase: Extract<PayScreen['phase'], { kind: 'running' }>;
}

function Running({ screen, phase }: RunningProps) {
  const { words } = useView();
  const step = STEP[phase.status];
  return (
    <Page
      kind="pay"
      phase="running"
      layout="split"
      picture={<PayTerminalPicture step={step} />}
      title={words.t(`pay.status.${phase.status}`)}
      lead={phase.status === 'recovering' ? words.t('pay.recovering.text') : undefined}
      actions={
        phase.canAbort && (
          <IntentButton icon="close" intent={{ name: 'abort-payment' }}>
            {words.t('pay.abort')}
          </IntentButton>
        )
      }
    >
      <div class="paying" data-testid="pay-status" data-status={phase.status}>
        <Amount screen={screen} />
        {phase.text !== null && (
          <figure class="device-text">
            <figcaption>{words.t('pay.device-says')}</figcaption>
            <p data-testid="device-text">{phase.text}</p>
          </figure>
        )}
        {step === 'wait' && <Progress percent={null} label={words.t(`pay.status.${phase.status}`)} />}
      </div>
    </Page>
  );
}

interface NotPaidProps {
  readonly phase: Extract<PayScreen['phase'], { kind: 'not-paid' }>;
  readonly isSent: boolean;
}

function NotPaid({ phase, isSent }: NotPaidProps) {
  const { words } = useView();
  return (
    <Page
      kind="pay"
      phase="not-paid"
      layout="hero"
      picture={<PayTerminalPicture step="take" />}
      title={words.t(`pay.failed.${phase.reason}.title`)}
      lead={words.t(`pay.failed.${phase.reason}.text`)}
      actions={
        <>
          {isSent && <PayLater isWayOn={!phase.canRetry && phase.ways.online !== 'open'} />}
          {phase.ways.online === 'open' && (
            <IntentButton kind={phase.canRetry ? 'secondary' : 'primary'} intent={{ name: 'pay-online' }}>
              {words.t('pay.by-phone')}
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
      <div class="paying" data-testid="failure" data-reason={phase.reason}>
        {phase.text !== null && (
          <figure class="device-text">
            <figcaption>{words.t('pay.device-says')}</figcaption>
            <p data-testid="device-text">{phase.text}</p>
          </figure>
        )}
        <Message tone="success">
          <p>{words.t('pay.not-charged')}</p>
        </Message>
      </div>
    </Page>
  );
}

/** The one state in which trying again would be wrong: there is no such button. */
function Unclear({ number }: { readonly number: string }) {
  const { snapshot, words } = useView();
  return (
    <Page
      kind="pay"
      phase="unclear"
      layout="hero"
      picture={<OfficePicture />}
      title={words.t('pay.unclear.title')}
      lead={words.t('pay.unclear.text')}
      actions={
        <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'continue' }}>
          {words.t('action.continue')}
        </IntentButton>
      }
    >
      <CaseNumber number={number} />
      <p>{words.t('pay.unclear.contact', { phone: snapshot.site.phone })}</p>
    </Page>
  );
}
