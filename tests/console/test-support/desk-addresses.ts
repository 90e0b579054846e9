import { JAMMED, TENANT } from './played-fleet.ts';

/** Addresses of the technician's pages. */
export const DESK = {
  overview: '#/',
  'overview as tiles': '#/?view=grid',
  'overview as a plan': '#/?view=plan',
  inbox: '#/meldungen',
  terminal: `#/terminal/${JAMMED}`,
  'history of a terminal': `#/terminal/${JAMMED}?part=history`,
  'technics of a terminal': `#/terminal/${JAMMED}?part=technics`,
  'who is on call': `#/bereitschaft?tenant=${TENANT}`,
  'rules of alerts': `#/bereitschaft?tenant=${TENANT}&part=rules`,
  'paper of the week': '#/papier',
  'a paper jam step by step': `#/ablauf/papierstau?terminal=${JAMMED}&device=receipt-printer`,
  'a machine replaced step by step': `#/ablauf/geraet-tauschen?terminal=${JAMMED}`,
  'form of a command': `#/terminal/${JAMMED}?act=out-of-service`,
  'form of a command that cannot be undone': `#/terminal/${JAMMED}?act=restart-machine`,
  statistics: '#/auswertung',
};
