import { fold } from '../../../config/words/fold.ts';

/** Under which letter a title stands: "Ämter" under A, "3D-Druck" under "#". */
export function letterOf(title: string): string {
  const [first = ''] = fold(title.trim());
  return /[a-z]/.test(first) ? first.toUpperCase() : '#';
}

/** @param language IETF tag: the order of its dictionaries */
export const byTitle = (language: string) => {
  const { compare } = new Intl.Collator(language);
  return (a: { readonly title: string }, b: { readonly title: string }): number => compare(a.title, b.title);
};
