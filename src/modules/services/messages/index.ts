import type { Sentences } from '../../../kernel/wording.ts'
import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { DESIGN_REFUSALS } from '../domain/perancang/refusals.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { ajukanEn } from './ajukan-en.ts'
import { type AjukanMessages, ajukanId } from './ajukan-id.ts'
import { katalogEn } from './katalog-en.ts'
import { type KatalogMessages, katalogId } from './katalog-id.ts'
import { kerjaEn } from './kerja-en.ts'
import { type KerjaMessages, kerjaId } from './kerja-id.ts'
import { luringEn } from './luring-en.ts'
import { type LuringMessages, luringId } from './luring-id.ts'
import { perancangEn } from './perancang-en.ts'
import { type PerancangMessages, perancangId } from './perancang-id.ts'
import { designRefusalsEn } from './perancang-refusals-en.ts'
import { refusalsEn } from './refusals-en.ts'

const katalog: Catalogue<KatalogMessages> = { id: katalogId, en: katalogEn }
const ajukan: Catalogue<AjukanMessages> = { id: ajukanId, en: ajukanEn }
const perancang: Catalogue<PerancangMessages> = { id: perancangId, en: perancangEn }
const kerja: Catalogue<KerjaMessages> = { id: kerjaId, en: kerjaEn }
const luring: Catalogue<LuringMessages> = { id: luringId, en: luringEn }

/** Words of the catalogue and of a service's page. */
export function katalogMessages(lang: Lang): KatalogMessages {
  return katalog[lang]
}

/** Words of applying and following. */
export function ajukanMessages(lang: Lang): AjukanMessages {
  return ajukan[lang]
}

/** Words of officers. */
export function kerjaMessages(lang: Lang): KerjaMessages {
  return kerja[lang]
}

/** Words of work without a network. */
export function luringMessages(lang: Lang): LuringMessages {
  return luring[lang]
}

/** Words of the designer. */
export function designMessages(lang: Lang): PerancangMessages {
  return perancang[lang]
}

/** What this module refuses with, in both languages. */
export const servicesSentences: readonly Sentences[] = [
  { id: REFUSALS, en: refusalsEn },
  { id: DESIGN_REFUSALS, en: designRefusalsEn },
]
