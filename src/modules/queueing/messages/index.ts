import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { en as antreanEn } from './antrean-en.ts'
import { type AntreanMessages, id as antreanId } from './antrean-id.ts'
import { en as konsolEn } from './konsol-en.ts'
import { type KonsolMessages, id as konsolId } from './konsol-id.ts'

export type { AntreanMessages } from './antrean-id.ts'
export type { KonsolMessages } from './konsol-id.ts'

const ANTREAN: Catalogue<AntreanMessages> = { id: antreanId, en: antreanEn }
const KONSOL: Catalogue<KonsolMessages> = { id: konsolId, en: konsolEn }

export const antreanMessages = (lang: Lang): AntreanMessages => ANTREAN[lang]
export const konsolMessages = (lang: Lang): KonsolMessages => KONSOL[lang]
