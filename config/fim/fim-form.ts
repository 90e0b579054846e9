/** A FIM form ("Stammdatenschema") as it was read, whichever form it came in. Nothing of it is judged yet. */
export interface FimForm {
  /** FIM's own, such as "S60000011"; empty where the file has none. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly elements: readonly FimElement[];
  readonly rules: readonly FimRule[];
}

export type FimElement = FimGroup | FimField;

interface FimPart {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Zero: may be left out. */
  readonly least: number;
  /** `null`: as often as somebody likes. */
  readonly most: number | null;
  readonly rules: readonly FimRule[];
}

export interface FimGroup extends FimPart {
  readonly kind: 'group';
  readonly children: readonly FimElement[];
}

export interface FimField extends FimPart {
  readonly kind: 'field';
  /** What people do with it: `input`, `select`, `label`, `hidden`, `locked`. */
  readonly use: string;
  /** XDatenfelder's names: `text`, `date`, `bool`, `num_int`, … */
  readonly type: string;
  readonly limits: FimLimits;
  /** What can be chosen, where the file says it. */
  readonly values: readonly { readonly code: string; readonly name: string }[];
  /** Name of a code list that is published elsewhere; `null`: none. */
  readonly codeList: string | null;
  /** Text that a field of the use `label` shows. */
  readonly content: string;
}

/** As written; empty where there is none. */
export interface FimLimits {
  readonly maxLength: string;
  readonly minValue: string;
  readonly maxValue: string;
  readonly pattern: string;
}

export interface FimRule {
  readonly id: string;
  readonly text: string;
}

/** Why a file is none that can be read. */
export type FimFault = 'not-xml' | 'doctype' | 'too-deep' | 'too-many-elements' | 'too-large' | 'not-fim' | 'no-fields';
