import type { Dokumen } from '../domain/dokumen.ts'

export const RENCANA = '/kerja/perencanaan'
export const USULAN = `${RENCANA}/usulan`
export const KINERJA = `${RENCANA}/kinerja`

/** First page of a document: its tree, its lines, or the state of a Renja. */
export function dokumenPath({ id }: Pick<Dokumen, 'id'>): string {
  return `${RENCANA}/${id}`
}

/** A query of what is not empty. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
