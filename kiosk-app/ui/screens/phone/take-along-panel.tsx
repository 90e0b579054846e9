import type { TakeAlongView } from '../../../session/contract/screens/phone.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { usePhoneWords } from './words.ts';

/** Files onto one's own telephone: wished for, on the way, there. */
export function TakeAlongPanel({ view }: { readonly view: TakeAlongView }) {
  const t = usePhoneWords();
  return (
    <div class="print" data-testid="take-along" data-take-along={view.kind}>
      {view.kind === 'offered' && (
        <IntentButton icon="phone" intent={{ name: 'take-along' }}>
          {t('take.offer')}
        </IntentButton>
      )}
      {view.kind === 'sending' && (
        <>
          <Spinner />
          <p>{t('take.sending')}</p>
        </>
      )}
      {view.kind === 'sent' && (
        <Message tone="success">
          <p>{t('take.sent')}</p>
        </Message>
      )}
      {view.kind === 'fault' && (
        <>
          <Message tone="warning" urgent>
            <p>{t('take.fault')}</p>
          </Message>
          <IntentButton icon="phone" intent={{ name: 'take-along' }}>
            {t('take.again')}
          </IntentButton>
        </>
      )}
    </div>
  );
}
