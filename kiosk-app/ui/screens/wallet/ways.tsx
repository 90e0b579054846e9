import type { WalletPhase } from '../../../session/contract/screens/wallet.ts';
import { Page } from '../../components/page.tsx';
import { Way } from '../../components/way.tsx';
import { CardOnReaderPicture } from '../../illustrations/devices.tsx';
import { OfficePicture } from '../../illustrations/town.tsx';
import { useView } from '../../view.ts';
import { NoEid } from '../identify/no-eid.tsx';
import { PhonePicture } from './phone-picture.tsx';
import { TypingPicture } from './typing-picture.tsx';
import { useWalletWords } from './words.ts';

/** The first question: with the card, with the telephone, typed, or with neither. */
export function Ways({ phase }: { readonly phase: Extract<WalletPhase, { kind: 'ways' }> }) {
  const { send } = useView();
  const t = useWalletWords();
  return (
    <Page kind="identify" phase="ways" title={t('ways.title')} lead={t(phase.mayType ? 'ways.lead.any' : 'ways.lead')}>
      <div class="ways">
        <Way
          testid="intent-choose-way-card"
          picture={<CardOnReaderPicture />}
          title={t('ways.card')}
          text={t(phase.card === null ? 'ways.card.text' : `ways.card.${phase.card}`)}
          disabled={phase.card !== null}
          onPress={() => send({ name: 'choose-way', way: 'card' })}
        />
        {phase.wallet !== 'none' && (
          <Way
            testid="intent-choose-way-wallet"
            picture={<PhonePicture />}
            title={t('ways.wallet')}
            text={t(phase.wallet === 'down' ? 'ways.wallet.down' : 'ways.wallet.text')}
            disabled={phase.wallet === 'down'}
            onPress={() => send({ name: 'choose-way', way: 'wallet' })}
          />
        )}
        {phase.mayType ? (
          <Way
            testid="intent-choose-way-typed"
            picture={<TypingPicture />}
            title={t('ways.typed')}
            text={t('ways.typed.text')}
            onPress={() => send({ name: 'choose-way', way: 'typed' })}
          />
        ) : (
          <NoEid
            opener={(open) => (
              <Way
                testid="open-no-eid"
                picture={<OfficePicture />}
                title={t('ways.neither')}
                text={t('ways.neither.text')}
                onPress={open}
              />
            )}
          />
        )}
      </div>
    </Page>
  );
}
