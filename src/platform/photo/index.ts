/** Photos: check what came in, keep what may be kept, find the same picture again. */
export {
  type DocumentPhoto,
  faultsOf,
  prepareDocument,
  readLegibility,
} from './document.ts'
export type { EditMark } from './edit-marks.ts'
export type { PhotoFormat } from './headers.ts'
export { MAX_INPUT_BYTES, MAX_KEPT_BYTES } from './limits.ts'
export { bandProbes, bands, hammingDistance } from './phash.ts'
export {
  type CaptureFacts,
  type KeptPicture,
  type PreparedPhoto,
  type PrepareOptions,
  preparePhoto,
} from './prepare.ts'
export { type RedactedPhoto, type RedactionBox, redactPhoto } from './redact.ts'
