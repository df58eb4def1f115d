import type { Catalogue, Lang } from '../../../ui/page-context.ts'
import { en } from './en.ts'
import { id, type PortalMessages } from './id.ts'

const catalogue: Catalogue<PortalMessages> = { id, en }

export function portalMessages(lang: Lang): PortalMessages {
  return catalogue[lang]
}
