import type { StaffLanguage } from '../../../foundation/staff-languages.ts';
import { type Html, html } from '../../http/html.ts';
import { formatAmount, formatValue, isCentAmount, nameOf } from './format.ts';
import { textsOf } from './texts.ts';

/** Structured data as nested description lists: groups become headings, values rows. */
export function dataTable(data: unknown, language: StaffLanguage): Html {
  if (typeof data !== 'object' || data === null) return html`<p class="none">${textsOf(language)('case.dataNone')}</p>`;
  const entries = Object.entries(data);
  const values = entries.filter(([, value]) => !isGroup(value));
  const groups = entries.filter(([, value]) => isGroup(value));
  return html`
    ${values.length === 0 ? null : html`<dl class="rows">${values.map(([name, value]) => row(name, value, language))}</dl>`}
    ${groups.map(
      ([name, group]) =>
        html`<section class="group"><h3>${nameOf(name, language)}</h3>${dataTable(group, language)}</section>`,
    )}`;
}

function row(name: string, value: unknown, language: StaffLanguage): Html {
  return html`<div><dt>${nameOf(name, language)}</dt><dd>${isCentAmount(name, value) ? formatAmount(value / 100, language) : textOf(value, language)}</dd></div>`;
}

function textOf(value: unknown, language: StaffLanguage): string {
  if (Array.isArray(value)) return value.map((item) => textOf(item, language)).join(', ');
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) {
    return formatValue(value, language);
  }
  return JSON.stringify(value) ?? '';
}

const isGroup = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
