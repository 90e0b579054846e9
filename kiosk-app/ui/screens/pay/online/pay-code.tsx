import type { PayScreen } from '../../../../session/contract/screens/pay.ts';
import { IntentButton } from '../../../components/button.tsx';
import { Message } from '../../../components/message.tsx';
import { Page } from '../../../components/page.tsx';
import { Qr } from '../../../components/qr.tsx';
import { TimeLeft } from '../../../components/time-left.tsx';
import { Amount } from '../amount.tsx';
import { useOnlineWords } from './words.ts';

interface PayCodeProps {
  readonly screen: PayScreen;
  readonly phase: Extract<PayScreen['phase'], { kind: 'online-code' }>;
}

/** The code of the page on which it is paid, with what to do and the time that is left. */
export function PayCode({ screen, phase }: PayCodeProps) {
  const t = useOnlineWords();
  return (
    <Page
      kind="pay"
      phase="online-code"
      layout="split"
      title={t('code.title')}
      picture={<Qr text={phase.address} label={t('code.label')} />}
      actions={
        <IntentButton icon="close" intent={{ name: 'other-way' }}>
          {t('code.other-way')}
        </IntentButton>
      }
    >
      <Amount screen={screen} />
      <ol class="numbered">
        <li>{t('code.scan')}</li>
        <li>{t('code.open')}</li>
        <li>{t('code.pay')}</li>
      </ol>
      {phase.isReachable ? (
        <TimeLeft until={phase.until} say={(minutes) => t('code.left', { minutes })} />
      ) : (
        <Message tone="warning" testid="unreachable">
          <p>{t('code.unreachable')}</p>
        </Message>
      )}
    </Page>
  );
}
