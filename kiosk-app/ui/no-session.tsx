import { Spinner } from './components/spinner.tsx';
import type { UiTexts } from './texts.ts';

/** Shown while there is no session to show: before the first snapshot, after the last, or with a version not ours. */
export function Standby({ words, kind }: { readonly words: UiTexts; readonly kind: 'over' | 'incompatible' }) {
  return (
    <main class="standby" data-testid="standby" data-phase={kind}>
      {kind === 'over' && <Spinner />}
      <h1>{words.t(`app.${kind}.title`)}</h1>
      <p>{words.t(`app.${kind}.text`)}</p>
    </main>
  );
}

/** Over a screen whose session cannot be reached for the moment. Appears with a delay (CSS), so that a blink is not seen. */
export function Veil({ words }: { readonly words: UiTexts }) {
  return (
    <div class="veil" role="alert" data-testid="veil">
      <div class="veil-box">
        <Spinner />
        <p class="veil-title">{words.t('app.moment')}</p>
        <p>{words.t('app.moment.text')}</p>
      </div>
    </div>
  );
}
