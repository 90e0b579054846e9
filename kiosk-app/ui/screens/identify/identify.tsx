import type { IdentifyPhase } from '../../../session/contract/screens/identify.ts';
import { IntentButton } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Progress } from '../../components/progress.tsx';
import { Spinner } from '../../components/spinner.tsx';
import { CardOnReaderPicture, ReadingPicture, TakeCardPicture } from '../../illustrations/devices.tsx';
import { DonePicture } from '../../illustrations/people.tsx';
import { later } from '../../later.tsx';
import { useView } from '../../view.ts';
import { CardLeft } from './card-left.tsx';
import { Consent } from './identify-consent.tsx';
import { EnterSecret } from './identify-enter.tsx';
import { IdentifyFailed } from './identify-failed.tsx';
import { NoEid } from './no-eid.tsx';

const WalletScreens = later(async () => (await import('../wallet/wallet-screens.tsx')).WalletScreens);

/** Identification by card or wallet. At every point where a person may get stuck stands the way out without it. */
export function Identify({ phase }: { readonly phase: IdentifyPhase }) {
  const { words } = useView();
  switch (phase.kind) {
    case 'consent':
      return <Consent phase={phase} />;
    case 'enter':
      return <EnterSecret phase={phase} />;
    case 'failed':
      return <IdentifyFailed phase={phase} />;
    case 'connecting':
      return (
        <Page
          kind="identify"
          phase="connecting"
          layout="hero"
          picture={<Spinner />}
          title={words.t('identify.connecting.title')}
          lead={words.t('identify.connecting.text')}
          actions={<NoEid />}
        />
      );
    case 'card-left':
      return <CardLeft kind="identify" actions={<NoEid />} />;
    case 'insert-card':
      return (
        <Page
          kind="identify"
          phase="insert-card"
          layout="hero"
          picture={<CardOnReaderPicture />}
          title={words.t('identify.insert-card.title')}
          lead={words.t('identify.insert-card.text')}
          actions={<NoEid />}
        />
      );
    case 'reading':
      return (
        <Page
          kind="identify"
          phase="reading"
          layout="hero"
          picture={<ReadingPicture />}
          title={words.t('identify.reading.title')}
          lead={words.t('identify.reading.text')}
        >
          <Progress
            percent={phase.percent}
            label={words.count('identify.reading.percent', Math.round(phase.percent))}
          />
        </Page>
      );
    case 'paused':
      return (
        <Page
          kind="identify"
          phase="paused"
          layout="hero"
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
    case 'done':
      return (
        <Page
          kind="identify"
          phase="done"
          layout="hero"
          picture={<DonePicture />}
          title={phase.greeting}
          lead={words.t(`identify.done.text.${phase.source}`)}
          actions={
            <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'continue' }}>
              {words.t('action.continue')}
            </IntentButton>
          }
        />
      );
    case 'take-card':
      return (
        <Page
          kind="identify"
          phase="take-card"
          layout="hero"
          picture={<TakeCardPicture />}
          title={words.t('identify.take-card.title')}
          lead={words.t('identify.take-card.text')}
        />
      );
    default:
      return <WalletScreens phase={phase} />;
  }
}
