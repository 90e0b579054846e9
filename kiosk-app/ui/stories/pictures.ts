/** Scanned pages of the stories: drawn here, so that no picture of a real document lies in the repository. */
const page = (lines: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="620" height="877" viewBox="0 0 620 877"><rect width="620" height="877" fill="#fdfdf6"/>${lines}</svg>`,
  )}`;

const LINES = Array.from(
  { length: 18 },
  (_, row) => `<rect x="70" y="${190 + row * 34}" width="${row % 4 === 3 ? 260 : 480}" height="10" fill="#8a93a8"/>`,
).join('');

/** A logo as offices have them: wider than high. */
export const LOGO_PICTURE = 'logo';
const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100"><rect width="300" height="100" rx="12" fill="#fff"/><circle cx="52" cy="50" r="34" fill="#7a0f2b"/><path d="M110 34h160v12H110zM110 58h110v12H110z" fill="#7a0f2b"/></svg>',
)}`;

export const PICTURES: ReadonlyMap<string, string> = new Map([
  [
    'scan-1',
    page(
      `<rect x="70" y="60" width="300" height="26" fill="#3b466b"/><rect x="70" y="104" width="200" height="14" fill="#8a93a8"/><circle cx="520" cy="96" r="42" fill="none" stroke="#3b466b" stroke-width="6"/>${LINES}`,
    ),
  ],
  ['scan-2', page(`<rect x="70" y="60" width="180" height="26" fill="#3b466b"/>${LINES}`)],
  ['scan-3', page('')],
  [LOGO_PICTURE, LOGO],
]);
