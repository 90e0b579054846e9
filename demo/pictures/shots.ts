/** One picture of the documentation: a page of the demo as it is when something can be seen on it. */
export interface Shot {
  /** Of the file in `docs/pictures`, without its ending. */
  readonly name: string;
  /** Where: the console's address behind the "/", or the citizen's screen. */
  readonly at: `#/${string}` | 'citizen';
  /** Test id of a form whose button is pressed first: the municipality of the demo begins without an offer. */
  readonly press?: string;
  /** Selector of what must be there. */
  readonly ready: string;
}

/** In German, light. A page that is new adds its line here; `npm run pictures -- <name>` takes that one alone. */
export const SHOTS: readonly Shot[] = [
  { name: 'overview', at: '#/', ready: '[data-testid=needs-person] a' },
  { name: 'terminal', at: '#/terminal/MS-BUERGERAMT-SUED-02', ready: '[data-testid=device-page-printer]' },
  { name: 'inbox', at: '#/meldungen', ready: '.group' },
  {
    name: 'offer',
    at: '#/angebot?tenant=default&service=bewohnerparkausweis&part=fee',
    press: 'offer-begin',
    ready: '[data-testid=price]',
  },
  { name: 'statistics', at: '#/auswertung', ready: '.question [role=img]' },
  { name: 'treasury', at: '#/kasse', ready: '[data-testid=closings] tbody tr' },
  { name: 'audit', at: '#/protokoll', ready: '[data-testid=audit]' },
  { name: 'citizen', at: 'citizen', ready: '[data-testid=screen-attract]' },
];
