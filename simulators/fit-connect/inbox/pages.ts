import { type Html, type HtmlChild, html } from '../../http/html.ts';
import { versionOf } from '../metadata.ts';
import { openFee } from '../open-fee.ts';
import { kindOf } from '../problems.ts';
import type { CaseFile } from '../records.ts';
import { dataTable } from './data-table.ts';
import { formatAmount, formatKilobytes, formatTime } from './format.ts';
import { layout, type PageContext } from './layout.ts';
import type { CaseDetails, CaseSummary } from './summary.ts';
import { hasText, textsOf } from './texts.ts';

export function listPage(cases: readonly CaseSummary[], context: PageContext): string {
  const t = textsOf(context.language);
  const count = t.count('list.count', cases.length);
  const body =
    cases.length === 0
      ? html`<div class="empty"><p>${t('list.empty')}</p><p>${t('list.emptyHint')}</p></div>`
      : html`<div class="scroll"><table class="cases">
<thead><tr>${['caseNumber', 'service', 'department', 'received', 'payment', 'state'].map(
          (column) => html`<th scope="col">${t(`column.${column}`)}</th>`,
        )}</tr></thead>
<tbody>${cases.map((entry) => listRow(entry, context))}</tbody>
</table></div>`;
  return layout(
    context,
    t('title'),
    html`<div class="heading"><h1>${t('list.heading')}</h1><p class="count">${cases.length === 0 ? null : count}</p></div>${body}`,
  );
}

function listRow(entry: CaseSummary, { language }: PageContext): Html {
  return html`<tr>
<td><a class="number" href="/inbox/cases/${entry.caseId}?lang=${language}">${entry.caseNumber}</a></td>
<td>${entry.service}</td>
<td>${entry.department}</td>
<td>${formatTime(entry.submittedAt, language)}</td>
<td class="amount">${paymentCell(entry, language)}</td>
<td>${stateBadge(entry, language)}</td>
</tr>`;
}

function paymentCell({ amount, owed }: CaseSummary, language: PageContext['language']): HtmlChild {
  const t = textsOf(language);
  if (owed !== null) return html`${formatAmount(owed, language)} <small>${t('payment.status.open')}</small>`;
  return amount === null ? t('value.empty') : formatAmount(amount, language);
}

const stateBadge = (entry: CaseSummary, language: PageContext['language']): Html =>
  html`<span class="state ${entry.state}">${textsOf(language)(`state.${entry.state}`)}</span>`;

export function casePage(entry: CaseDetails, context: PageContext): string {
  const { language } = context;
  const t = textsOf(language);
  const at = formatTime(entry.decidedAt ?? entry.submittedAt, language);
  const documents = entry.files.filter(({ purpose }) => purpose === 'form');
  const evidence = entry.files.filter(({ purpose }) => purpose !== 'form');
  return layout(
    context,
    t('case.heading', { number: entry.caseNumber }),
    html`<p class="back"><a href="/inbox?lang=${language}">← ${t('case.back')}</a></p>
<div class="heading"><div><h1>${t('case.heading', { number: entry.caseNumber })}</h1>
<p class="lead">${entry.service} · ${entry.department}</p></div>
<p class="decision">${stateBadge(entry, language)} <small>${t(`case.${entry.state}`, { at })}</small></p></div>
${entry.problems.length === 0 ? null : problemsCard(entry, context)}
<div class="columns">
<div class="wide">
${card(t('case.document'), documentView(documents, entry, context))}
${evidence.length === 0 ? null : card(t('case.evidence'), html`<div class="evidence">${evidence.map((file) => fileView(file, entry, context))}</div>`)}
</div>
<div>
${card(
  t('case.data'),
  html`${dataTable(entry.data, language)}<p class="more"><a href="/inbox/api/cases/${entry.caseId}">${t('case.dataRaw')}</a></p>`,
)}
${card(t('case.payment'), paymentView(entry, context))}
${card(t('case.identity'), identityView(entry, context))}
${card(t('case.transmission'), transmissionView(entry, context))}
${card(t('case.events'), eventsView(entry, context))}
</div>
</div>`,
  );
}

export const notFoundPage = (context: PageContext): string => {
  const t = textsOf(context.language);
  return layout(
    context,
    t('title'),
    html`<p class="back"><a href="/inbox?lang=${context.language}">← ${t('case.back')}</a></p><h1>${t('case.notFound')}</h1>`,
  );
};

const card = (title: string, content: Html): Html => html`<section class="card"><h2>${title}</h2>${content}</section>`;

const rows = (entries: readonly (readonly [string, HtmlChild])[]): Html =>
  html`<dl class="rows">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

function problemsCard(entry: CaseDetails, { language }: PageContext): Html {
  const t = textsOf(language);
  return html`<section class="card problems"><h2>${t('case.problems')}</h2><ul>${entry.problems.map((found) => {
    const kind = kindOf(found);
    return html`<li>${kind ? t(`problem.${kind}`) : found.title} <small>${[found.instance, found.detail].filter((s) => s !== '').join(' · ')}</small></li>`;
  })}</ul></section>`;
}

const fileUrl = (entry: CaseDetails, file: CaseFile): string =>
  `/inbox/api/cases/${entry.caseId}/files/${file.attachmentId}`;

function documentView(files: readonly CaseFile[], entry: CaseDetails, context: PageContext): Html {
  const t = textsOf(context.language);
  if (files.length === 0) return html`<p class="none">${t('case.documentNone')}</p>`;
  return html`${files.map(
    (
      file,
    ) => html`<object class="document" type="${file.mimeType}" data="${fileUrl(entry, file)}#toolbar=0&navpanes=0&view=FitH"></object>
<p class="more"><a href="${fileUrl(entry, file)}">${t('case.documentOpen')}</a> <small>${file.filename}, ${formatKilobytes(file.bytes, context.language)}</small></p>`,
  )}`;
}

function fileView(file: CaseFile, entry: CaseDetails, { language }: PageContext): Html {
  const t = textsOf(language);
  const url = fileUrl(entry, file);
  const picture = file.mimeType.startsWith('image/')
    ? html`<a href="${url}"><img src="${url}" alt="${file.filename}"></a>`
    : html`<object class="document small" type="${file.mimeType}" data="${url}#toolbar=0&navpanes=0&view=FitH"></object>`;
  return html`<figure>${picture}<figcaption><span>${file.filename}</span>
<a href="${url}">${t('case.evidenceOpen')}</a> <small>${formatKilobytes(file.bytes, language)}</small></figcaption></figure>`;
}

function paymentView(entry: CaseDetails, { language }: PageContext): Html {
  const t = textsOf(language);
  const payment = entry.metadata?.paymentInformation ?? entry.paidLater;
  if (!payment) {
    const fee = openFee(entry);
    if (!fee) return html`<p class="none">${t('case.paymentNone')}</p>`;
    return rows([
      [t('payment.amount'), formatAmount(fee.betragCent / 100, language)],
      [t('payment.status'), t('payment.status.open')],
      [t('payment.reference'), html`<code>${fee.kassenzeichen}</code>`],
    ]);
  }
  const detailKey = `payment.detail.${payment.paymentMethodDetail ?? ''}`;
  const detail = hasText(language, detailKey) ? t(detailKey) : (payment.paymentMethodDetail ?? null);
  return rows([
    [t('payment.amount'), formatAmount(payment.grossAmount, language)],
    [t('payment.method'), detail ?? t(`payment.method.${payment.paymentMethod}`)],
    [t('payment.status'), t(`payment.status.${payment.status}`)],
    [t('payment.reference'), html`<code>${payment.transactionReference}</code>`],
    [t('payment.transaction'), html`<code>${payment.transactionId}</code>`],
  ]);
}

function identityView(entry: CaseDetails, { language }: PageContext): Html {
  const t = textsOf(language);
  const report = entry.identity;
  if (typeof report !== 'object' || report === null) return html`<p class="none">${t('case.identityNone')}</p>`;
  const fields = ['levelOfAssurance', 'identificationTime', 'reportTime', 'serverIdentity', 'reportId'] as const;
  return rows(
    fields.flatMap((field) => {
      const value: unknown = Reflect.get(report, field);
      return typeof value === 'string'
        ? [[t(`identity.${field}`), identityValue(field, value, language)] as const]
        : [];
    }),
  );
}

function identityValue(field: string, value: string, language: PageContext['language']): string {
  if (field.endsWith('Time')) {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value : formatTime(at, language);
  }
  const level = /\/LoA\/(\w+)$/.exec(value)?.[1];
  return level && hasText(language, `loa.${level}`) ? textsOf(language)(`loa.${level}`) : value;
}

function transmissionView(entry: CaseDetails, { language }: PageContext): Html {
  const t = textsOf(language);
  return rows([
    [t('transmission.caseId'), html`<code>${entry.caseId}</code>`],
    [t('transmission.submissionId'), html`<code>${entry.submissionId}</code>`],
    [t('transmission.destination'), html`<code>${entry.destinationId}</code>`],
    [t('transmission.service'), html`<code>${entry.publicService?.identifier ?? t('transmission.serviceNone')}</code>`],
    ...(entry.region ? [[t('transmission.region'), html`<code>${entry.region}</code>`] as const] : []),
    [t('transmission.metadata'), versionOf(entry.metadata) ?? t('value.empty')],
    [t('transmission.applicationDate'), entry.metadata?.additionalReferenceInfo?.applicationDate ?? t('value.empty')],
    [
      t('case.schema'),
      html`<code>${entry.metadata?.contentStructure.data.submissionSchema.schemaUri ?? t('value.empty')}</code>`,
    ],
  ]);
}

function eventsView(entry: CaseDetails, { language }: PageContext): Html {
  const t = textsOf(language);
  return html`<ol class="events">${entry.events.map(
    ({ name, at, by }) =>
      html`<li class="${name}"><strong>${t(`event.${name}`)}</strong>
<small>${formatTime(at, language, 'medium')} · ${t(by === 'destination' ? 'event.byDestination' : 'event.byService')} · ${t('event.signed')}</small></li>`,
  )}</ol>`;
}
