import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { en } from './en.ts'
import { id, type LogMessages } from './id.ts'
import { seranganEn } from './serangan-en.ts'
import { type SeranganMessages, seranganId } from './serangan-id.ts'

export type { LogMessages } from './id.ts'

const catalogue: Catalogue<LogMessages> = { id, en }

export function logMessages(lang: Lang): LogMessages {
  return catalogue[lang]
}

const serangan: Catalogue<SeranganMessages> = { id: seranganId, en: seranganEn }

/** Words of the page that plays attacks. */
export function seranganMessages(lang: Lang): SeranganMessages {
  return serangan[lang]
}
