import { OneOf } from '../fields/choices.tsx';
import { PlainNumber } from '../fields/plain-fields.tsx';
import { SITE, valueAt } from '../model/files.ts';
import type { Work } from '../work.ts';
import { ScanProfiles } from './scan-profiles.tsx';

/** Where German municipalities are; a place elsewhere keeps the one that its file names. */
const TIME_ZONES = ['Europe/Berlin', 'Europe/Busingen'];
/** Days, as the schema has them where nothing is said. */
const [JOURNAL_DAYS, UNDELIVERABLE_DAYS] = [3_650, 90];

/** What is set once: how long the terminal keeps what it must keep, how it scans, by which clock it tells time. */
export function Further({ work }: { readonly work: Work }) {
  const { say } = work.desk;
  const at = { work, file: SITE };
  const chosen = (name: string, usual: string) => (valueAt(work.files, SITE, [name]) as string | undefined) ?? usual;
  return (
    <>
      <p class="muted">{say('offer.retention.text')}</p>
      <div class="row">
        <PlainNumber
          {...at}
          path={['retention', 'journalDays']}
          label={say('offer.retention.journal')}
          hint={say('offer.retention.journal.hint')}
          unit={say('offer.days')}
          usual={JOURNAL_DAYS}
          min={1}
          max={3660}
        />
        <PlainNumber
          {...at}
          path={['retention', 'undeliverableDays']}
          label={say('offer.retention.undeliverable')}
          hint={say('offer.retention.undeliverable.hint')}
          unit={say('offer.days')}
          usual={UNDELIVERABLE_DAYS}
          min={1}
          max={366}
        />
      </div>
      <ScanProfiles work={work} />
      <OneOf
        {...at}
        path={['names']}
        label={say('offer.names')}
        hint={say('offer.names.hint')}
        chosen={chosen('names', 'as-told')}
        options={['as-told', 'capitalised'].map((value) => ({ value, label: say(`offer.names.${value}`) }))}
      />
      <OneOf
        {...at}
        path={['timeZone']}
        label={say('offer.time-zone')}
        hint={say('offer.time-zone.hint')}
        chosen={chosen('timeZone', 'Europe/Berlin')}
        options={TIME_ZONES.map((value) => ({ value, label: say(`offer.time-zone.${value}`) }))}
      />
    </>
  );
}
