/** Every bound on a PDF in one place, each with its reason. Bytes are counted unless a name says otherwise. */

/** Largest PDF read: forty scanned pages of a phone fit. The same as the largest upload of the house. */
export const MAX_PDF_BYTES = 12 * 1024 * 1024
/** Values (names, numbers, references …) of one file: a tagged letter of fifty pages has a tenth of it. */
export const MAX_VALUES = 400_000
/** Places where an object may begin; each costs a look. */
export const MAX_OBJECTS = 60_000
/** Dictionaries within arrays within dictionaries: people's files stay under ten. */
export const MAX_DEPTH = 40
/** Bytes of one stream of objects, decoded: it is held in memory while it is read. */
export const MAX_OBJECT_STREAM_BYTES = 8 * 1024 * 1024
/** Start of a page's content that is looked through for anything painted. */
export const MAX_CONTENT_BYTES = 512 * 1024
/** One stream and all of them, decoded: a scan in colour at 300 dpi decodes to 26 MB, a bomb to thousands. */
export const MAX_DECODED_BYTES = 64 * 1024 * 1024
export const MAX_ALL_DECODED_BYTES = 160 * 1024 * 1024
/** Picture points of one picture: A4 at 800 dpi. */
export const MAX_PICTURE_PIXELS = 64_000_000
/** Pages that are counted; whoever asks for fewer refuses earlier. */
export const MAX_PAGES_SEEN = 2_000
/** Pages whose paint is looked at, and scans handed out for a look at their legibility. */
export const MAX_PAGES_LOOKED_AT = 60
export const MAX_SCANS = 4
/** A shorter edge is a logo, not a scanned page. */
export const MIN_SCAN_EDGE_PX = 500
/** Bytes that may stand behind the end mark: some scanners pad their files. */
export const MAX_TAIL_BYTES = 1_024
/** From the first byte to the answer. */
export const TIMEOUT_MS = 2_500
/** Longest piece of work before other requests get their turn. */
export const SLICE_MS = 15
/** Files read at once, and how many may wait. */
export const MAX_CONCURRENT = 2
export const MAX_WAITING = 32
