import type { PrintState } from '../../session/contract/screens/receipt.ts';
import { useView } from '../view.ts';
import { IntentButton } from './button.tsx';
import { Message } from './message.tsx';
import { Progress } from './progress.tsx';

/** How it stands with the slip. `kept`: what is certain all the same, said beside a fault. */
export function PrintStatus({ print, kept }: { readonly print: PrintState; readonly kept: string | null }) {
  const { words } = useView();
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
            {kept !== null && <p>{kept}</p>}
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
