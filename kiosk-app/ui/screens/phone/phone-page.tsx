import type { ComponentChildren } from 'preact';
import type { PhoneView } from '../../../session/contract/screens/phone.ts';
import type { Screen } from '../../../session/contract/snapshot.ts';
import { IntentButton } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { Page } from '../../components/page.tsx';
import { Qr } from '../../components/qr.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { TimeLeft } from '../../components/time-left.tsx';
import { PhonePicture } from '../wallet/phone-picture.tsx';
import { usePhoneWords } from './words.ts';

interface PhonePageProps {
  /** The screen on which it stands. */
  readonly kind: Screen['kind'];
  readonly phone: PhoneView;
}

/** Linking the person's own telephone: the code, the number on both screens, or why there is no link. */
export function PhonePage({ kind, phone }: PhonePageProps) {
  const t = usePhoneWords();
  const stop = (
    <IntentButton aside icon="close" intent={{ name: 'stop-phone' }}>
      {t('stop')}
    </IntentButton>
  );
  const page = (title: string, picture: ComponentChildren, actions: ComponentChildren, body?: ComponentChildren) => (
    <Page kind={kind} phase={`phone-${phone.kind}`} layout="split" title={title} picture={picture} actions={actions}>
      <div class="phone-text" data-testid="phone" data-phone={phone.kind}>
        {body}
      </div>
    </Page>
  );
  switch (phone.kind) {
    case 'code':
      return page(
        t('code.title'),
        <Qr text={phone.text} label={t('code.label')} />,
        stop,
        <>
          <ol class="numbered">
            <li>{t('code.open')}</li>
            <li>{t('code.scan')}</li>
            <li>{t('code.number')}</li>
          </ol>
          <p>{t('code.safe')}</p>
          <TimeLeft until={phone.validUntil} say={(minutes) => t('code.left', { minutes })} />
        </>,
      );
    case 'checking':
      return page(
        t('checking.title'),
        <output class="phone-number" data-testid="phone-number">
          {phone.number}
        </output>,
        <>
          <IntentButton icon="close" intent={{ name: 'confirm-phone', same: false }} variant="no">
            {t('checking.no')}
          </IntentButton>
          <IntentButton kind="primary" icon="check" intent={{ name: 'confirm-phone', same: true }} variant="yes">
            {t('checking.yes')}
          </IntentButton>
        </>,
        <>
          <p class="lead">{t('checking.text')}</p>
          {phone.second && (
            <Message tone="warning" urgent testid="second-phone">
              <p>{t('linked.second')}</p>
            </Message>
          )}
        </>,
      );
    case 'failed':
      return page(
        t(`failed.${phone.reason}.title`),
        <PhonePicture />,
        <>
          {stop}
          <IntentButton kind="primary" icon="retry" intent={{ name: 'use-phone' }}>
            {t('new-code')}
          </IntentButton>
        </>,
        <div data-testid="failure" data-reason={phone.reason}>
          <Message tone="warning" urgent>
            <p>{t(`failed.${phone.reason}.text`)}</p>
          </Message>
        </div>,
      );
    default:
      return page(t('opening'), <Spinner />, stop);
  }
}
