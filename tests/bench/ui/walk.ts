import type { Page } from 'playwright-core';

/** One touch on the way through the screens, and what is typed on the screen before it. */
export interface PageChange {
  readonly testid: string;
  readonly typed?: Readonly<Record<string, string>>;
}

const SERVICE = 'service-hundesteuer-anmelden';
const PERSON = { familyName: 'Quast', street: 'Am Teich 1', postalCode: '12345', city: 'Musterstadt' } as const;
const back: PageChange = { testid: 'intent-back' };

export const TO_CATALOGUE: readonly PageChange[] = [{ testid: 'intent-start' }, { testid: 'intent-continue' }];
/** From the catalogue to the second page of a form and back, then to the choice of language and back. */
export const ROUND: readonly PageChange[] = [
  { testid: SERVICE },
  { testid: 'intent-begin' },
  { testid: 'intent-continue', typed: PERSON },
  back,
  back,
  back,
  back,
  { testid: 'intent-continue' },
];

/** Types what does not stand there yet. Not measured: the screen keyboard has its own tests. */
export async function fillIn(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  for (const [field, text] of Object.entries(typed)) {
    const input = page.getByTestId(`field-${field}`);
    if ((await input.inputValue()) !== text) await input.fill(text);
  }
}
