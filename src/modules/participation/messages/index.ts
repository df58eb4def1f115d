import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { en } from './en.ts'
import { id, type Messages } from './id.ts'

const messages: Catalogue<Messages> = { id, en }

export function messagesIn(lang: Lang): Messages {
  return messages[lang]
}
