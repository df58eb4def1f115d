import type { Messages } from './id.ts'

export const en: Messages = { title: 'Accounting' }
