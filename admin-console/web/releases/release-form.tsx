import { useId, useState } from 'preact/hooks';
import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import type {
  ConfigurationComparison,
  ConfigurationReview,
} from '../../contract/configuration/configuration-review.ts';
import { ROUTES } from '../../contract/routes.ts';
import { ActForm } from '../forms.tsx';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { ask, type HubAnswer } from '../hub-client.ts';
import { hrefOf } from '../router.ts';
import { instantOf } from './instant.ts';
import { readOffer } from './words/offer-files.ts';

const AT = ROUTES.configuration;
/** What a site has that says none. */
const USUAL_ZONE = 'Europe/Berlin';

/** Releases a draft: at once or from an hour on, for all or step by step. */
export function ReleaseForm({ desk, review }: { readonly desk: Desk; readonly review: ConfigurationReview }) {
  const { say, language } = desk;
  const { id, tenantId, revision, baseId } = review.draft;
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const atId = useId();
  const asked = new URLSearchParams({ to: id, revision: `${revision}`, ...(baseId && { from: baseId }) });
  const [comparison] = useLook<ConfigurationComparison>(`${AT.comparison(tenantId)}?${asked}`);
  const said = comparison.kind === 'there' ? readOffer(comparison.of.after).site.timeZone : undefined;
  const timeZone = typeof said === 'string' ? said : USUAL_ZONE;
  const zoneWords = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(0)
    .find(({ type }) => type === 'timeZoneName')?.value;

  async function release(form: FormData): Promise<HubAnswer> {
    const activeFrom = when === 'now' ? null : instantOf(String(form.get('at')), timeZone);
    if (when === 'later' && activeFrom === null)
      return { status: 409, body: { reason: 'no-such-time' }, retryAfter: 0 };
    return ask('POST', AT.release(tenantId, id), { revision, activeFrom, isForAll: form.get('stepwise') === null });
  }
  return (
    <ActForm
      say={say}
      label={say(when === 'now' ? 'release.button' : 'release.button.later')}
      act={release}
      done={({ body }) => location.assign(hrefOf('release', (body as ConfigurationRelease).id))}
      testId="release"
    >
      <p>{say('release.text')}</p>
      <fieldset class="choices">
        <legend>{say('release.when')}</legend>
        {(['now', 'later'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="when" value={one} checked={when === one} onChange={() => setWhen(one)} />
            <span>{say(`release.when.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {when === 'later' && (
        <p class="field">
          <label for={atId}>{say('release.at')}</label>
          <small id={`${atId}-hint`}>{say('release.at.hint', { zone: zoneWords ?? timeZone })}</small>
          <input id={atId} name="at" type="datetime-local" required aria-describedby={`${atId}-hint`} />
        </p>
      )}
      <label class="tick">
        <input type="checkbox" name="stepwise" />
        <span>
          {say('release.stepwise')} <small>{say('release.stepwise.hint')}</small>
        </span>
      </label>
    </ActForm>
  );
}
