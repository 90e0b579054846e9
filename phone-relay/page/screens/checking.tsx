import type { Words } from '../words/words.ts';

/** The number that both screens show. It is compared at the terminal, where the person stands. */
export function Checking({ number, t }: { readonly number: string; readonly t: Words }) {
  return (
    <>
      <h1>{t('checking.title')}</h1>
      <p class="number" data-testid="number">
        {number}
      </p>
      <p>{t('checking.same')}</p>
      <p>{t('checking.other')}</p>
    </>
  );
}
