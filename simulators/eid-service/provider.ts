/** Who the test service says it is: what a citizen reads before entering the PIN. */
export interface Provider {
  readonly issuerName: string;
  readonly issuerUrl: string;
  readonly subjectName: string;
  /** Origin of the service: the eID client compares it with the token's address. */
  readonly subjectUrl: string;
  readonly termsOfUsage: string;
  readonly purpose: string;
}

export const demoProvider = (subjectUrl: string): Provider => ({
  issuerName: 'Musterstadt Test-DVCA',
  issuerUrl: 'https://dvca.example',
  subjectName: 'Stadt Musterstadt, Bürgerservice',
  subjectUrl,
  termsOfUsage: [
    'Name, Anschrift und E-Mail-Adresse des Diensteanbieters:',
    'Stadt Musterstadt, Bürgerservice',
    'Marktplatz 1',
    '12345 Musterstadt',
    'datenschutz@musterstadt.example',
    '',
    'Zweck des Auslesevorgangs: Antrag am Bürgerterminal',
    '',
    'Zuständige Datenschutzaufsicht: Landesbeauftragte für den Datenschutz',
  ].join('\r\n'),
  purpose: 'Antrag am Bürgerterminal',
});

/** A terminal certificate is valid for days only; ISO dates, UTC. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

const DAY = 86_400_000;

export const terminalValidity = (now: number): Validity => ({
  from: new Date(now - DAY),
  to: new Date(now + 14 * DAY),
});
