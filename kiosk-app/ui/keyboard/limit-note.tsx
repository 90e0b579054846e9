import { useView } from '../view.ts';
import { useStore } from '../view-store.ts';
import { keyboardStore } from './keyboard-store.ts';

/** Says that the last key was not taken because the field is full. Stays in the page while empty, to be heard. */
export function LimitNote({ fieldId, limit }: { readonly fieldId: string; readonly limit: number }) {
  const { words } = useView();
  const isFull = useStore(keyboardStore, ({ isFull, target }) => isFull && target?.fieldId === fieldId);
  return (
    <div class="limit-note" aria-live="polite">
      {isFull && (
        <p class="field-hint" data-testid={`full-${fieldId}`}>
          {words.t('form.full', { limit })}
        </p>
      )}
    </div>
  );
}
