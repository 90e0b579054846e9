/** Demo branding: the arms of the invented "Stadt Musterstadt", a tower over water, on 60 × 72. Replaced per municipality. */
export const CREST = {
  width: 60,
  height: 72,
  shield: 'M4 3h52v36c0 15-11 25-26 30C15 64 4 54 4 39Z',
  charge: 'M19 42V21h4v4h4v-4h6v4h4v-4h4v21Zm8 0v-8a3 3 0 0 1 6 0v8Z',
  water:
    'M9 48c3.5-3 7-3 10.5 0s7 3 10.5 0 7-3 10.5 0 7 3 10.5 0M14 56c2.7-2.4 5.3-2.4 8 0s5.3 2.4 8 0 5.3-2.4 8 0 5.3 2.4 8 0',
} as const;
