import { addDays, weekdayOf } from '../../../foundation/time/local-time.ts';
import { ALERTING_ROUTES } from '../../contract/alerting/alerting-routes.ts';
import type { OnCallDay } from '../../contract/alerting/rota.ts';
import { type Desk, may } from '../frame/desk.ts';
import { LOOK_AGAIN, useLook } from '../frame/look.ts';
import { LookedAt } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { RotaForms, type VersionedRota } from './rota-forms.tsx';

interface Props {
  readonly desk: Desk;
  readonly tenantId: string;
  /** A day of the week that is shown, "YYYY-MM-DD"; `null`: this week. */
  readonly week: string | null;
}

const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date));

/** Who is on call on each day of a week, and what makes it so. */
export function Calendar({ desk, tenantId, week }: Props) {
  const { say, language } = desk;
  const today = new Date().toISOString().slice(0, 10);
  const monday = mondayOf(week !== null && /^\d{4}-\d{2}-\d{2}$/.test(week) ? week : today);
  const [days, lookAtDays] = useLook<OnCallDay[]>(`${ALERTING_ROUTES.onCallWeek(tenantId)}?from=${monday}`, {
    every: LOOK_AGAIN * 6,
  });
  const [rota, lookAtRota] = useLook<VersionedRota>(ALERTING_ROUTES.rota(tenantId));
  const again = async () => {
    await Promise.all([lookAtDays(), lookAtRota()]);
  };
  const dateWords = (date: string) =>
    new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'numeric', timeZone: 'UTC' }).format(
      Date.parse(date),
    );
  const hrefFor = (date: string) => hrefOf('on-call', null, { week: date });
  return (
    <>
      <section class="panel" aria-labelledby="week">
        <h2 id="week">{say('on-call.week', { from: dateWords(monday), to: dateWords(addDays(monday, 6)) })}</h2>
        <p class="acts">
          <a class="button second" href={hrefFor(addDays(monday, -7))}>
            {say('on-call.before')}
          </a>
          <a class="button second" href={hrefFor(today)}>
            {say('on-call.today')}
          </a>
          <a class="button second" href={hrefFor(addDays(monday, 7))}>
            {say('on-call.after')}
          </a>
        </p>
        <LookedAt say={say} looked={days} again={lookAtDays}>
          {(of) => (
            <ol class="week">
              {of.map(({ date, spans }) => (
                <li key={date} class={date === today ? 'today' : ''} data-testid={`day-${weekdayOf(date)}`}>
                  <h3>{dateWords(date)}</h3>
                  <ul>
                    {spans.map(({ from, to, names }) => (
                      <li key={from} class={names.length > 0 ? 'somebody' : ''}>
                        <small>
                          {from}–{to}
                        </small>{' '}
                        {names.length > 0 ? names.join(', ') : say('on-call.nobody')}
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ol>
          )}
        </LookedAt>
      </section>
      {may(desk, 'alerts.configure', tenantId) && (
        <LookedAt say={say} looked={rota} again={lookAtRota}>
          {(of) => <RotaForms desk={desk} tenantId={tenantId} rota={of} again={again} />}
        </LookedAt>
      )}
    </>
  );
}
