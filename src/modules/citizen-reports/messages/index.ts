import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { kanalEn } from './kanal-en.ts'
import { type KanalMessages, kanalId } from './kanal-id.ts'
import { kasusEn } from './kasus-en.ts'
import { type KasusMessages, kasusId } from './kasus-id.ts'
import { kerjaEn } from './kerja-en.ts'
import { type KerjaMessages, kerjaId } from './kerja-id.ts'
import { laporEn } from './lapor-en.ts'
import { type LaporMessages, laporId } from './lapor-id.ts'
import { laporanEn } from './laporan-en.ts'
import { type LaporanMessages, laporanId } from './laporan-id.ts'
import { loketEn } from './loket-en.ts'
import { type LoketMessages, loketId } from './loket-id.ts'
import { publikEn } from './publik-en.ts'
import { type PublikMessages, publikId } from './publik-id.ts'

const lapor: Catalogue<LaporMessages> = { id: laporId, en: laporEn }
const kasus: Catalogue<KasusMessages> = { id: kasusId, en: kasusEn }
const laporan: Catalogue<LaporanMessages> = { id: laporanId, en: laporanEn }
const publik: Catalogue<PublikMessages> = { id: publikId, en: publikEn }

/** Words of making a report. */
export function laporMessages(lang: Lang): LaporMessages {
  return lapor[lang]
}

/** Words of reading, following and handling reports. */
export function laporanMessages(lang: Lang): LaporanMessages {
  return laporan[lang]
}

/** Words of one report's page, following and alerts. */
export function kasusMessages(lang: Lang): KasusMessages {
  return kasus[lang]
}

/** Words of the public list, statistics and exports. */
export function publikMessages(lang: Lang): PublikMessages {
  return publik[lang]
}

const loket: Catalogue<LoketMessages> = { id: loketId, en: loketEn }
const kanal: Catalogue<KanalMessages> = { id: kanalId, en: kanalEn }

/** Words of the counter and its slip. */
export function loketMessages(lang: Lang): LoketMessages {
  return loket[lang]
}

/** Words of keys, partners and channels. */
export function kanalMessages(lang: Lang): KanalMessages {
  return kanal[lang]
}

const kerja: Catalogue<KerjaMessages> = { id: kerjaId, en: kerjaEn }

/** Words of the officers' queue, case page, bulk actions and moderation. */
export function kerjaMessages(lang: Lang): KerjaMessages {
  return kerja[lang]
}
