import { useState } from 'preact/hooks';
import { ALL } from '../../contract/routes.ts';
import { type Desk, may } from '../frame/desk.ts';
import { NoPermission, Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
import { Labelled } from '../terminal/command-form.tsx';
import { Calendar } from './calendar.tsx';
import { Channels } from './channels.tsx';
import { Mutes } from './mutes.tsx';
import './on-call.css';
import { Rules } from './rules.tsx';
import './on-call-texts.ts';

interface Props {
  readonly desk: Desk;
  /** `?part=` and, in the calendar, `&week=` (a Monday). */
  readonly query: URLSearchParams;
}

const PARTS = ['calendar', 'mutes', 'rules', 'channels'] as const;

/** Who is called when something happens, by what, and when nobody is to be called. One municipality at a time. */
export function OnCallPage({ desk, query }: Props) {
  const { say, session, tenant } = desk;
  const [chosen, setChosen] = useState(session.tenants[0]?.id ?? '');
  const tenantId = tenant === ALL ? chosen : tenant;
  const part = PARTS.find((name) => name === query.get('part')) ?? 'calendar';
  if (!may(desk, 'alerts.act', tenantId))
    return (
      <Page title={say('page.on-call')}>
        <NoPermission say={say} />
      </Page>
    );
  return (
    <Page title={say('page.on-call')} class="on-call">
      {tenant === ALL && session.tenants.length > 1 && (
        <div class="filters">
          <Labelled label={say('tenant')}>
            {(id) => (
              <select id={id} value={tenantId} onChange={(event) => setChosen(event.currentTarget.value)}>
                {session.tenants.map(({ id: each, name }) => (
                  <option key={each} value={each}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
      )}
      <nav class="parts" aria-label={say('on-call.parts')}>
        {PARTS.filter((name) => name !== 'channels' || may(desk, 'alerts.configure', tenantId)).map((name) => (
          <a
            key={name}
            href={hrefOf('on-call', null, { part: name })}
            aria-current={name === part ? 'page' : undefined}
          >
            {say(`on-call.part.${name}`)}
          </a>
        ))}
      </nav>
      {part === 'calendar' && <Calendar key={tenantId} desk={desk} tenantId={tenantId} week={query.get('week')} />}
      {part === 'mutes' && <Mutes key={tenantId} desk={desk} tenantId={tenantId} />}
      {part === 'rules' && <Rules key={tenantId} desk={desk} tenantId={tenantId} />}
      {part === 'channels' && <Channels key={tenantId} desk={desk} tenantId={tenantId} />}
    </Page>
  );
}
