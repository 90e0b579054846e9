/** What terminals would refuse, and what nobody should release: the rules of the configuration are the domain's own. */
export { checkFiles, checkFilesStrictly } from '../../../config/check/check-files.ts';
