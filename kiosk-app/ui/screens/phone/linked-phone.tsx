import type { PhoneView } from '../../../session/contract/screens/phone.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Progress } from '../../components/progress.tsx';
import { usePhoneWords } from './words.ts';

/** Beside the pages: a telephone is linked, a page comes from it, or one was not taken. */
export function LinkedPhone({ phone }: { readonly phone: Extract<PhoneView, { kind: 'linked' }> }) {
  const t = usePhoneWords();
  return (
    <section class="phone-linked panel" data-testid="phone" data-phone="linked">
      <p>
        <strong>{t('linked')}</strong> {phone.receiving === null && t('linked.photo')}
      </p>
      {phone.receiving !== null && (
        <>
          <p>{t('linked.receiving')}</p>
          <Progress percent={phone.receiving} label={t('linked.receiving')} />
        </>
      )}
      {phone.second && (
        <Message tone="warning" urgent testid="second-phone">
          <p>{t('linked.second')}</p>
        </Message>
      )}
      {phone.refused !== null && (
        <Message tone="warning" urgent testid={`file-refused-${phone.refused}`} title={t('refused.title')}>
          <p>{t(`refused.${phone.refused}`)}</p>
        </Message>
      )}
      <IntentButton kind="quiet" icon="close" intent={{ name: 'stop-phone' }}>
        {t('linked.stop')}
      </IntentButton>
    </section>
  );
}
