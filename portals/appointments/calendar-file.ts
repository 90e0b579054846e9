import { localTime } from '../../foundation/time/local-time.ts';

/** What a calendar on somebody's telephone is told. Nothing in it says who comes. */
export interface CalendarEntry {
  readonly id: number;
  /** Host of the appointment system: with the id it names the entry, so that a second download replaces the first. */
  readonly host: string;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly link: string | null;
  /** Epoch seconds. */
  readonly at: number;
  readonly minutes: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

const ZONE = 'Europe/Berlin';
/** RFC 5545 section 3.1: lines of at most 75 octets, CRLF, continued by a blank. */
const LINE_OCTETS = 75;

/** Rules of the zone since 1996 (Directive 2000/84/EC): RFC 5545 demands them beside every TZID. */
const TIME_ZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** An appointment as iCalendar (RFC 5545), with a reminder a day before. */
export function calendarFile(entry: CalendarEntry): string {
  const { at, minutes, now } = entry;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Buerger-Terminal//Termin//DE',
    'METHOD:PUBLISH',
    ...TIME_ZONE,
    'BEGIN:VEVENT',
    `UID:appointment-${entry.id}@${entry.host}`,
    // Must be UTC (section 3.8.7.2).
    `DTSTAMP:${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    `DTSTART;TZID=${ZONE}:${wallClock(at)}`,
    `DTEND;TZID=${ZONE}:${wallClock(at + minutes * 60)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `LOCATION:${escaped(entry.location)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    ...(entry.link === null ? [] : [`URL:${entry.link}`]),
    'STATUS:CONFIRMED',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(entry.summary)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function wallClock(at: number): string {
  const { date, time } = localTime(at * 1000, ZONE);
  return `${date.replaceAll('-', '')}T${time.replaceAll(':', '')}`;
}

/** Section 3.3.11. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');

/** By octets, never within a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    const room = parts.length === 0 ? LINE_OCTETS : LINE_OCTETS - 1;
    if (Buffer.byteLength(part + character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}
