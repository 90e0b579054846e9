import { NO_ROTA } from '../../../admin-console/contract/alerting/rota.ts';
import { writeSetting } from '../../../admin-console/store/alerting/settings.ts';
import { saveView } from '../../../admin-console/store/arrange/saved-views.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import { addTerminalNote } from '../../../admin-console/store/history/terminal-notes.ts';
import { changeTags } from '../../../admin-console/store/tags/tag-store.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { addDays, localTime, weekdayOf } from '../../../foundation/time/local-time.ts';
import type { PlannedTerminal } from '../planned-terminals.ts';
import { officeHour } from './past.ts';
import type { StaffName } from './people.ts';

const TECHNICIAN: StaffName = 'lena.fischer';
/** Each with who says who is on call there. */
const TOWNS = { default: 'jana.albrecht', beispielhausen: 'heike.sommer' } as const satisfies Readonly<
  Record<string, StaffName>
>;
/** Words on terminals, and which have them: by what their name ends with, or their place. */
const TAGS: Readonly<Record<string, (terminal: PlannedTerminal) => boolean>> = {
  Wartebereich: ({ name }) => name.endsWith('Wartebereich'),
  barrierefrei: ({ name }) => name.endsWith('Foyer'),
  'ohne Personal': ({ place }) => ['hauptbahnhof', 'einkaufszentrum', 'stadtteilzentrum-west'].includes(place.id),
};
const VIEWS = [
  { tenantId: 'default', name: 'Papier geht zu Ende', query: 'cause=paper-ends' },
  {
    tenantId: 'default',
    name: 'Ohne Personal am Ort',
    query: new URLSearchParams({ tag: 'ohne Personal' }).toString(),
  },
] as const;
const NOTES = [
  {
    ...{ daysAgo: 12, terminalId: 'MS-BUERGERAMT-SUED-02', by: TECHNICIAN },
    text: 'Der Einzug des Seitendruckers klemmt bei feuchtem Papier. Die neue Rolle liegt beim Hausmeister.',
  },
  {
    ...{ daysAgo: 4, terminalId: 'MS-STADTTEILZENTRUM-WEST-02', by: 'piotr.nowak' },
    text: 'Am Stadtteilzentrum wird die Elektrik erneuert. Das Terminal ist bis Ende der Woche ohne Strom.',
  },
] as const;

/** Who is on call, a week each: from early to late every day. */
export async function shareOnCall(db: HubDatabase, clock: Clock): Promise<void> {
  const { date } = localTime(clock.now(), 'Europe/Berlin');
  const firstWeek = addDays(date, 1 - weekdayOf(date));
  const people = (['lena.fischer', 'piotr.nowak'] as const).map((name) => ({ id: name, name, channelIds: [] }));
  const turns = people.map(({ id }) => id);
  const rota = {
    ...NO_ROTA,
    ...{ people, firstWeek },
    shifts: [
      { days: [1, 2, 3, 4, 5], from: '07:00', to: '20:00', turns },
      { days: [6, 7], from: '09:00', to: '18:00', turns: turns.toReversed() },
    ],
  };
  for (const [tenantId, actor] of Object.entries(TOWNS)) {
    const change = { tenantId, kind: 'rota', version: 0, body: rota, actor } as const;
    await writeSetting(db, officeHour(clock, 30, 10), { ...change, reason: 'Bereitschaft im Winter' });
  }
}

/** What helps technicians to find their way among the terminals that have come in. */
export async function arrangeDesk(db: HubDatabase, clock: Clock, planned: readonly PlannedTerminal[]): Promise<void> {
  for (const tenantId of Object.keys(TOWNS)) {
    const own = planned.filter(({ place }) => place.tenantId === tenantId);
    for (const [tag, has] of Object.entries(TAGS)) {
      const ids = own.filter(has).map(({ id }) => id);
      if (ids.length === 0) continue;
      await changeTags(db, clock, TECHNICIAN, tenantId, { by: 'ids', ids }, { add: [tag], remove: [] });
    }
  }
  for (const { tenantId, name, query } of VIEWS) {
    await saveView(db, clock, TECHNICIAN, { tenantId, staffId: null }, { name, query });
  }
  for (const { daysAgo, terminalId, by, text } of NOTES) {
    if (!planned.some(({ id }) => id === terminalId)) continue;
    await addTerminalNote(db, officeHour(clock, daysAgo, 11), terminalId, by, text);
  }
}
