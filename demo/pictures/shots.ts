/** One picture of the documentation: a page of the demo as it is when something can be seen on it. */
export interface Shot {
  /** Of the file in `docs/pictures`, without its ending. */
  readonly name: string;
  /** Where: the console's address behind the "/", or the citizen's screen. */
  readonly at: `#/${string}` | 'citizen';
  /** Links that are opened one after the other from there, by selector: nobody knows the id of what they lead to. */
  readonly follow?: readonly string[];
  /** Selector of what must be there. */
  readonly ready: string;
}

const WAITING = '[data-testid=drafts-submitted] a';

/** In German, light. A page that is new adds its line here; `npm run pictures -- <name>` takes that one alone. */
export const SHOTS: readonly Shot[] = [
  { name: 'overview', at: '#/', ready: '[data-testid=needs-person] a' },
  { name: 'terminal', at: '#/terminal/MS-BUERGERAMT-SUED-02', ready: '[data-testid=device-page-printer]' },
  { name: 'inbox', at: '#/meldungen', ready: '.group' },
  {
    name: 'offer',
    at: '#/angebot?tenant=default&service=bewohnerparkausweis&part=fee',
    ready: '[data-testid=price]',
  },
  { name: 'release', at: '#/freigaben', follow: [WAITING], ready: '[data-testid=change]' },
  {
    name: 'preview',
    at: '#/freigaben',
    follow: [WAITING, 'a[href^="#/vorschau/"]'],
    ready: '[data-testid=preview-frame]',
  },
  { name: 'statistics', at: '#/auswertung', ready: '.question [role=img]' },
  { name: 'treasury', at: '#/kasse', ready: '[data-testid=closings] tbody tr' },
  { name: 'audit', at: '#/protokoll', ready: '[data-testid=audit]' },
  { name: 'citizen', at: 'citizen', ready: '[data-testid=screen-attract]' },
  // The last: its terminals take their time until the second ring.
  {
    name: 'rollout',
    at: '#/verteilung',
    follow: ['main li a'],
    ready: '.current[data-testid=ring-2]',
  },
];
