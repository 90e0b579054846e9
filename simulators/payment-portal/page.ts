import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { formatEuro } from '../../foundation/money.ts';
import type { PaymentTransaction } from '../../portals/payment-portal/contract.ts';
import { html } from '../http/html.ts';

const Texts = z.object({
  title: z.string(),
  payee: z.string(),
  amount: z.string(),
  purpose: z.string(),
  pay: z.string(),
  cancel: z.string(),
  fail: z.string(),
  PAYED: z.string(),
  FAILED: z.string(),
  CANCELED: z.string(),
});

const load = (language: 'de' | 'en') =>
  Texts.parse(JSON.parse(readFileSync(new URL(`./texts/${language}.json`, import.meta.url), 'utf8')));

/** What the citizen's phone shows. */
export function paymentPage(
  transaction: PaymentTransaction,
  grosAmount: number,
  purpose: string,
  language: 'de' | 'en',
): string {
  const t = load(language);
  const action = (status: string, label: string, kind: string) =>
    html`<form method="post" action="/pay/${transaction.transactionId}/${status}?lang=${language}"><button class="${kind}">${label}</button></form>`;
  const { status } = transaction;
  const page = html`<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${t.title}</title>
<link rel="stylesheet" href="/pay.css"></head>
<body><main><h1>${t.title}</h1><p class="payee">${t.payee}</p>
<dl><dt>${t.amount}</dt><dd class="amount">${formatEuro(Math.round(grosAmount * 100), language)}</dd>
<dt>${t.purpose}</dt><dd>${purpose}</dd></dl>
${
  status === 'INITIAL'
    ? [action('PAYED', t.pay, 'pay'), action('CANCELED', t.cancel, ''), action('FAILED', t.fail, '')]
    : html`<p class="outcome">${t[status]}</p>`
}
</main></body></html>`;
  return `<!doctype html>\n${page.html}`;
}

export const PAGE_STYLE = `body{margin:0;background:#f2f5f8;color:#17212b;font:1.1rem/1.5 system-ui,sans-serif}
main{max-width:26rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #d5dce3;border-radius:.6rem}
h1{font-size:1.3rem;margin:0}.payee{color:#51606e;margin:.2rem 0 1rem}dt{color:#51606e}dd{margin:0 0 .8rem}
.amount{font-size:2rem;font-weight:700}button{width:100%;min-height:3rem;margin-top:.6rem;font:inherit;border:1px solid #0b3d66;border-radius:.4rem;background:#fff;color:#0b3d66}
.pay{background:#0b3d66;color:#fff}.outcome{font-weight:600}`;
