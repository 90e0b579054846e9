import type { Hours } from '../../../../config/schema/hours.ts';
import { TOWN_HOLIDAYS } from '../../../../config/schema/town-holidays.ts';
import type { Json } from '../../../contract/configuration/configuration-layers.ts';
import { OneOf } from '../fields/choices.tsx';
import { Faults, Origin } from '../fields/labelled.tsx';
import { PlainText } from '../fields/plain-fields.tsx';
import { Remove } from '../fields/remove.tsx';
import { SITE, setValue, valueAt } from '../model/files.ts';
import type { Work } from '../work.ts';
import { Closures } from './closures.tsx';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const STATES = [
  ...['DE-BW', 'DE-BY', 'DE-BE', 'DE-BB', 'DE-HB', 'DE-HH', 'DE-HE', 'DE-MV'],
  ...['DE-NI', 'DE-NW', 'DE-RP', 'DE-SL', 'DE-SN', 'DE-ST', 'DE-SH', 'DE-TH'],
];
const USUAL_HOURS = { days: DAYS.slice(0, 5), from: '08:00', to: '16:00' };

/** When people can get to the terminal, on which days they cannot, and what it does then. */
export function OpeningHours({ work }: { readonly work: Work }) {
  const { say } = work.desk;
  const at = { work, file: SITE };
  return (
    <>
      <Times work={work} />
      <OneOf
        {...at}
        path={['outsideHours']}
        label={say('offer.outside')}
        chosen={(valueAt(work.files, SITE, ['outsideHours']) as string | undefined) ?? 'serve'}
        options={['serve', 'close'].map((value) => ({ value, label: say(`offer.outside.${value}`) }))}
        testId="outside-hours"
      />
      <OneOf
        {...at}
        path={['holidays']}
        label={say('offer.holidays')}
        hint={say('offer.holidays.hint')}
        chosen={(valueAt(work.files, SITE, ['holidays']) as string | null | undefined) ?? ''}
        options={[
          { value: '', label: say('offer.holidays.none') },
          ...STATES.map((value) => ({ value, label: say(`offer.state.${value}`) })),
        ]}
        choose={(state) => setValue(SITE, ['holidays'], state === '' ? null : state)}
        testId="holidays"
      />
      <TownHoliday work={work} />
      <ClosedOrNot work={work} />
      <Closures work={work} />
    </>
  );
}

/** Some holidays only a part of the towns of a state have: the town says whether it does. */
function TownHoliday({ work }: { readonly work: Work }) {
  const { say } = work.desk;
  const { holidays, townHoliday } = (work.files[SITE] ?? {}) as unknown as Partial<Hours>;
  const holiday = holidays ? TOWN_HOLIDAYS[holidays] : undefined;
  if (!holiday) return null;
  return (
    <OneOf
      {...{ work, file: SITE }}
      path={['townHoliday']}
      label={say(`offer.town-holiday.${holiday.name}`)}
      hint={say('offer.town-holiday.hint')}
      chosen={String(townHoliday ?? holiday.isUsual)}
      options={['true', 'false'].map((value) => ({ value, label: say(`offer.town-holiday.${value}`) }))}
      choose={(value) => setValue(SITE, ['townHoliday'], value === 'true')}
      testId="town-holiday"
    />
  );
}

/** Days on which it is closed do nothing where the terminal goes on working outside its hours: somebody has to see that. */
function ClosedOrNot({ work: { files, desk, isReadOnly, edit } }: { readonly work: Work }) {
  const { holidays, closures, outsideHours = 'serve' } = files[SITE] ?? {};
  const hasDays = holidays != null || (Array.isArray(closures) && closures.length > 0);
  if (!hasDays || outsideHours === 'close') return null;
  return (
    <div class="notice soft not-closed" data-testid="not-closed">
      <p>{desk.say('offer.not-closed')}</p>
      {!isReadOnly && (
        <button type="button" class="second" onClick={() => edit(setValue(SITE, ['outsideHours'], 'close'))}>
          {desk.say('offer.not-closed.close')}
        </button>
      )}
    </div>
  );
}

function Times({ work }: { readonly work: Work }) {
  const { files, desk, isReadOnly, edit } = work;
  const { say } = desk;
  const rows = (valueAt(files, SITE, ['openingHours']) ?? []) as readonly { readonly days: readonly string[] }[];
  return (
    <fieldset class="text-list" data-at={`${SITE}:openingHours`}>
      <legend>{say('offer.hours')}</legend>
      <small>{say(rows.length === 0 ? 'offer.hours.always' : 'offer.hours.hint')}</small>
      <ul class="plain">
        {rows.map(({ days }, n) => (
          <li key={n}>
            <div class="days">
              {DAYS.map((day) => (
                <label key={day}>
                  <input
                    type="checkbox"
                    checked={days.includes(day)}
                    disabled={isReadOnly}
                    onChange={({ currentTarget: { checked } }) =>
                      edit(
                        setValue(
                          SITE,
                          ['openingHours', n, 'days'],
                          DAYS.filter((other) => (other === day ? checked : days.includes(other))),
                        ),
                      )
                    }
                  />
                  <span>{say(`offer.day.${day}`)}</span>
                </label>
              ))}
            </div>
            <div class="row">
              <PlainText
                work={work}
                file={SITE}
                path={['openingHours', n, 'from']}
                type="time"
                label={say('offer.hours.from')}
              />
              <PlainText
                work={work}
                file={SITE}
                path={['openingHours', n, 'to']}
                type="time"
                label={say('offer.hours.to')}
              />
              <Remove work={work} file={SITE} path={['openingHours', n]} />
            </div>
            <Faults work={work} file={SITE} path={['openingHours', n]} />
            <Faults work={work} file={SITE} path={['openingHours', n, 'days']} />
          </li>
        ))}
      </ul>
      <Origin work={work} file={SITE} path={['openingHours']} />
      {!isReadOnly && (
        <button
          type="button"
          class="second"
          onClick={() => edit(setValue(SITE, ['openingHours'], [...rows, USUAL_HOURS] as unknown as Json))}
        >
          {say('offer.hours.add')}
        </button>
      )}
    </fieldset>
  );
}
