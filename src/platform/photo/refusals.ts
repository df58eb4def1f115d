import type { Refusal } from '../../kernel/result.ts'
import { type PhotoRefusalCode, photoRefusals } from './messages/id.ts'

/** Form field that a refused photo is linked to. */
export const PHOTO_FIELD = 'foto'

export function photoRefusal(code: PhotoRefusalCode, field: string = PHOTO_FIELD): Refusal {
  return { code, message: photoRefusals[code], field }
}
