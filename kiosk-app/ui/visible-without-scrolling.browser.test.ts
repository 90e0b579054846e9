import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumMissing, ORIENTATIONS, type Orientation } from './test-support/chromium.ts';
import { useStories } from './test-support/use-stories.ts';

const BOTH = Object.keys(ORIENTATIONS) as Orientation[];

describe.skipIf(chromiumMissing() !== null)('what matters now is in sight', () => {
  const { show } = useStories(BOTH);
  /** Whether the whole of it lies in the part of the page that scrolls, above its fading edge. */
  const inSight = (page: Page, selector: string): Promise<boolean> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        const frame = element.closest('.scroll-area')?.getBoundingClientRect();
        return frame !== undefined && top >= frame.top && bottom <= frame.bottom;
      });
  const topOf = async (page: Page, selector: string): Promise<number> =>
    (await page.locator(selector).first().boundingBox())?.y ?? Number.NaN;

  describe.each(BOTH)('%s', (orientation) => {
    test.each(['form-choice-error', 'form-choice-error-en', 'form-choice-error-large', 'form-choice-error-low'])(
      '%s: the field that is wrong, with what is wrong',
      async (story) => {
        const page = await show(story, orientation);
        expect(await inSight(page, '[data-testid="error-zone"]')).toBe(true);
      },
    );

    test.each(['bill-unknown', 'bill-unknown-en', 'bill-unknown-large', 'bill-unknown-low'])(
      '%s: the answer to the search for a bill',
      async (story) => {
        const page = await show(story, orientation);
        expect(await inSight(page, '[data-testid="lookup-unknown"]')).toBe(true);
      },
    );

    test.each(['review', 'review-en', 'review-large', 'review-low'])('%s: what it costs', async (story) => {
      const page = await show(story, orientation);
      expect(await inSight(page, '.review-fee')).toBe(true);
    });

    test.each(['', '-en', '-large', '-low'])(
      'farewell-take-all%s: everything that could be forgotten',
      async (variant) => {
        const page = await show(`farewell-take-all${variant}`, orientation);
        for (const thing of ['take-card', 'take-receipt', 'take-copy', 'take-document'])
          expect(await inSight(page, `[data-testid="${thing}"]`), thing).toBe(true);
      },
    );

    test('receipt-owed-large, seated: a longer name of the place stays in the header', async () => {
      const page = await show('receipt-owed-large', orientation);
      const over = await page.locator('.header').evaluate((header) => {
        const place = header.querySelector('.header-name span');
        if (!place) return null;
        document.documentElement.dataset.reach = 'low';
        place.textContent = 'Town hall, ground floor';
        const by = place.getBoundingClientRect().bottom - header.getBoundingClientRect().bottom;
        document.documentElement.dataset.reach = 'normal';
        return by;
      });
      expect(over).toBeLessThan(0);
    });

    test.each(['receipt-owed', 'receipt-owed-en'])('%s: what happens next', async (story) => {
      const page = await show(story, orientation);
      expect(await inSight(page, '[data-testid="next"]')).toBe(true);
    });

    test.each(['receipt-copy-offered'])('%s: the way to a copy', async (story) => {
      const page = await show(story, orientation);
      expect(await inSight(page, '[data-testid="intent-print-copy"]')).toBe(true);
    });

    test.each(['', '-en', '-large', '-low'])('attract%s: the picture of the town covers no button', async (variant) => {
      const page = await show(`attract${variant}`, orientation);
      const covered = await page.locator('.attract button').evaluateAll((buttons) =>
        buttons
          .filter((button) => {
            const { left, right, top, bottom } = button.getBoundingClientRect();
            const seen = document.elementFromPoint((left + right) / 2, bottom - (bottom - top) / 8);
            return !button.contains(seen);
          })
          .map((button) => button.textContent),
      );
      expect(covered).toEqual([]);
    });

    test.each([
      ['catalogue', 4],
      ['catalogue-en', 4],
      ['catalogue-low', 3],
    ] as const)('%s: at least %i services beside the open keyboard', async (story, atLeast) => {
      const page = await show(story, orientation);
      await page.getByTestId('field-search').click();
      await page.getByTestId('keyboard').waitFor();
      const seen = await page.locator('.card').evaluateAll((cards) => {
        const frame = cards[0]?.closest('.scroll-area')?.getBoundingClientRect();
        return cards.filter((card) => card.getBoundingClientRect().bottom <= (frame?.bottom ?? 0)).length;
      });
      expect(seen).toBeGreaterThanOrEqual(atLeast);
    });

    test.each([
      ['form-vehicle', '.keyboard, .field-input'],
      ['bill-unknown', '.page-head'],
      ['review', '.review'],
      ['catalogue', '.search-input'],
      ['service-info', '.tiles'],
    ])('seated reach moves what is touched down: %s', async (story, selector) => {
      const normal = await topOf(await show(story, orientation), selector);
      const low = await topOf(await show(`${story}-low`, orientation), selector);
      expect(low).toBeGreaterThan(normal + 50);
    });

    test.each(['identify-pin-wrong', 'identify-pin-wrong-low', 'pay-insert-card-low'])(
      '%s: nothing is pushed out of sight for it',
      async (story) => {
        const page = await show(story, orientation);
        const hidden = await page.locator('.scroll-area').evaluate((area) => area.scrollHeight - area.clientHeight);
        expect(hidden).toBeLessThanOrEqual(8);
      },
    );
  });
});
