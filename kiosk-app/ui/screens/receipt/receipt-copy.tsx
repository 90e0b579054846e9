import type { CopyView } from '../../../session/contract/screens/receipt.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Progress } from '../../components/progress.tsx';
import { useView } from '../../view.ts';

/** What was sent, on paper: wished for, under way, done, or why not. */
export function ReceiptCopy({ copy }: { readonly copy: CopyView }) {
  const { words } = useView();
  return (
    <div class="print" data-testid="copy" data-copy={copy.kind} data-copy-reason={reasonOf(copy)}>
      {copy.kind === 'offered' && <Print again={false} />}
      {copy.kind === 'printing' && <Printing copy={copy} />}
      {copy.kind === 'printed' && (
        <Message tone="success">
          <p>{words.t('receipt.copy.printed')}</p>
        </Message>
      )}
      {copy.kind === 'fault' && (
        <>
          <Message tone="warning" urgent title={words.t(`receipt.copy.fault.${copy.reason}`)}>
            {copy.partial && <p>{words.t('receipt.copy.partial')}</p>}
            <p>{words.t('receipt.copy.advice')}</p>
          </Message>
          <Print again />
        </>
      )}
    </div>
  );
}

function reasonOf(copy: CopyView): string | undefined {
  if (copy.kind === 'fault') return copy.reason;
  return copy.kind === 'printing' ? (copy.trouble ?? undefined) : undefined;
}

function Print({ again }: { readonly again: boolean }) {
  const { words } = useView();
  return (
    <IntentButton icon="document" intent={{ name: 'print-copy' }}>
      {words.t(again ? 'receipt.copy.again' : 'receipt.copy.offer')}
    </IntentButton>
  );
}

function Printing({ copy }: { readonly copy: Extract<CopyView, { kind: 'printing' }> }) {
  const { words } = useView();
  const { done, pages, trouble } = copy;
  const label = words.t('receipt.copy.printing', { n: Math.min(done + 1, pages), total: pages });
  return (
    <>
      {trouble === null ? (
        <>
          <p>{label}</p>
          <Progress percent={done === 0 ? null : (done / pages) * 100} label={label} />
        </>
      ) : (
        <Message tone="warning" urgent title={words.t(`receipt.copy.fault.${trouble}`)}>
          <p>{words.t('receipt.copy.waits')}</p>
        </Message>
      )}
      <IntentButton icon="close" intent={{ name: 'stop-copy' }}>
        {words.t('receipt.copy.stop')}
      </IntentButton>
    </>
  );
}
