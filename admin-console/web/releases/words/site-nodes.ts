import { flag, opaque, parts, quiet, text, value } from './nodes.ts';
import { objectOf } from './offer-files.ts';
import {
  day,
  daySpan,
  days,
  dotsPerInch,
  hours,
  millimetres,
  named,
  plain,
  plains,
  profileName,
  timeZone,
  unnamed,
  word,
  yesNo,
} from './sayers.ts';

const payee = parts({ name: value(plain), iban: value(plain), bic: value(plain, null) });

const profile = parts({
  id: quiet,
  source: value(word),
  mode: value(word),
  resolution: value(dotsPerInch),
  page: parts({ width: value(millimetres), height: value(millimetres) }),
  cleanUp: flag(true),
});

const colours = parts({ background: value(plain), text: value(plain) });

/** What a place offers, without the services themselves; which of them are offered is told by name (`offered.ts`). */
export const SITE = parts({
  municipality: parts({
    name: text,
    location: text,
    imprint: text,
    statusPage: value(plain, null),
    phone: value(plain),
    postalCodes: value(plains, []),
    helpDesk: text,
  }),
  timeZone: value(timeZone, 'Europe/Berlin'),
  openingHours: value(hours, []),
  holidays: value(word, null),
  townHoliday: value(yesNo),
  closures: {
    kind: 'things',
    id: 'from',
    name: daySpan,
    of: parts({ from: quiet, to: value(day), text }),
  },
  outsideHours: value(word, 'serve'),
  announcements: {
    kind: 'things',
    id: 'text',
    name: (one, side) => named(one.text, side),
    of: parts({ text, kind: value(word), from: value(day, null), until: value(day, null) }),
  },
  names: value(word, 'as-told'),
  branding: parts({ logo: opaque, bar: colours, accent: colours }),
  languages: {
    kind: 'things',
    id: 'code',
    name: ({ name }) => String(name),
    of: parts({ code: quiet, name: value(plain), dir: value(word) }),
  },
  services: quiet,
  situations: {
    kind: 'things',
    id: 'situation',
    name: ({ situation }, { say }) => say(`change.service.situations.${situation}`),
    of: parts({ situation: quiet, title: text }),
  },
  payees: {
    kind: 'named',
    name: (one, side) => (typeof objectOf(one).name === 'string' ? String(objectOf(one).name) : unnamed(side)),
    of: payee,
  },
  retention: parts({ journalDays: value(days, 3650), undeliverableDays: value(days, 90) }),
  scanProfiles: { kind: 'things', id: 'id', name: profileName, of: profile },
  destinations: { kind: 'named', name: (_, side, id) => named(`site.destinations.${id}`, side), of: opaque },
});
