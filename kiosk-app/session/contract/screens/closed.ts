/** The place is closed by its hours: no fault, and nothing begins. */
export interface ClosedScreen {
  readonly kind: 'closed';
  readonly why: 'hours' | 'holiday' | 'closure';
  /** Name of the holiday, or why it is closed, in each language of the place; none where there is nothing to say. */
  readonly texts: readonly { readonly language: string; readonly dir: 'ltr' | 'rtl'; readonly text: string }[];
  /** Local date and time ("2026-12-28", "08:00"); `null`: not within a year. */
  readonly opensAt: { readonly date: string; readonly time: string } | null;
}
