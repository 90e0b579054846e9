import type { Intent } from '../../../session/contract/intents.ts';
import type { FarewellScreen } from '../../../session/contract/screens/farewell.ts';
import { useView } from '../../view.ts';

type Rating = Extract<Intent, { name: 'rate' }>['rating'];

const HEAD = 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM9 9.6v.4M15 9.6v.4';
/** Drawn as the icons are; only this screen has them. */
const FACES: readonly (readonly [Rating, string])[] = [
  ['good', `${HEAD}M8.3 13.8c.9 1.6 2.2 2.4 3.7 2.4s2.8-.8 3.7-2.4`],
  ['middling', `${HEAD}M8.5 15h7`],
  ['bad', `${HEAD}M8.3 16.2c.9-1.6 2.2-2.4 3.7-2.4s2.8.8 3.7 2.4`],
];

/** How it was, in one touch. Whoever goes without an answer misses nothing. */
export function RatingQuestion({ state }: { readonly state: FarewellScreen['rating'] }) {
  const { words, send } = useView();
  if (state === 'given') {
    return (
      <p class="rating-thanks" role="status" data-testid="rating-given">
        {words.t('farewell.rating.thanks')}
      </p>
    );
  }
  return (
    <fieldset class="rating" data-testid="rating">
      <legend>{words.t('farewell.rating')}</legend>
      {FACES.map(([rating, face]) => (
        <button
          key={rating}
          type="button"
          class="rating-face"
          data-testid={`intent-rate-${rating}`}
          onClick={() => send({ name: 'rate', rating })}
        >
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d={face} />
          </svg>
          <span>{words.t(`farewell.rating.${rating}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}
