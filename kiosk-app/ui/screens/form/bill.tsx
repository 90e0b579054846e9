import { useEffect, useRef } from 'preact/hooks';
import type { BillScreen } from '../../../session/contract/screens/bill.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message, type Tone } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { TypedField } from '../../fields/typed-field.tsx';
import { CodeReaderPicture } from '../../illustrations/devices.tsx';
import { Keyboard } from '../../keyboard/keyboard.tsx';
import { useView } from '../../view.ts';
import { FoundBills, Removed } from './found-bills.tsx';

const TONE: Readonly<Record<Exclude<BillScreen['lookup'], 'idle' | 'running'>, Tone>> = {
  unknown: 'warning',
  unavailable: 'warning',
  paid: 'success',
  cancelled: 'success',
  'being-paid': 'warning',
  'not-payable-here': 'info',
  twice: 'info',
  full: 'info',
};

export function Bill({ screen }: { readonly screen: BillScreen }) {
  const { words, send } = useView();
  if (screen.bill !== null) return <FoundBills screen={screen} />;
  return (
    <Page
      kind="bill"
      phase={screen.lookup}
      title={words.t('bill.title')}
      actions={
        <IntentButton kind="primary" icon="search" intent={{ name: 'continue' }} disabled={screen.lookup === 'running'}>
          {words.t('bill.find')}
        </IntentButton>
      }
      keyboard={<Keyboard />}
    >
      <Removed removed={screen.removed} />
      {screen.bills.length > 0 && (
        <p data-testid="bills-chosen">
          {words.t('bill.chosen', { count: String(screen.bills.length), amount: words.money(screen.cents) })}
        </p>
      )}
      <div class="bill">
        {screen.canScan && (
          <section class="bill-scan panel" aria-labelledby="bill-scan">
            <CodeReaderPicture />
            <div>
              <h2 id="bill-scan">{words.t('bill.scan.title')}</h2>
              <p>{words.t('bill.scan.text')}</p>
            </div>
          </section>
        )}
        <section class="bill-type" aria-labelledby="bill-type">
          <h2 id="bill-type">{words.t('bill.type')}</h2>
          <TypedField field={screen.field} autoFocus onEnter={() => send({ name: 'continue' })} />
          <Lookup lookup={screen.lookup} />
        </section>
      </div>
    </Page>
  );
}

function Lookup({ lookup }: { readonly lookup: BillScreen['lookup'] }) {
  const { words } = useView();
  const answer = useRef<HTMLDivElement>(null);
  // The answer stands below the field: it must not come where nobody looks.
  useEffect(() => answer.current?.scrollIntoView({ block: 'end' }), [lookup]);
  if (lookup === 'idle') return null;
  if (lookup === 'running') {
    return (
      <p class="wait-line">
        <Spinner />
        {words.t('bill.lookup.running')}
      </p>
    );
  }
  return (
    <div class="bill-answer" ref={answer}>
      <Message tone={TONE[lookup]} urgent testid={`lookup-${lookup}`}>
        <p>{words.t(`bill.lookup.${lookup}`)}</p>
      </Message>
    </div>
  );
}
