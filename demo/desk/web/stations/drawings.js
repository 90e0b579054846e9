/** Small drawings, 24 × 24 unless said otherwise. Colours come from the style sheet where they change. */
export const PLUG = `<svg viewBox="0 0 64 24"><path class="plug__wire" d="M0 12H18" fill="none" stroke-width="3"/>
<g class="plug__plug"><rect x="16" y="5" width="16" height="14" rx="3"/><path d="M32 9h7M32 15h7" stroke-width="2.4" fill="none"/></g>
<g class="plug__socket"><rect x="44" y="2" width="18" height="20" rx="4"/><circle cx="51" cy="9" r="1.8"/><circle cx="51" cy="15" r="1.8"/></g></svg>`;

export const CRUMPLED = `<svg viewBox="0 0 24 24"><path d="M4 15l3-8 5 2 5-5 3 7-2 3 2 5-6-1-4 3-2-3z" fill="#fff" stroke="#55504a" stroke-width="1.3" stroke-linejoin="round"/>
<path d="M7 7l4 7-4 3M12 9l-1 5 6 4M17 4l-2 8" fill="none" stroke="#8b857c" stroke-width="1"/></svg>`;

export const LID = `<svg viewBox="0 0 24 24"><path d="M3 13h18v6H3z" fill="#55606a"/><path class="lid" d="M3 13L18 4l2.4 3.4L9 13z" fill="#9aa7b1"/></svg>`;

export const ROLL = `<svg viewBox="0 0 24 24"><circle cx="11" cy="11" r="8" fill="#fff" stroke="#55504a" stroke-width="1.3"/>
<circle cx="11" cy="11" r="2.6" fill="#8a6f4e"/><path d="M19 11v10l-2-1.4L15 21" fill="#fff" stroke="#55504a" stroke-width="1.3"/></svg>`;

export const LOW_ROLL = `<svg viewBox="0 0 24 24"><circle cx="11" cy="11" r="4.4" fill="#fff" stroke="#55504a" stroke-width="1.3"/>
<circle cx="11" cy="11" r="2.6" fill="#8a6f4e"/><path d="M15.4 11v10" stroke="#c0392b" stroke-width="2.4"/></svg>`;

export const FLAME = `<svg viewBox="0 0 24 24"><path d="M12 2c1 5 6 6 6 12a6 6 0 01-12 0c0-3 2-4 2-7 2 1 3 2 3 4 1-2 2-5 1-9z" fill="#e2602c"/>
<path d="M12 13c1 2 3 3 3 5a3 3 0 01-6 0c0-2 2-3 3-5z" fill="#f6c544"/></svg>`;

export const HOURGLASS = `<svg viewBox="0 0 24 24"><path d="M6 3h12M6 21h12" stroke="#55504a" stroke-width="2"/>
<path d="M7 3c0 6 10 6 10 0zM7 21c0-6 10-6 10 0zM12 9v6" fill="#f2dca0" stroke="#55504a" stroke-width="1.2"/></svg>`;

export const CRACK = `<svg viewBox="0 0 24 24"><rect x="2" y="4" width="20" height="14" rx="2" fill="#2f3b45"/>
<path d="M13 4l-3 5 4 3-4 6" fill="none" stroke="#ffb199" stroke-width="1.8"/><path d="M8 21h8" stroke="#55504a" stroke-width="2"/></svg>`;

export const BLADE = `<svg viewBox="0 0 24 24"><path d="M3 8h18v4l-2 2-2-2-2 2-2-2-2 2-2-2-2 2-2-2-2 2-2-2z" fill="#9aa7b1" stroke="#55504a" stroke-width="1"/>
<path d="M8 14l3 6 3-4 3 4" fill="none" stroke="#c0392b" stroke-width="1.8"/></svg>`;

export const WAVES = `<svg viewBox="0 0 40 40"><g fill="none" stroke-width="3" stroke-linecap="round"><path d="M12 27a12 12 0 000-14"/><path d="M19 31a20 20 0 000-22"/><path d="M26 35a28 28 0 000-30"/></g></svg>`;

export const FACE = `<svg viewBox="0 0 40 50"><rect width="40" height="50" rx="3" fill="#cfe0e6"/><circle cx="20" cy="19" r="9" fill="#8aa5b0"/><path d="M4 50c1-15 8-19 16-19s15 4 16 19z" fill="#8aa5b0"/></svg>`;

export const SHEETS = `<svg viewBox="0 0 24 24"><path d="M5 20V6h11l3 3v11z" fill="#fff" stroke="#55504a" stroke-width="1.3"/>
<path d="M8 11h8M8 14h8M8 17h5" stroke="#8b857c" stroke-width="1.2"/></svg>`;

export const HEADSET = `<svg viewBox="0 0 24 24"><path d="M4 15v-3a8 8 0 0116 0v3" fill="none" stroke="#55504a" stroke-width="1.8"/>
<rect x="2.5" y="13" width="5" height="8" rx="2" fill="#55606a"/><rect x="16.5" y="13" width="5" height="8" rx="2" fill="#55606a"/></svg>`;

export const NO_SIGNAL = `<svg viewBox="0 0 24 24"><path d="M4 20v-4h3v4zM10 20v-8h3v8zM16 20V7h3v13z" fill="#9aa7b1"/><path d="M3 4l18 17" stroke="#c0392b" stroke-width="2.2"/></svg>`;
