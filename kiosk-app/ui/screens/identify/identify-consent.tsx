import { useState } from 'preact/hooks';
import type { IdentifyPhase } from '../../../session/contract/screens/identify.ts';
import { Button, IntentButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Switch } from '../../components/display-switches.tsx';
import { Page } from '../../components/page.tsx';
import { openCode } from '../../texts.ts';
import { useView } from '../../view.ts';
import { NoEid } from './no-eid.tsx';

type ConsentPhase = Extract<IdentifyPhase, { kind: 'consent' }>;

/** Who asks for which data, for what, under which certificate: shown before the PIN (§ 18 (4) PAuswG). */
export function Consent({ phase }: { readonly phase: ConsentPhase }) {
  const { words, send } = useView();
  const { provider, required, checks, optional } = phase;
  return (
    <Page
      kind="identify"
      phase="consent"
      title={words.t('identify.consent.title')}
      actions={
        <>
          <NoEid />
          <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'consent' }}>
            {words.t('identify.consent.agree')}
          </IntentButton>
        </>
      }
    >
      <div class="info-columns">
        <section class="section panel" aria-labelledby="consent-required">
          <h2 id="consent-required">{words.t('identify.consent.asks', { name: provider.name })}</h2>
          <ul class="bullets bullets-two">
            {required.map((right) => (
              <li key={right}>{openCode(words, 'right', right)}</li>
            ))}
          </ul>
          <Checks checks={checks} />
          {optional.length > 0 && (
            <>
              <h3>{words.t('identify.consent.optional')}</h3>
              <div class="switches">
                {optional.map(({ right, chosen }) => (
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
        <Provider provider={provider} />
      </div>
    </Page>
  );
}

/** What leaves the card as a yes or no only. */
function Checks({ checks }: { readonly checks: ConsentPhase['checks'] }) {
  const { words } = useView();
  const { minimumAge, validOn, community } = checks;
  const asked = [
    minimumAge !== null && words.count('identify.consent.check.age', minimumAge),
    validOn !== null && words.t('identify.consent.check.valid', { date: words.date(validOn) }),
    community !== null && words.t('identify.consent.check.community', { key: community }),
  ].filter((text) => text !== false);
  if (asked.length === 0) return null;
  return (
    <>
      <h3>{words.t('identify.consent.checks')}</h3>
      <ul class="bullets" data-testid="consent-checks">
        {asked.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

function Provider({ provider }: { readonly provider: ConsentPhase['provider'] }) {
  const { words } = useView();
  const [termsOpen, setTermsOpen] = useState(false);
  const range = words.t('identify.consent.valid-range', {
    from: words.date(provider.validFrom),
    until: words.date(provider.validUntil),
  });
  return (
    <section class="section panel" aria-labelledby="consent-provider">
      <h2 id="consent-provider">{words.t('identify.consent.provider')}</h2>
      <dl class="pairs">
        <Pair label={words.t('identify.consent.name')} value={provider.name} detail={provider.url} />
        <Pair label={words.t('identify.consent.purpose')} value={provider.purpose} />
        <Pair label={words.t('identify.consent.issuer')} value={provider.issuer} detail={provider.issuerUrl} />
        <Pair label={words.t('identify.consent.valid')} value={range} />
      </dl>
      <Button icon="info" testid="open-terms" onPress={() => setTermsOpen(true)}>
        {words.t('identify.consent.terms-show')}
      </Button>
      {termsOpen && (
        <Dialog title={words.t('identify.consent.terms')} testid="sheet-terms" onClose={() => setTermsOpen(false)}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, so it must be reachable by keyboard */}
          <p class="terms" tabIndex={0}>
            {provider.terms}
          </p>
          <div class="dialog-actions">
            <Button kind="primary" testid="close-sheet" onPress={() => setTermsOpen(false)}>
              {words.t('action.close')}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

interface PairProps {
  readonly label: string;
  readonly value: string;
  readonly detail?: string;
}

function Pair({ label, value, detail }: PairProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {detail !== undefined && <span class="pair-detail">{detail}</span>}
      </dd>
    </div>
  );
}
