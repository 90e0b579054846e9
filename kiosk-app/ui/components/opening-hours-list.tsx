import { useView } from '../view.ts';

/** Nothing where the place is open at any time, or has not said. */
export function OpeningHoursList() {
  const { snapshot, words } = useView();
  const rows = snapshot.site.openingHours;
  if (rows.length === 0) return null;
  return (
    <section class="hours" aria-labelledby="hours-title" data-testid="opening-hours">
      <h2 id="hours-title">{words.t('hours.title')}</h2>
      <dl>
        {rows.map(({ days, times }) => (
          <div key={days}>
            <dt>{days}</dt>
            <dd>{times}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
