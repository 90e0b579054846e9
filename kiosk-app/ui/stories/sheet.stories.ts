import type { JourneyStepId } from '../../session/contract/journey.ts';
import type { SheetScreen } from '../../session/contract/screens/sheet.ts';
import { type Story, story } from './fixture.ts';

const journey = (serviceId: string, title: string, ...steps: readonly JourneyStepId[]) => ({
  serviceId,
  title,
  steps: steps.map((id, at) => ({ id, state: at === steps.length - 1 ? ('current' as const) : ('done' as const) })),
});

const sheet = (name: string, screen: Omit<SheetScreen, 'kind'>, ...steps: readonly JourneyStepId[]): Story =>
  story(`sheet-${name}`, { kind: 'sheet', ...screen }, { journey: journey('sheet', screen.title, ...steps) });

const HOURS: Omit<SheetScreen, 'kind'> = {
  sheet: 'information',
  title: 'Öffnungszeiten und Kontakt',
  paper: 'slip',
  print: 'not-asked',
  sections: [
    {
      title: 'Öffnungszeiten',
      rows: [
        { label: 'Montag bis Mittwoch', value: '08:00 bis 16:00 Uhr' },
        { label: 'Donnerstag', value: '08:00 bis 18:00 Uhr' },
        { label: 'Freitag', value: '08:00 bis 12:00 Uhr' },
      ],
      text: [],
    },
    { title: 'Hinweise von heute', rows: [], text: ['Das Standesamt ist heute geschlossen.'] },
    {
      title: 'So erreichen Sie uns',
      rows: [
        { label: 'Adresse', value: 'Stadt Musterstadt, Marktplatz 1, 12345 Musterstadt' },
        { label: 'Telefon', value: '0123 456-0' },
      ],
      text: [],
    },
    {
      title: 'Ihr Besuch',
      rows: [],
      text: ['Für viele Anliegen brauchen Sie einen Termin. Buchen Sie ihn bitte vorher.'],
    },
  ],
};

const READY: Omit<SheetScreen, 'kind'> = {
  sheet: 'lookup',
  title: 'Ist mein Ausweis fertig?',
  paper: 'slip',
  print: 'not-asked',
  sections: [
    {
      title: 'Fertig zum Abholen',
      rows: [
        { label: 'Dokument', value: 'Personalausweis' },
        { label: 'Stand vom', value: '24.11.2026' },
        { label: 'Abholen in', value: 'Zimmer 12' },
      ],
      text: ['Holen Sie es bitte selbst ab. Bringen Sie Ihren alten Ausweis mit.'],
      isResult: true,
    },
  ],
};

const BENEFIT: Omit<SheetScreen, 'kind'> = {
  sheet: 'printout',
  title: 'Wohngeld vorprüfen',
  paper: 'page',
  print: 'not-asked',
  sections: [
    {
      title: 'Ergebnis',
      rows: [
        { label: 'Personen im Haushalt', value: '2' },
        { label: 'Einkommen, das zählt', value: '1.140,00 €' },
        { label: 'Grenze für das Einkommen', value: '1.900,00 €' },
      ],
      text: ['Ihr Einkommen liegt unter der Grenze. Ein Antrag auf Wohngeld kann sich lohnen.'],
      isResult: true,
    },
    {
      title: 'Person 1',
      rows: [
        { label: 'Wer ist das?', value: 'Ich selbst' },
        { label: 'Verdienst im Monat, brutto', value: '2.000,00 €' },
        { label: 'Abzug für Krankenversicherung', value: '-200,00 €' },
      ],
      text: [],
    },
    {
      title: 'Gut zu wissen',
      rows: [],
      text: [
        'Das ist nur eine Vorprüfung. Es entscheidet die Wohngeldstelle.',
        'Die Grenzen sind Beispielwerte der Stadt Musterstadt.',
      ],
    },
  ],
};

export const sheetStories: readonly Story[] = [
  sheet('information', HOURS, 'information'),
  sheet('information-printing', { ...HOURS, print: 'printing' }, 'information'),
  sheet('lookup', READY, 'lookup'),
  sheet('lookup-printed', { ...READY, print: 'printed' }, 'lookup'),
  sheet('printout', BENEFIT, 'form', 'printout'),
  sheet('printout-printed', { ...BENEFIT, print: 'printed' }, 'form', 'printout'),
  sheet('printout-failed', { ...BENEFIT, print: 'failed' }, 'form', 'printout'),
  sheet(
    'printout-no-paper',
    { ...BENEFIT, paper: null, takeAlong: { kind: 'offered', phone: { kind: 'off' } } },
    'form',
    'printout',
  ),
];
