const LANGUAGES = ['de', 'en'];

/** German unless the address or an earlier choice says otherwise. */
export function chosenLanguage() {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('desk-language');
  return LANGUAGES.includes(asked) ? asked : 'de';
}

export function chooseLanguage(language) {
  localStorage.setItem('desk-language', language);
  const address = new URL(location.href);
  address.searchParams.delete('lang');
  location.replace(address);
}

export const otherLanguage = (language) => LANGUAGES.find((one) => one !== language);

/** @returns the lookup function; a key without a text shows as the key, so that it is noticed */
export async function loadTexts(language) {
  const texts = await (await fetch(`/texts/${language}.json`)).json();
  return (key) => texts[key] ?? key;
}
