import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { buktiEn } from './bukti-en.ts'
import { type BuktiMessages, buktiId } from './bukti-id.ts'

const bukti: Catalogue<BuktiMessages> = { id: buktiId, en: buktiEn }

/** Words of photos, proofs, field work and re-inspection. */
export function buktiMessages(lang: Lang): BuktiMessages {
  return bukti[lang]
}
