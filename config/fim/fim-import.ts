import type { ServiceFile } from '../schema/service-file.ts';

/** A draft of a service that a person has to finish. Its files are `services/<id>.json` and `submission-schemas/<id>.schema.json`. */
export interface FimImport {
  readonly service: ServiceFile;
  /** German texts of the service by key; other languages are to be written. */
  readonly texts: Readonly<Record<string, string>>;
  readonly submissionSchema: Readonly<Record<string, unknown>>;
  /** What a person has to look at, in the order of the form. */
  readonly notes: readonly FimNote[];
}

/** What a person has to look at after an import: nothing of a form is left out without one. */
export interface FimNote {
  readonly word: FimNoteWord;
  /** FIM's id of the field, group or rule; empty where it is about the whole form. */
  readonly element: string;
  /** As people read it. */
  readonly name: string;
  readonly detail: string;
}

export type FimNoteWord =
  // Taken over in another way.
  | 'guessed-name'
  | 'guessed-email'
  | 'guessed-phone'
  | 'guessed-iban'
  | 'guessed-signature'
  | 'guessed-postal-code'
  | 'decimals'
  | 'time'
  | 'length'
  | 'evidence'
  | 'repeated'
  | 'repeated-page'
  | 'optional-group'
  | 'field-twice'
  | 'code-list-outside'
  | 'choice-too-few'
  | 'choice-too-many'
  | 'choice-too-long'
  // Not taken over.
  | 'pattern'
  | 'limit'
  | 'rule'
  | 'text-only'
  | 'hidden'
  | 'not-possible'
  | 'no-room'
  // What FIM does not know.
  | 'gap-destination'
  | 'gap-fee'
  | 'gap-identification'
  | 'gap-leika'
  | 'gap-languages';
