/** Environment variable that tells a program the file descriptor which closes when its parent ends. */
export const LINE = 'BT_DEMO_PARENT_LINE';
