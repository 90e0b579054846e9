import { useId } from 'preact/hooks';
import type { ConfigurationRelease } from '../../contract/configuration/configuration.ts';
import { ROUTES } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { type Looked, useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { replacePlace } from '../router.ts';
import { type Asked, hrefWith } from './asked.ts';
import { Choice } from './choice.tsx';
import { dayOf, dayWords } from './months.ts';
import type { AnsweredChange } from './question.tsx';

interface Props {
  readonly desk: Desk;
  readonly asked: Asked;
  readonly releases: readonly ConfigurationRelease[];
  /** What the hub says of the change that was chosen. */
  readonly changed: Looked<AnsweredChange>;
  readonly again: () => Promise<void>;
}

/** Versions of the offer that everybody got on one day, the newest first. Somebody may not be allowed to read them. */
export function useReleases(desk: Desk): readonly ConfigurationRelease[] {
  const mayRead = may(desk, 'configuration.read');
  const [looked] = useLook<ConfigurationRelease[]>(mayRead ? ROUTES.configuration.releases(desk.tenant) : null);
  if (looked.kind !== 'there') return [];
  const now = Date.now();
  return looked.of
    .filter(({ isForAll, withdrawnAt, activeFrom }) => isForAll && withdrawnAt === null && activeFrom <= now)
    .sort((one, other) => other.activeFrom - one.activeFrom);
}

/** "Seit der Version 7, „Neue Preise“ (3. November 2026)", or since a day. */
export function sinceWords({ say, language }: Desk, { since, release }: Asked, of: Props['releases']): string {
  const day = dayWords(since ?? '', language);
  const known = of.find(({ id }) => id === release);
  if (!known) return say('statistics.since.day', { day });
  return say('statistics.since.release', { day, number: known.number, title: known.title });
}

/** Before and after a change: which one, what is compared, and what to beware of. */
export function Since({ desk, asked, releases, changed, again }: Props) {
  const { say, language, names } = desk;
  const titleId = useId();
  const dayId = useId();
  const set = (change: Partial<Asked>) => replacePlace(hrefWith(asked, change));
  const choices = releases.map(({ id, number, title, scope, scopeId, activeFrom }) => ({
    id,
    name: say('statistics.release', {
      ...{ number, title, day: dayWords(dayOf(activeFrom), language) },
      where: scope === 'location' ? names.location(scopeId) : say(`statistics.release.${scope}`),
    }),
  }));
  const choose = (id: string) => {
    const chosen = releases.find((release) => release.id === id);
    if (!chosen) return set({ since: null, release: null });
    const { activeFrom, scope, scopeId } = chosen;
    set({ since: dayOf(activeFrom), release: id, ...(scope === 'location' && { location: scopeId }) });
  };
  return (
    <section class="panel since" aria-labelledby={titleId} data-testid="since">
      <h2 id={titleId}>{say('statistics.since')}</h2>
      <search class="filters">
        {choices.length > 0 && (
          <Choice
            label={say('statistics.since.choice')}
            value={asked.release ?? ''}
            none={say('statistics.since.none')}
            of={choices}
            onChange={choose}
          />
        )}
        <p class="field">
          <label for={dayId}>{say('statistics.since.other')}</label>
          <input
            id={dayId}
            type="date"
            value={asked.since ?? ''}
            max={dayOf(Date.now())}
            onChange={({ currentTarget }) => set({ since: currentTarget.value || null, release: null })}
          />
        </p>
      </search>
      {asked.since !== null && (
        <div aria-live="polite">
          <LookedAt say={say} looked={changed} again={again}>
            {({ notes }) => (
              <>
                <p>
                  <strong>{sinceWords(desk, asked, releases)}</strong>
                </p>
                <ul>
                  {notes.map((note) => (
                    <li key={note}>{note}</li>
                  ))}
                </ul>
              </>
            )}
          </LookedAt>
        </div>
      )}
    </section>
  );
}
