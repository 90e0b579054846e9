import type { ReceiptScreen } from '../../session/contract/snapshot.ts';
import { IntentButton } from '../components/button.tsx';
import { Message } from '../components/message.tsx';
import { Page } from '../components/page.tsx';
import { Progress } from '../components/progress.tsx';
import { Qr } from '../components/qr.tsx';
import { ReceiptPicture } from '../illustrations/devices.tsx';
import { DonePicture } from '../illustrations/people.tsx';
import { OfficePicture } from '../illustrations/ways.tsx';
import { useView } from '../view.ts';

export function Receipt({ screen }: { readonly screen: ReceiptScreen }) {
  const { words } = useView();
  const { delivery, print } = screen;
  const onPaper = print.kind === 'printing' || print.kind === 'printed';
  return (
    <Page
      kind="receipt"
      phase={delivery.kind}
      layout="split"
      picture={onPaper ? <ReceiptPicture /> : <TakeByPhone screen={screen} />}
      title={words.t(`receipt.${delivery.kind}.title`)}
      lead={words.t(`receipt.${delivery.kind}.text`)}
      actions={
        <IntentButton
          kind="primary"
          iconEnd="forward"
          mirrored
          intent={{ name: 'finish' }}
          disabled={print.kind === 'printing'}
        >
          {words.t('receipt.finish')}
        </IntentButton>
      }
    >
      <Numbers screen={screen} />
      {delivery.kind === 'rejected' && <Rejected problems={delivery.problems} paid={screen.paid !== null} />}
      <Print screen={screen} />
    </Page>
  );
}

/** Without paper the number goes along as a code; it is in sight without scrolling. */
function TakeByPhone({ screen }: { readonly screen: ReceiptScreen }) {
  const { words } = useView();
  if (screen.qr === null) return screen.delivery.kind === 'rejected' ? <OfficePicture /> : <DonePicture />;
  return (
    <figure class="receipt-qr">
      <Qr text={screen.qr} label={words.t('receipt.qr')} />
      <figcaption>{words.t('receipt.print.take-phone')}</figcaption>
    </figure>
  );
}

function Numbers({ screen }: { readonly screen: ReceiptScreen }) {
  const { words } = useView();
  const { delivery, paid } = screen;
  return (
    <div class="numbers">
      <p class="number" data-testid="case-number" data-kind={delivery.kind}>
        <span>{words.t(delivery.kind === 'accepted' ? 'receipt.case-number' : 'receipt.reference')}</span>
        <strong>{delivery.kind === 'accepted' ? delivery.caseNumber : delivery.reference}</strong>
      </p>
      {paid && (
        <p class="receipt-paid" data-testid="paid">
          {words.t('receipt.paid', { amount: words.money(paid.cents) })}
        </p>
      )}
    </div>
  );
}

function Rejected({ problems, paid }: { readonly problems: readonly string[]; readonly paid: boolean }) {
  const { words } = useView();
  return (
    <>
      {paid && (
        <Message tone="info">
          <p>{words.t('receipt.rejected.paid')}</p>
        </Message>
      )}
      {problems.length > 0 && (
        <Message tone="warning" title={words.t('receipt.rejected.problems')}>
          <ul class="bullets">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Message>
      )}
    </>
  );
}

function Print({ screen }: { readonly screen: ReceiptScreen }) {
  const { words } = useView();
  const { print } = screen;
  switch (print.kind) {
    case 'printing':
      return (
        <div class="print" data-testid="print" data-print="printing">
          <p>{words.t('receipt.print.printing')}</p>
          <Progress percent={null} label={words.t('receipt.print.printing')} />
        </div>
      );
    case 'printed':
      return (
        <div data-testid="print" data-print="printed">
          <Message tone="success">
            <p>{words.t('receipt.print.printed')}</p>
          </Message>
        </div>
      );
    case 'no-printer':
      return (
        <div data-testid="print" data-print="no-printer">
          <Message tone="info">
            <p>{words.t('receipt.print.no-printer')}</p>
          </Message>
        </div>
      );
    case 'fault':
      return (
        <div class="print" data-testid="print" data-print="fault" data-reason={print.reason}>
          <Message tone="warning" urgent title={words.t(`receipt.print.fault.${print.reason}`)}>
            {screen.delivery.kind === 'accepted' && <p>{words.t('receipt.print.kept')}</p>}
          </Message>
          {print.canRetry && (
            <IntentButton icon="printer" intent={{ name: 'print-again' }}>
              {words.t('receipt.print.again')}
            </IntentButton>
          )}
        </div>
      );
  }
}
