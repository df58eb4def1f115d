import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { katalogEn } from './katalog-en.ts'
import { type KatalogMessages, katalogId } from './katalog-id.ts'

const katalog: Catalogue<KatalogMessages> = { id: katalogId, en: katalogEn }

/** Words of the screens in which staff edit the catalogues. */
export function katalogMessages(lang: Lang): KatalogMessages {
  return katalog[lang]
}
