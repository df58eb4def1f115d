import type { Catalogue, Lang } from '../page-context.ts'
import { en } from './en.ts'
import { id, type UiMessages } from './id.ts'

const catalogue: Catalogue<UiMessages> = { id, en }

export function uiMessages(lang: Lang): UiMessages {
  return catalogue[lang]
}
