import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'

export type { Messages } from './id.ts'

const CATALOGUE: Catalogue<Messages> = { id, en }

export function messagesIn(lang: Lang): Messages {
  return CATALOGUE[lang]
}
