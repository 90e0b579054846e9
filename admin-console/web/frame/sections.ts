import type { SessionView } from '../../contract/access/access.ts';
import type { Permission } from '../../contract/access/permissions.ts';
import type { PageName } from '../router.ts';
import { may } from './desk.ts';

interface SectionPage {
  readonly page: PageName;
  /** Who may not, is not offered it; `null`: everybody's own. */
  readonly permission: Permission | null;
}

/**
 * The parts of the console as the bar offers them, each with its pages in order. A page of one thing (a terminal) is
 * not named here: it belongs to the list in which it is found (`FOUND_IN`).
 */
const SECTIONS = [
  {
    section: 'operations',
    pages: [
      { page: 'terminals', permission: 'fleet.read' },
      { page: 'inbox', permission: 'fleet.read' },
      { page: 'rollouts', permission: 'fleet.read' },
      { page: 'paper', permission: 'fleet.read' },
      { page: 'on-call', permission: 'alerts.act' },
    ],
  },
  {
    section: 'offer',
    pages: [
      { page: 'offer', permission: 'configuration.read' },
      { page: 'releases', permission: 'configuration.read' },
    ],
  },
  { section: 'statistics', pages: [{ page: 'statistics', permission: 'statistics.read' }] },
  { section: 'treasury', pages: [{ page: 'treasury', permission: 'treasury.read' }] },
  {
    section: 'records',
    pages: [
      { page: 'audit', permission: 'audit.read' },
      { page: 'retention', permission: 'audit.read' },
    ],
  },
  {
    section: 'access',
    pages: [
      { page: 'people', permission: 'access.manage' },
      { page: 'keys', permission: 'access.manage' },
    ],
  },
  { section: 'account', pages: [{ page: 'account', permission: null }] },
] as const satisfies readonly { readonly section: string; readonly pages: readonly SectionPage[] }[];

const FOUND_IN: Partial<Record<PageName, PageName>> = {
  terminal: 'terminals',
  flow: 'terminals',
  release: 'releases',
  preview: 'releases',
  closing: 'treasury',
};

export interface Section {
  readonly section: (typeof SECTIONS)[number]['section'];
  /** Those that the person may open. */
  readonly pages: readonly PageName[];
}

export const sectionsFor = (session: SessionView): readonly Section[] =>
  SECTIONS.map(({ section, pages }) => ({
    section,
    pages: pages
      .filter(({ permission }: SectionPage) => permission === null || may({ session }, permission))
      .map(({ page }) => page),
  })).filter(({ pages }) => pages.length > 0);

/** The page that the navigation marks for an open one. */
export const listOf = (page: PageName): PageName => FOUND_IN[page] ?? page;
