/**
 * Names the directory into which a terminal outside production records; absent: nothing is recorded. A file of its own,
 * so that asking whether to record does not load the recorder, which knows every codec.
 */
export const RECORD_VARIABLE = 'BT_RECORD_DIR';
