import { useView } from '../view.ts';

/** The number of the case, under the one word it has on every screen, on paper and at the authority. */
export function CaseNumber({ number }: { readonly number: string }) {
  const { words } = useView();
  return (
    <p class="number" data-testid="case-number">
      <span>{words.t('case-number')}</span>
      <strong>{number}</strong>
    </p>
  );
}
