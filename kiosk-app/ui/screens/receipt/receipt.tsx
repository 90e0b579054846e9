import type { ReceiptScreen } from '../../../session/contract/screens/receipt.ts';
import { IntentButton } from '../../components/button.tsx';
import { CaseNumber } from '../../components/case-number.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { PrintStatus } from '../../components/print-status.tsx';
import { ReceiptPicture } from '../../illustrations/devices.tsx';
import { DonePicture } from '../../illustrations/people.tsx';
import { OfficePicture } from '../../illustrations/town.tsx';
import { later } from '../../later.tsx';
import { useView } from '../../view.ts';
import { PhonePage, TakeAlong } from '../phone/take-along.tsx';
import { ReceiptCopy } from './receipt-copy.tsx';

const Qr = later(async () => (await import('../../components/qr.tsx')).Qr);

export function Receipt({ screen }: { readonly screen: ReceiptScreen }) {
  const { words } = useView();
  const { delivery, print, takeAlong } = screen;
  if (takeAlong?.kind === 'linking') return <PhonePage kind="receipt" phone={takeAlong.phone} />;
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
          disabled={print.kind === 'printing' || screen.copy?.kind === 'printing'}
        >
          {words.t('receipt.finish')}
        </IntentButton>
      }
    >
      <Numbers screen={screen} />
      {screen.next.length > 0 && (
        <section class="section" aria-labelledby="receipt-next" data-testid="next">
          <h2 id="receipt-next">{words.t('receipt.next')}</h2>
          <ul class="bullets">
            {screen.next.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {(delivery.kind === 'rejected' || delivery.kind === 'undeliverable') && <Refused delivery={delivery} />}
      <PrintStatus print={print} kept={delivery.kind === 'accepted' ? words.t('receipt.print.kept') : null} />
      {screen.copy && <ReceiptCopy copy={screen.copy} />}
      {takeAlong && <TakeAlong view={takeAlong} />}
    </Page>
  );
}

/** Without paper the number goes along as a code; it is in sight without scrolling. */
function TakeByPhone({ screen }: { readonly screen: ReceiptScreen }) {
  const { words } = useView();
  if (screen.delivery.kind === 'rejected' || screen.delivery.kind === 'undeliverable') return <OfficePicture />;
  return (
    <figure class="receipt-qr">
      {screen.qr === null ? <DonePicture /> : <Qr text={screen.qr} label={words.t('receipt.qr')} />}
      <figcaption>{words.t(screen.qr === null ? 'receipt.print.write-down' : 'receipt.print.take-phone')}</figcaption>
    </figure>
  );
}

function Numbers({ screen }: { readonly screen: ReceiptScreen }) {
  const { words } = useView();
  const { paid, owed } = screen;
  return (
    <div class="numbers">
      <CaseNumber number={screen.number} />
      {paid && (
        <p class="receipt-paid" data-testid="paid">
          {words.t('receipt.paid', { amount: words.money(paid.cents) })}
        </p>
      )}
      {owed && (
        <div data-testid="owed">
          <Message tone="warning" title={words.t('receipt.owed', { amount: words.money(owed.cents) })}>
            <p>
              {words.t('payment-reference')}: <strong class="unbroken">{owed.reference}</strong>
            </p>
            <p>{words.t('receipt.owed.text')}</p>
            {owed.payLater !== null && <p>{words.t('receipt.owed.later', { service: owed.payLater })}</p>}
          </Message>
        </div>
      )}
    </div>
  );
}

type Refusal = Extract<ReceiptScreen['delivery'], { kind: 'rejected' | 'undeliverable' }>;

/** What becomes of the money comes first: it is what people ask. */
function Refused({ delivery }: { readonly delivery: Refusal }) {
  const { snapshot, words } = useView();
  const { refund } = delivery;
  const problems = delivery.kind === 'rejected' ? delivery.problems : [];
  return (
    <>
      {refund !== 'not-applicable' && (
        <div data-testid="refund" data-refund={refund}>
          <Message tone={refund === 'reversed' || refund === 'none' ? 'success' : 'info'}>
            <p>{words.t(`refund.${refund}`)}</p>
          </Message>
        </div>
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
      <p>{words.t('problem.contact', { phone: snapshot.site.phone })}</p>
    </>
  );
}
