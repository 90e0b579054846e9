import { useId } from 'preact/hooks';
import type { ConfigurationRelease, LayerFiles } from '../../../contract/configuration/configuration.ts';
import { ROUTES } from '../../../contract/routes.ts';
import { useLook } from '../../frame/look.ts';
import { Empty, LookedAt } from '../../frame/page.tsx';
import { replacePlace } from '../../router.ts';
import { partHref, type Work } from '../work.ts';
import { OwnPieces } from './own-pieces.tsx';

interface Props {
  readonly work: Work;
  /** Id of the location; `null`: none is chosen yet. */
  readonly from: string | null;
}

/** Another location is chosen of those that have something of their own released, then what is taken over from it. */
export function TakeOver({ work, from }: Props) {
  const { desk, place } = work;
  const { say } = desk;
  const id = useId();
  const [releases, again] = useLook<readonly ConfigurationRelease[]>(ROUTES.configuration.releases(place.tenantId));
  const [locations] = useLook<readonly { readonly id: string; readonly name: string }[]>(
    ROUTES.locations(place.tenantId),
  );
  const nameOf = (location: string) =>
    (locations.kind === 'there' && locations.of.find((known) => known.id === location)?.name) || location;
  return (
    <LookedAt say={say} looked={releases} again={again}>
      {(all) => {
        const newest = newestOfOthers(all, work);
        const chosen = from === null ? undefined : newest.get(from);
        if (newest.size === 0)
          return <Empty title={say('offer.take-over.nowhere')} text={say('offer.take-over.nowhere.text')} />;
        return (
          <div class="take-over">
            <p class="muted">{say('offer.take-over.text')}</p>
            <p class="field">
              <label for={id}>{say('offer.take-over.from')}</label>
              <select
                id={id}
                value={chosen?.scopeId ?? ''}
                data-testid="take-over-from"
                onChange={({ currentTarget: { value } }) =>
                  replacePlace(partHref(work, { part: 'take-over', from: value || null }))
                }
              >
                <option value="">{say('offer.take-over.choose')}</option>
                {[...newest.keys()].map((location) => (
                  <option key={location} value={location}>
                    {nameOf(location)}
                  </option>
                ))}
              </select>
            </p>
            {chosen && <Chosen key={chosen.id} work={work} release={chosen} />}
          </div>
        );
      }}
    </LookedAt>
  );
}

/** By location, without those whose layers this place has anyway. */
function newestOfOthers(releases: readonly ConfigurationRelease[], { edited }: Work) {
  const own = new Set(edited.layers.filter(({ scope }) => scope === 'location').map(({ scopeId }) => scopeId));
  const newest = new Map<string, ConfigurationRelease>();
  for (const release of releases) {
    if (release.scope !== 'location' || release.withdrawnAt !== null || own.has(release.scopeId)) continue;
    if (release.number > (newest.get(release.scopeId)?.number ?? 0)) newest.set(release.scopeId, release);
  }
  return newest;
}

function Chosen({ work, release }: { readonly work: Work; readonly release: ConfigurationRelease }) {
  const { tenantId, id } = release;
  const [files, again] = useLook<LayerFiles>(ROUTES.configuration.releasedFiles(tenantId, id));
  return (
    <LookedAt say={work.desk.say} looked={files} again={again}>
      {(layer) => <OwnPieces work={work} layer={layer} />}
    </LookedAt>
  );
}
