import type { FarewellScreen } from '../../../session/contract/screens/farewell.ts';
import { IntentButton } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { CopyPicture, ReceiptPicture, ScannerPicture, TakeCardPicture } from '../../illustrations/devices.tsx';
import { DonePicture } from '../../illustrations/people.tsx';
import { useView } from '../../view.ts';
import { RatingQuestion } from './rating.tsx';

export function Farewell({ screen }: { readonly screen: FarewellScreen }) {
  const { words } = useView();
  const takes = screen.takeCard || screen.takeReceipt || screen.takeCopy || screen.takeDocument;
  return (
    <Page
      kind="farewell"
      layout="hero"
      picture={takes ? undefined : <DonePicture />}
      title={words.t(takes ? 'farewell.title.take' : 'farewell.title')}
      lead={words.t(screen.takeCard ? 'farewell.card' : 'farewell.text')}
      actions={
        <IntentButton kind="primary" icon="check" intent={{ name: 'finish' }}>
          {words.t('farewell.finish')}
        </IntentButton>
      }
    >
      {takes && (
        <ul class="take">
          {screen.takeCard && (
            <li data-testid="take-card">
              <TakeCardPicture />
              <span>{words.t('farewell.take.card')}</span>
            </li>
          )}
          {screen.takeReceipt && (
            <li data-testid="take-receipt">
              <ReceiptPicture />
              <span>{words.t('farewell.take.receipt')}</span>
            </li>
          )}
          {screen.takeCopy && (
            <li data-testid="take-copy">
              <CopyPicture />
              <span>{words.t('farewell.take.copy')}</span>
            </li>
          )}
          {screen.takeDocument && (
            <li data-testid="take-document">
              <ScannerPicture source="flatbed" />
              <span>{words.t('farewell.take.document')}</span>
            </li>
          )}
        </ul>
      )}
      <RatingQuestion state={screen.rating} />
      <p class="farewell-time">{words.count('farewell.seconds', screen.secondsLeft)}</p>
    </Page>
  );
}
