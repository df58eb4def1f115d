/** Every limit on a photo in one place, each with its reason. Bytes are counted, pixels are whole. */

/** Largest file taken in: a 50 megapixel phone photo fits, a scan of a book does not. */
export const MAX_INPUT_BYTES = 12 * 1024 * 1024
/** Largest picture that is decoded; the header is read first, so a pixel bomb costs nothing. */
export const MAX_PIXELS = 40_000_000
/**
 * Progressive JPEG, interlaced PNG and WebP cannot be decoded in strips: the whole picture stands in
 * memory (up to 8 bytes a pixel), so the bound is lower. Phone cameras write baseline JPEG.
 */
export const MAX_WHOLE_FRAME_PIXELS = 24_000_000
/** No camera makes a longer edge; narrow giants only strain the decoder. */
export const MAX_EDGE_PX = 20_000
/** Below this a picture shows nothing and its fingerprint means nothing. */
export const MIN_EDGE_PX = 16

/** Longest edge that is kept: enough to read a street sign at ten metres. */
export const KEPT_EDGE_PX = 1280
/** Weight of the kept picture. Decision 18: photos <= 90 kB. */
export const MAX_KEPT_BYTES = 90_000
export const THUMBNAIL_EDGE_PX = 128
export const MAX_THUMBNAIL_BYTES = 6_000

/** Time for one photo, from decoding to the last encoding (quality bar S9). */
export const TIMEOUT_MS = 3_000
/** Photos worked on at once; more would only take memory, the machine has few cores. */
export const MAX_CONCURRENT = 2
/** Photos that may wait for a place; the next one is asked to come back. */
export const MAX_WAITING = 32

/** Redaction boxes on one photo. */
export const MAX_BOXES = 40
