import type { PinChangePhase } from '../../../session/contract/screens/pin-change.ts';
import { IntentButton } from '../../components/button.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { CardOnReaderPicture, ReadingPicture, TakeCardPicture } from '../../illustrations/devices.tsx';
import { DonePicture } from '../../illustrations/people.tsx';
import { SecretPicture } from '../../illustrations/secrets.tsx';
import { OfficePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';
import { CardLeft } from '../identify/card-left.tsx';
import { OtherWays } from './finish-or-catalogue.tsx';
import { EnterPin } from './pin-change-enter.tsx';
import { PinChangeFailed } from './pin-change-failed.tsx';

const HAVE: readonly { readonly pin: 'transport-pin' | 'pin' | 'none'; readonly icon: IconName }[] = [
  { pin: 'transport-pin', icon: 'document' },
  { pin: 'pin', icon: 'pin' },
  { pin: 'none', icon: 'help' },
];

/** An own PIN for the identity card. Most people have none: every end here says what comes next. */
export function PinChange({ phase }: { readonly phase: PinChangePhase }) {
  const { words, send } = useView();
  const page = { kind: 'pin-change', phase: phase.kind, layout: 'hero' } as const;
  switch (phase.kind) {
    case 'enter':
      return <EnterPin phase={phase} />;
    case 'failed':
      return <PinChangeFailed phase={phase} />;
    case 'choose':
      return (
        <Page
          {...page}
          layout="split"
          picture={<SecretPicture secret="transport-pin" />}
          title={words.t('pin.choose.title')}
          lead={words.t('pin.choose.text')}
        >
          <ul class="dialog-list">
            {HAVE.map(({ pin, icon }) => (
              <li key={pin}>
                <button
                  type="button"
                  class="row-button"
                  data-testid={`intent-choose-old-pin-${pin}`}
                  onClick={() => send({ name: 'choose-old-pin', pin })}
                >
                  <Icon name={icon} />
                  <span>{words.t(`pin.choose.${pin}`)}</span>
                  <Icon name="forward" mirrored />
                </button>
              </li>
            ))}
          </ul>
        </Page>
      );
    case 'lost':
      return (
        <Page
          {...page}
          picture={<OfficePicture />}
          title={words.t('pin.lost.title')}
          lead={words.t('pin.lost.text')}
          actions={<OtherWays />}
        >
          <ol class="numbered">
            <li>{words.t('pin.lost.office')}</li>
            <li>{words.t('pin.lost.letter')}</li>
            <li>{words.t('pin.lost.puk')}</li>
          </ol>
        </Page>
      );
    case 'connecting':
      return (
        <Page
          {...page}
          picture={<Spinner />}
          title={words.t('pin.connecting.title')}
          lead={words.t('identify.connecting.text')}
        />
      );
    case 'card-left':
      return <CardLeft kind="pin-change" />;
    case 'insert-card':
      return (
        <Page
          {...page}
          picture={<CardOnReaderPicture />}
          title={words.t('identify.insert-card.title')}
          lead={words.t('identify.insert-card.text')}
        />
      );
    case 'working':
      return (
        <Page
          {...page}
          picture={<ReadingPicture />}
          title={words.t(`pin.working.${phase.step}`)}
          lead={words.t('identify.reading.text')}
        />
      );
    case 'paused':
      return (
        <Page
          {...page}
          picture={<CardOnReaderPicture />}
          title={words.t('identify.paused.title')}
          lead={words.t('identify.paused.text')}
          actions={
            <IntentButton kind="primary" icon="check" intent={{ name: 'continue' }}>
              {words.t('identify.paused.go-on')}
            </IntentButton>
          }
        />
      );
    case 'changed':
      return (
        <Page
          {...page}
          picture={<DonePicture />}
          title={words.t('pin.changed.title')}
          lead={words.t('pin.changed.text')}
          actions={
            <>
              <IntentButton iconEnd="forward" mirrored intent={{ name: 'catalogue' }}>
                {phase.waiting === null
                  ? words.t('pin.changed.catalogue')
                  : words.t('pin.changed.waiting', { service: phase.waiting })}
              </IntentButton>
              <IntentButton kind="primary" icon="check" intent={{ name: 'continue' }}>
                {words.t('action.done')}
              </IntentButton>
            </>
          }
        />
      );
    case 'take-card':
      return (
        <Page
          {...page}
          picture={<TakeCardPicture />}
          title={words.t('identify.take-card.title')}
          lead={words.t('pin.take-card.text')}
        />
      );
  }
}
