/** Pages of the simulated web site: plain HTML as a town's portal has it, with everything a terminal must handle. */

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const STYLE = `body{font:18px/1.5 system-ui,sans-serif;margin:0;color:#12222f;background:#fff}
header{background:#0a5c8c;color:#fff;padding:20px 32px;font-size:26px}main{padding:24px 32px;max-width:60em}
a.b,button{display:inline-block;background:#0a5c8c;color:#fff;border:0;border-radius:6px;padding:14px 22px;font:inherit;
margin:6px 8px 6px 0;text-decoration:none}label{display:block;margin:14px 0 4px}
input[type=text],input[type=email],select,textarea{font:inherit;padding:12px;width:100%;box-sizing:border-box}`;

export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style>` +
  `</head><body><header>Stadtportal Musterstadt</header><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;

export const startPage = (outside: string): string =>
  page(
    'Willkommen',
    `<p>Hier erledigen Sie Ihre Anliegen bei der Stadt.</p>
<p><a class="b" id="form" href="/formular">Anliegen schreiben</a>
<a class="b" id="window" href="/termine" target="_blank">Termine</a>
<a class="b" id="login" href="/anmelden">Mit dem Ausweis anmelden</a></p>
<p><a class="b" id="pdf" href="/merkblatt.pdf">Merkblatt (PDF)</a>
<a class="b" id="large" href="/stadtplan.pdf">Stadtplan (PDF, groß)</a>
<a class="b" id="upload" href="/hochladen">Nachweis hochladen</a></p>
<p><a class="b" id="out" href="${escaped(outside)}">Zur Nachbarstadt</a>
<button id="print" onclick="print()">Seite drucken</button>
<button id="ask" onclick="this.textContent=confirm('Möchten Sie wirklich abbestellen?')?'Abbestellt':'Behalten'">Newsletter abbestellen</button></p>`,
  );

export const formPage = (): string =>
  page(
    'Anliegen schreiben',
    `<form method="post" action="/formular"><label for="name">Name</label><input id="name" name="name" type="text">
<label for="district">Ortsteil</label><select id="district" name="district"><option>Altstadt</option><option>Nordstadt</option>
<option>Südstadt</option></select><label for="text">Ihr Anliegen</label><textarea id="text" name="text" rows="3"></textarea>
<p><button id="send">Absenden</button></p></form>`,
  );

export const thanksPage = (name: string): string =>
  page(
    'Danke',
    `<p id="thanks">Ihr Anliegen ist angekommen, ${escaped(name)}.</p><p><a class="b" href="/">Zur Startseite</a></p>`,
  );

export const datesPage = (): string =>
  page('Termine', '<p id="dates">Bürgersprechstunde: jeden Dienstag um 16 Uhr.</p>');

/** BSI TR-03124-1, section 2.2.1.1: a link to the eID client on the same machine, with the address of the TC token. */
export const loginPage = (tcTokenUrl: string): string => {
  const query = `tcTokenURL=${encodeURIComponent(tcTokenUrl)}`;
  return page(
    'Mit dem Ausweis anmelden',
    `<p>Sie brauchen Ihren Personalausweis und Ihre PIN.</p>
<p><a class="b" id="eid" href="http://127.0.0.1:24727/eID-Client?${query}">Ausweis jetzt auslesen</a>
<a class="b" id="eid-scheme" href="eid://127.0.0.1:24727/eID-Client?${query}">Mit der AusweisApp</a></p>`,
  );
};

export const greetingPage = (name: string, address: string): string =>
  page('Angemeldet', `<p id="greeting">Guten Tag, ${escaped(name)}.</p><p>Ihre Anschrift: ${escaped(address)}</p>`);

export const notLoggedInPage = (): string =>
  page(
    'Nicht angemeldet',
    '<p id="not-logged-in">Die Anmeldung hat nicht geklappt.</p><p><a class="b" href="/">Zur Startseite</a></p>',
  );

export const uploadPage = (): string =>
  page(
    'Nachweis hochladen',
    `<form method="post" action="/hochladen" enctype="multipart/form-data"><label for="file">Datei</label>
<input id="file" name="file" type="file" onchange="document.getElementById('chosen').textContent=this.files[0].name">
<p id="chosen"></p><p><button id="send">Hochladen</button></p></form>`,
  );

/** What the federal registry offers by law on its own site alone (BZRG § 30c, GewO § 150e). */
const REGISTER_FORMS = { fuehrungszeugnis: 'Führungszeugnis', gewerbe: 'Gewerbezentralregister' } as const;
export type RegisterForm = keyof typeof REGISTER_FORMS;

export const registerPage = (form: RegisterForm): string =>
  page(
    REGISTER_FORMS[form],
    `<p>Bundesamt für Justiz. Die Gebühr beträgt 13,00 Euro.</p>
<p><a class="b" id="login" href="/register/anmelden?${form}">Mit dem Ausweis anmelden</a></p>`,
  );

export const orderPage = (form: RegisterForm, name: string): string =>
  page(
    REGISTER_FORMS[form],
    `<p id="greeting">Guten Tag, ${escaped(name)}.</p><form method="post" action="/register/bestellt">
<input type="hidden" name="form" value="${form}"><p><button id="order">Für 13,00 Euro bestellen</button></p></form>`,
  );

export const orderedPage = (): string => page('Bestellt', '<p id="ordered">Das Dokument kommt mit der Post.</p>');

/** A PDF of one page with one line of text (ISO 32000-1, section 7.5). */
export function leaflet(text: string): Buffer {
  const content = `BT /F1 20 Tf 60 760 Td (${text.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, at) => {
    const start = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = file.length;
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n`;
  return Buffer.from(`${file}startxref\n${table}\n%%EOF\n`, 'latin1');
}
