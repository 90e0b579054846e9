/** Environment variable that tells a program the file descriptor which closes when its parent ends. */
export const LINE = 'BT_DEMO_PARENT_LINE';
/** Time to end by itself after SIGTERM before SIGKILL, in milliseconds. */
export const END_WITHIN = 4_000;
