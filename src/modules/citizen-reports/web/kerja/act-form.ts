import { parseNomor } from '../../../../kernel/nomor.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import type { ActRequest } from '../../actions/act-on-laporan.ts'

const VALUES = ['pesan', 'unit', 'saran', 'alasan', 'petugas', 'induk', 'mirip', 'templat'] as const
const VALUE_MAX = 8_000

/** What was typed, by field, to be shown again. */
export function valuesOf(req: Req): Readonly<Record<string, string>> {
  return Object.fromEntries(
    VALUES.map((name) => [name, fieldText(req.form, name).slice(0, VALUE_MAX)]),
  )
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Read an action's form; a field left empty is a field not given. */
export function readActForm(
  req: Req,
  asked: Readonly<{ unitKode?: string }> = {},
): ActRequest['form'] {
  const text = (name: string) => fieldText(req.form, name).trim()
  const pesan = text('pesan')
  // A unit picked from the list is the later, wilder decision: it wins over the tile.
  const unitKode = asked.unitKode ?? (text('unit') || text('saran'))
  const version = /^\d{1,9}$/.test(text('version')) ? Number(text('version')) : undefined
  const induk = text('induk') || text('mirip')
  return {
    ...(pesan === '' ? {} : { pesan }),
    ...(unitKode === '' ? {} : { unitKode }),
    ...(text('alasan') === '' ? {} : { alasanKode: text('alasan') }),
    ...(UUID.test(text('petugas')) ? { petugasId: text('petugas') } : {}),
    ...(induk === '' ? {} : { indukNomor: readNomor(induk) }),
    ...(version === undefined ? {} : { version }),
    bahasa: text('templat').startsWith('en:') ? 'en' : 'id',
  }
}

/** A number as people type it; what is no number finds no case. */
function readNomor(text: string): string {
  const parsed = parseNomor(text)
  return parsed.ok ? parsed.value.nomor : text.toUpperCase().slice(0, 40)
}
