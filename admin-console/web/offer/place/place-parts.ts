import type { ComponentType } from 'preact';
import type { Work } from '../work.ts';
import { About } from './about.tsx';
import { Announcements } from './announcements.tsx';
import { Authorities } from './authorities.tsx';
import { Further } from './further.tsx';
import { Look } from './look.tsx';
import { OpeningHours } from './opening-hours.tsx';
import { Payees } from './payees.tsx';

/** Parts of a place's own form, in the order in which they are offered. */
export const PLACE_PARTS: Readonly<Record<string, ComponentType<{ readonly work: Work }>>> = {
  about: About,
  hours: OpeningHours,
  announcements: Announcements,
  payees: Payees,
  authorities: Authorities,
  look: Look,
  further: Further,
};
