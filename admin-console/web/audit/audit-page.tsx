import { useEffect, useState } from 'preact/hooks';
import { ACCESS_ROUTES, type AuditEntryView } from '../../contract/access/access.ts';
import { may } from '../frame/desk.ts';
import { get, useLook } from '../frame/look.ts';
import { Empty, LookedAt, NoPermission, Page } from '../frame/page.tsx';
import { hrefOf, replacePlace } from '../router.ts';
import './audit.css';
import type { AuditDesk } from './audit-desk.ts';
import { Entry } from './entry.tsx';
import { type AuditQuestion, askedOf, Filters, filterOf } from './filters.tsx';
import { Proof } from './proof.tsx';
import './texts.ts';

interface Props {
  readonly desk: AuditDesk;
  /** `?actor=&act=&subject=&from=&until=`: days, both included. */
  readonly query: URLSearchParams;
}

/** As many as the hub answers at once. */
const PAGE = 200;

/** Who did what, when, on what and why; and the proof that nobody changed the record. */
export function AuditPage({ desk, query }: Props) {
  const { say, tenant } = desk;
  const mayRead = may(desk, 'audit.read');
  const asked = askedOf(query);
  const filter = filterOf(asked).toString();
  const path = ACCESS_ROUTES.audit(tenant);
  const [looked, look] = useLook<AuditEntryView[]>(mayRead ? `${path}?${filter}` : null);
  const [older, setOlder] = useState<readonly AuditEntryView[]>([]);
  useEffect(() => setOlder([]), [path, filter]);
  const set = (change: Partial<AuditQuestion>) => replacePlace(hrefOf('audit', null, { ...asked, ...change }));
  async function more(last: number): Promise<void> {
    const { status, body } = await get(`${path}?${filter}&before=${last}`);
    if (status === 200) setOlder([...older, ...(body as AuditEntryView[])]);
  }
  if (!mayRead)
    return (
      <Page title={say('page.audit')}>
        <NoPermission say={say} />
      </Page>
    );
  return (
    <Page title={say('page.audit')} class="audit">
      <Proof desk={desk} />
      <Filters desk={desk} asked={asked} onChange={set} />
      <p class="exports">
        <a href={`${path}/export.csv?${filter}`} download="protokoll.csv">
          {say('audit.csv')}
        </a>
        <a href={`${path}/export.json?${filter}`} download="protokoll.json">
          {say('audit.json')}
        </a>
      </p>
      <LookedAt say={say} looked={looked} again={look}>
        {(first) => {
          const entries = [...first, ...older];
          const last = entries.at(-1)?.seq ?? 0;
          if (entries.length === 0) return <Empty title={say('audit.none')} text={say('audit.none.text')} />;
          return (
            <section class="panel" aria-label={say('page.audit')} data-testid="audit">
              <ul class="rows">
                {entries.map((entry) => (
                  <Entry key={entry.seq} desk={desk} entry={entry} />
                ))}
              </ul>
              {entries.length % PAGE === 0 && (
                <button type="button" class="second" onClick={() => void more(last)}>
                  {say('audit.more')}
                </button>
              )}
            </section>
          );
        }}
      </LookedAt>
    </Page>
  );
}
