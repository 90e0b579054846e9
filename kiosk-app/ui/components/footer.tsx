import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Screen } from '../../session/contract/snapshot.ts';
import { LanguageSheet } from '../overlays/language-sheet.tsx';
import { useView } from '../view.ts';
import { IntentButton } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** Screens that show nothing of a person: there is nothing to cover. */
const NOTHING_TO_COVER: ReadonlySet<Screen['kind']> = new Set([
  'out-of-service',
  'attract',
  'closed',
  'interrupted',
  'orient',
  'wiping',
]);

/** Always at the same place: the way back, the way on, and what must be reachable at any time. */
export function Footer({ actions }: { readonly actions: ComponentChildren }) {
  const { snapshot, words, send } = useView();
  const [languageOpen, setLanguageOpen] = useState(false);
  const { can, screen } = snapshot;
  return (
    <footer class="footer">
      {(can.back || actions) && (
        <div class="footer-actions">
          {can.back && (
            <IntentButton intent={{ name: 'back' }} icon="back" mirrored>
              {words.t('bar.back')}
            </IntentButton>
          )}
          <div class="footer-way-on">{actions}</div>
        </div>
      )}
      <nav class="bar" aria-label={words.t('bar.label')}>
        {can.cancel && (
          <BarButton
            icon="close"
            text={words.t('bar.cancel')}
            testid="intent-cancel"
            onPress={() => send({ name: 'cancel' })}
          />
        )}
        {!NOTHING_TO_COVER.has(screen.kind) && (
          <BarButton
            icon="cover"
            text={words.t('bar.cover')}
            label={words.t('bar.cover.long')}
            testid="intent-cover"
            onPress={() => send({ name: 'cover' })}
          />
        )}
        {can.language && (
          <BarButton
            icon="language"
            text={words.t('bar.language')}
            label={words.t('bar.language.long')}
            testid="open-language"
            onPress={() => setLanguageOpen(true)}
          />
        )}
        {can.help && (
          <BarButton
            icon="help"
            text={words.t('bar.help')}
            label={words.t('bar.help.long')}
            testid="intent-call-help"
            onPress={() => send({ name: 'call-help' })}
          />
        )}
      </nav>
      {languageOpen && <LanguageSheet onClose={() => setLanguageOpen(false)} />}
    </footer>
  );
}

interface BarButtonProps {
  readonly icon: IconName;
  readonly text: string;
  readonly label?: string;
  readonly testid: string;
  readonly onPress: () => void;
}

function BarButton({ icon, text, label, testid, onPress }: BarButtonProps) {
  return (
    <button type="button" class="bar-button" data-testid={testid} aria-label={label} onClick={onPress}>
      <Icon name={icon} />
      <span>{text}</span>
    </button>
  );
}
