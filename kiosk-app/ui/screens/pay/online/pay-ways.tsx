import type { PayScreen } from '../../../../session/contract/screens/pay.ts';
import { Message } from '../../../components/message.tsx';
import { Page } from '../../../components/page.tsx';
import { Way } from '../../../components/way.tsx';
import { PayTerminalPicture } from '../../../illustrations/devices.tsx';
import { useView } from '../../../view.ts';
import { PhonePicture } from '../../wallet/phone-picture.tsx';
import { Amount } from '../amount.tsx';
import { PayLater } from '../pay-later.tsx';
import { useOnlineWords } from './words.ts';

interface PayWaysProps {
  readonly screen: PayScreen;
  readonly phase: Extract<PayScreen['phase'], { kind: 'ready' }>;
}

/** By card or on the telephone: both side by side, where the place has both. */
export function PayWays({ screen, phase: { ways, isCodeOut } }: PayWaysProps) {
  const { words, send } = useView();
  const t = useOnlineWords();
  return (
    <Page kind="pay" phase="ready" title={t('ways.title')} actions={screen.isSent && <PayLater />}>
      {screen.isSent && (
        <Message tone="success" testid="sent">
          <p>{words.t('pay.sent')}</p>
        </Message>
      )}
      <Amount screen={screen} />
      {isCodeOut && (
        <Message tone="warning" testid="code-out">
          <p>{t('code-out')}</p>
        </Message>
      )}
      <div class="ways ways-two">
        {ways.card !== 'none' && (
          <Way
            testid="intent-pay"
            picture={<PayTerminalPicture step="card" />}
            title={t('ways.card')}
            text={t(ways.card === 'open' ? 'ways.card.text' : 'ways.card.down')}
            disabled={ways.card !== 'open'}
            onPress={() => send({ name: 'pay' })}
          />
        )}
        <Way
          testid="intent-pay-online"
          picture={<PhonePicture />}
          title={t('ways.online')}
          text={t(ways.online === 'open' ? 'ways.online.text' : 'ways.online.down')}
          disabled={ways.online !== 'open'}
          onPress={() => send({ name: 'pay-online' })}
        />
      </div>
    </Page>
  );
}
