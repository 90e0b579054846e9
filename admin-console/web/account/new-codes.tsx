import { ShownOnce } from '../forms.tsx';
import type { Say } from '../texts.ts';

/** Recovery codes that have just been made; nobody can read them again. */
export const NewCodes = ({ say, codes }: { readonly say: Say; readonly codes: readonly string[] }) => (
  <ShownOnce say={say} title={say('account.codes.new')} text={say('account.codes.keep')} secret={codes.join('\n')} />
);
