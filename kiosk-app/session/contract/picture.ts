/** Id of a picture sent once by a `picture` message; the UI keeps it in memory until the session ends. */
export type PictureRef = string;

/** Scans are JPEG; the others are logos. */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/svg+xml';
