import type { WalletPhase } from '../../../session/contract/screens/wallet.ts';
import { IntentButton } from '../../components/button.tsx';
import { Switch } from '../../components/display-switches.tsx';
import { Page } from '../../components/page.tsx';
import { openCode } from '../../texts.ts';
import { useView } from '../../view.ts';
import { useWalletWords } from './words.ts';

/** Who asks for which data, and what for, in the words of the registration: shown before the code. */
export function WalletConsent({ phase }: { readonly phase: Extract<WalletPhase, { kind: 'wallet-consent' }> }) {
  const { words, send } = useView();
  const t = useWalletWords();
  return (
    <Page
      kind="identify"
      phase="wallet-consent"
      title={t('consent.title')}
      actions={
        <>
          <IntentButton aside icon="help" intent={{ name: 'other-way' }}>
            {t('other-way')}
          </IntentButton>
          <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'consent' }}>
            {t('consent.show-code')}
          </IntentButton>
        </>
      }
    >
      <div class="info-columns">
        <section class="section panel" aria-labelledby="consent-required">
          <h2 id="consent-required">{t('consent.asks', { name: phase.name })}</h2>
          <ul class="bullets bullets-two">
            {phase.required.map((right) => (
              <li key={right}>{openCode(words, 'right', right)}</li>
            ))}
          </ul>
          {phase.optional.length > 0 && (
            <>
              <h3>{t('consent.optional')}</h3>
              <div class="switches">
                {phase.optional.map(({ right, chosen }) => (
                  <Switch
                    key={right}
                    text={openCode(words, 'right', right)}
                    on={chosen}
                    testid={`intent-toggle-optional-right-${right}`}
                    onPress={() => send({ name: 'toggle-optional-right', right })}
                  />
                ))}
              </div>
            </>
          )}
        </section>
        <section class="section panel" aria-labelledby="consent-who">
          <h2 id="consent-who">{t('consent.who')}</h2>
          <dl class="pairs">
            <div>
              <dt>{t('consent.name')}</dt>
              <dd>{phase.name}</dd>
            </div>
            <div>
              <dt>{t('consent.purpose')}</dt>
              {/* The registration says it in German. */}
              <dd lang="de">{phase.purpose}</dd>
            </div>
            <div>
              <dt>{t('consent.privacy')}</dt>
              <dd class="pair-address">{phase.privacyPolicyUrl}</dd>
            </div>
            <div>
              <dt>{t('consent.registered')}</dt>
              <dd>{words.date(phase.validUntil)}</dd>
            </div>
          </dl>
        </section>
      </div>
    </Page>
  );
}
