import { type Desk, may } from '../frame/desk.ts';
import { OneTenant } from '../frame/one-tenant.tsx';
import { Page } from '../frame/page.tsx';
import { hrefOf } from '../router.ts';
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
  const { say } = desk;
  return (
    <Page title={say('page.on-call')} class="on-call">
      <OneTenant desk={desk} permission="alerts.act">
        {({ id }) => <Parts key={id} desk={desk} tenantId={id} query={query} />}
      </OneTenant>
    </Page>
  );
}

function Parts({ desk, tenantId, query }: Props & { readonly tenantId: string }) {
  const { say } = desk;
  const part = PARTS.find((name) => name === query.get('part')) ?? 'calendar';
  return (
    <>
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
      {part === 'calendar' && <Calendar desk={desk} tenantId={tenantId} week={query.get('week')} />}
      {part === 'mutes' && <Mutes desk={desk} tenantId={tenantId} />}
      {part === 'rules' && <Rules desk={desk} tenantId={tenantId} />}
      {part === 'channels' && <Channels desk={desk} tenantId={tenantId} />}
    </>
  );
}
