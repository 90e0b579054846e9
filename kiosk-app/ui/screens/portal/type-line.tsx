import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PortalField } from '../../../portal-view/words.ts';
import { aimAt, forgetField } from '../../keyboard/keyboard-store.ts';
import { useView } from '../../view.ts';
import { usePortalWords } from './words.ts';

/** Stands in the line so that there is something to erase: what stands in the page's field is not known here. */
const FILL = 'x';

/** Where our keys type: whatever comes in goes on to the page's field at once, and nothing stays. */
export function TypeLine({ type }: { readonly type: Extract<PortalField, { kind: 'text' }>['type'] }) {
  const t = usePortalWords();
  const { send } = useView();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const element = input.current;
    if (element === null) return;
    aimAt({ fieldId: 'portal', type: type === 'number' ? 'number' : type, input: element });
    element.focus({ preventScroll: true });
    return () => forgetField(element);
  }, [type]);
  return (
    <div class="portal-type">
      <label for="portal-type">{t('typing')}</label>
      <input
        ref={input}
        id="portal-type"
        // There for the keys, and for whoever hears the page: nothing of it stays to be read.
        class="unseen"
        data-testid="portal-type"
        data-typable
        autoComplete="off"
        value={FILL}
        onInput={(event) => {
          const element = event.currentTarget;
          const typed = element.value;
          element.value = FILL;
          element.setSelectionRange(1, 1);
          if (typed === '') send({ name: 'portal-key', key: 'Backspace' });
          else if (typed.length > 1) send({ name: 'portal-type', text: typed.replace(FILL, '').slice(0, 20) });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send({ name: 'portal-key', key: 'Enter' });
        }}
      />
    </div>
  );
}
