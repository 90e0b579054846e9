import { useEffect } from 'preact/hooks';

/** Brings the field that the address names before the eyes, and the keyboard into it. */
export function useShownField(at: string | null, isThere: boolean): void {
  useEffect(() => {
    if (at === null || !isThere) return;
    const field = document.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
    for (let around = field?.closest('details'); around; around = around.parentElement?.closest('details') ?? null)
      around.open = true;
    field?.scrollIntoView({ block: 'center' });
    const inputs = [...(field?.querySelectorAll<HTMLElement>('input, select, textarea') ?? [])];
    // Of a text in several languages, the one that is missing or stale.
    (inputs.find((input) => input.hasAttribute('aria-describedby')) ?? inputs[0])?.focus();
  }, [at, isThere]);
}
