import { useEffect, useRef } from 'preact/hooks';
import type { Overlay } from '../../session/contract/overlay.ts';
import { IntentButton } from '../components/button.tsx';
import { ShieldPicture } from '../illustrations/people.tsx';
import { useView } from '../view.ts';

/** Drawn in place of the screen, so that nothing of the screen is on the page. */
export function Cover({ secondsLeft, canHandOver }: Omit<Extract<Overlay, { kind: 'cover' }>, 'kind'>) {
  const { words } = useView();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="cover" data-testid="overlay-cover" aria-labelledby="cover-title">
      <ShieldPicture />
      <h1 id="cover-title" tabIndex={-1} ref={heading}>
        {words.t('cover.title')}
      </h1>
      <p class="lead">{words.t('cover.text')}</p>
      <IntentButton kind="primary" iconEnd="forward" mirrored intent={{ name: 'uncover' }}>
        {words.t('cover.uncover')}
      </IntentButton>
      {canHandOver && (
        <div class="cover-other">
          <IntentButton intent={{ name: 'someone-else' }}>{words.t('cover.someone-else')}</IntentButton>
          <p>{words.t('cover.someone-else.text')}</p>
        </div>
      )}
      <p class="cover-time">{words.count('cover.seconds', secondsLeft)}</p>
    </main>
  );
}
