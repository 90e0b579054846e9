import type { InterruptedScreen } from '../../../session/contract/screens/interrupted.ts';
import { IntentButton } from '../../components/button.tsx';
import { CaseNumber } from '../../components/case-number.tsx';
import { Message, type Tone } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { PrintStatus } from '../../components/print-status.tsx';
import { Progress } from '../../components/progress.tsx';
import { PayTerminalPicture } from '../../illustrations/devices.tsx';
import { DonePicture } from '../../illustrations/people.tsx';
import { OfficePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';

type Outcome = InterruptedScreen['outcome'];

const TONE: Readonly<Record<Outcome, Tone>> = {
  asking: 'info',
  paid: 'success',
  'not-paid': 'success',
  unclear: 'warning',
};

/** A payment that was left in the middle: said to whoever stands there now, before the start screen. */
export function InterruptedView({ screen }: { readonly screen: InterruptedScreen }) {
  const { words } = useView();
  const { outcome } = screen;
  return (
    <Page
      kind="interrupted"
      phase={outcome}
      layout="split"
      picture={<OutcomePicture outcome={outcome} />}
      title={words.t('interrupted.title')}
      actions={<Ways screen={screen} />}
    >
      <p class="amount" data-testid="amount">
        {screen.service !== null && <span>{screen.service}</span>}
        <strong>{words.money(screen.cents)}</strong>
      </p>
      <div data-testid="interrupted" data-outcome={outcome} data-owed={screen.isOwed || undefined}>
        <Message tone={TONE[outcome]} urgent title={words.t(`interrupted.${outcome}.title`)}>
          <p>{words.t(screen.isOwed ? 'interrupted.owed' : `interrupted.${outcome}.text`)}</p>
        </Message>
      </div>
      {outcome === 'asking' && <Progress percent={null} label={words.t('interrupted.asking.title')} />}
      {screen.print.kind !== 'none' && <PrintStatus print={screen.print} kept={null} />}
      <Request screen={screen} />
    </Page>
  );
}

function OutcomePicture({ outcome }: { readonly outcome: Outcome }) {
  if (outcome === 'unclear') return <OfficePicture />;
  return outcome === 'paid' ? <DonePicture /> : <PayTerminalPicture step={outcome === 'asking' ? 'wait' : 'take'} />;
}

/** What became of the request, and the number under which somebody knows about it. */
function Request({ screen }: { readonly screen: InterruptedScreen }) {
  const { snapshot, words } = useView();
  const { request, outcome } = screen;
  const isRefused = request?.kind === 'rejected' || request?.kind === 'undeliverable';
  const needsPhone = outcome === 'unclear' || isRefused;
  return (
    <>
      {request?.kind === 'on-its-way' && <p data-testid="request">{words.t('interrupted.request.on-its-way')}</p>}
      {isRefused && (
        <Message tone="warning" title={words.t(`receipt.${request.kind}.title`)} testid="request">
          {request.refund !== 'not-applicable' && <p>{words.t(`refund.${request.refund}`)}</p>}
        </Message>
      )}
      {(request !== null || (outcome !== 'asking' && outcome !== 'not-paid')) && <CaseNumber number={screen.number} />}
      {needsPhone && <p>{words.t('pay.unclear.contact', { phone: snapshot.site.phone })}</p>}
    </>
  );
}

function Ways({ screen }: { readonly screen: InterruptedScreen }) {
  const { words } = useView();
  const isBusy = screen.print.kind === 'printing';
  return (
    <>
      <IntentButton intent={{ name: 'not-mine' }} aside disabled={isBusy}>
        {words.t('interrupted.not-mine')}
      </IntentButton>
      {screen.canPrint && screen.print.kind !== 'fault' && (
        <IntentButton icon="printer" intent={{ name: 'print-again' }} disabled={isBusy}>
          {words.t('interrupted.print')}
        </IntentButton>
      )}
      <IntentButton
        kind={screen.canStart ? 'secondary' : 'primary'}
        icon="check"
        intent={{ name: 'finish' }}
        disabled={isBusy}
      >
        {words.t('receipt.finish')}
      </IntentButton>
      {screen.canStart && (
        <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'start' }}>
          {words.t('interrupted.start')}
        </IntentButton>
      )}
    </>
  );
}
