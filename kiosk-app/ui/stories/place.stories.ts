import { SERVICES, type Story, story } from './fixture.ts';
import { LOGO_PICTURE } from './pictures.ts';

const HOURS = [
  { days: 'Montag, Mittwoch und Freitag', times: '08:00 bis 12:00 Uhr' },
  { days: 'Dienstag und Donnerstag', times: '08:00 bis 12:00 Uhr, 14:00 bis 18:00 Uhr' },
] as const;
const NOTE = { kind: 'note', text: 'Neu: Den Bewohnerparkausweis gibt es jetzt auch hier am Terminal.' } as const;
const WARNING = {
  kind: 'warning',
  text: 'Am Donnerstag sind das Bürgerbüro und die Zulassungsstelle wegen einer Personalversammlung ganztägig geschlossen.',
} as const;
const LOOK = {
  logo: LOGO_PICTURE,
  bar: { background: '#7a0f2b', text: '#ffffff' },
  accent: { background: '#7a0f2b', text: '#ffffff' },
};
const OPENS = { date: '2026-12-28', time: '08:00' };
const said = (...texts: readonly string[]) =>
  texts.map((text, at) => ({ language: at === 0 ? 'de' : 'en', dir: 'ltr' as const, text }));

/** What the office decides about the place: hours, announcements, look. */
export const placeStories: readonly Story[] = [
  story('closed-hours', { kind: 'closed', why: 'hours', texts: [], opensAt: OPENS }, { site: { openingHours: HOURS } }),
  story(
    'closed-holiday',
    { kind: 'closed', why: 'holiday', texts: said('Zweiter Weihnachtstag', 'Boxing Day'), opensAt: OPENS },
    { site: { openingHours: HOURS, announcements: [WARNING] }, change: { cardLeft: true } },
  ),
  story(
    'closed-closure',
    {
      kind: 'closed',
      why: 'closure',
      texts: said('Heute ist Betriebsausflug.', 'Today the office is on its outing.'),
      opensAt: null,
    },
    { site: { look: LOOK } },
  ),
  story('attract-hours', { kind: 'attract', services: SERVICES }, { site: { openingHours: HOURS } }),
  story('attract-announcement', { kind: 'attract', services: SERVICES }, { site: { announcements: [NOTE] } }),
  story(
    'attract-everything',
    { kind: 'attract', services: SERVICES },
    {
      site: {
        announcements: [NOTE, WARNING, { ...NOTE, text: 'Parken ist heute kostenlos.' }],
        openingHours: HOURS,
        look: LOOK,
      },
    },
  ),
  story('orient-announcement', { kind: 'orient' }, { site: { announcements: [WARNING], look: LOOK } }),
];
