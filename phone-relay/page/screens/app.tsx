import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useReducer } from 'preact/hooks';
import type { Telephone } from '../model/telephone.ts';
import { languageOf, wordsOf } from '../words/words.ts';
import { Checking } from './checking.tsx';
import { Ended } from './ended.tsx';
import { Files } from './files.tsx';
import { Icon } from './icon.tsx';
import { Pages } from './pages.tsx';

/** The page of a telephone that is linked to a terminal. */
export function App({ telephone }: { readonly telephone: Telephone }) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  // Before the browser paints: what the telephone says at once must not be missed.
  useLayoutEffect(() => telephone.onChange(() => redraw(undefined)), [telephone]);
  const { step, language, isOffline, second, files } = telephone.view();
  const t = wordsOf(language);
  useEffect(() => {
    document.documentElement.lang = languageOf(language);
    document.title = t('title');
  }, [language]);
  return (
    <>
      <header class="bar">
        <Icon name="phone" />
        <p>{t('title')}</p>
      </header>
      <main data-step={step.kind}>
        {isOffline && <Banner tone="warning">{t('offline')}</Banner>}
        {second && <Banner tone="warning">{t('second')}</Banner>}
        <div class="step" role={step.kind === 'pages' ? undefined : 'status'}>
          {step.kind === 'joining' && <p class="wait">{t('joining')}</p>}
          {step.kind === 'checking' && <Checking number={step.number} t={t} />}
          {step.kind === 'waiting' && (
            <>
              <h1>{t('waiting.title')}</h1>
              <p>{t('waiting.text')}</p>
            </>
          )}
          {step.kind === 'pages' && <Pages telephone={telephone} step={step} t={t} />}
          {step.kind === 'ended' && <Ended reason={step.reason} t={t} />}
        </div>
        {files.length > 0 && <Files files={files} t={t} />}
      </main>
      {step.kind !== 'ended' && (
        <footer class="foot">
          <p>
            <Icon name="lock" /> {t('sealed')}
          </p>
          {step.kind !== 'joining' && (
            <button type="button" class="button quiet" data-testid="leave" onClick={() => telephone.leave()}>
              {t('leave')}
            </button>
          )}
        </footer>
      )}
    </>
  );
}

function Banner({ tone, children }: { readonly tone: 'warning'; readonly children: ComponentChildren }) {
  return (
    <p class={`banner ${tone}`} role="alert">
      <Icon name="warning" /> <span>{children}</span>
    </p>
  );
}
