import { z } from 'zod'
import { toDecimalString } from '../../../kernel/money.ts'
import { type Answer, forbidden, json, notFound } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { createSaveLines, LINES_MAX } from '../actions/lines.ts'
import { ENTRY_ROLES, READ_ROLES } from '../actions/people.ts'
import type { Deps } from '../deps.ts'
import { LINE_FIELDS, type TypedLine } from '../domain/garis.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { type Garis, listGaris } from '../store/garis-store.ts'
import { editorOf } from './editor-view.ts'
import { ANGGARAN } from './frame.ts'
import { writeLine } from './line-text.ts'

const BODY_MAX = 6_000_000
const CELL_MAX = 2_000
const FOUND_MAX = 20

/** What the worksheet asks for: all lines at once, changed rows to store, standards to choose from. */
export function gridRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const url = `${ANGGARAN}/versi/:id/skpd/:skpd/sub/:sub`
  return [
    {
      kind,
      method: 'GET',
      url: `${url}/lembar.json`,
      access: { roles: READ_ROLES },
      handle: (req) => sendLines(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/lembar`,
      access: { roles: ENTRY_ROLES },
      bodyLimit: BODY_MAX,
      handle: (req) => storeRows(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${url}/standar.json`,
      access: { roles: READ_ROLES },
      handle: (req) => searchStandards(deps, req),
    },
  ]
}

/** Codes of the standards lines were priced from. */
export async function standarKodes(
  deps: Deps,
  rows: readonly Garis[],
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(rows.flatMap(({ standarId }) => (standarId === null ? [] : [standarId])))]
  const found = ids.length === 0 ? [] : await deps.fiscal.standar(deps.kit.db, ids)
  return new Map(found.map(({ id, kode }) => [id, kode]))
}

/** Rows as arrays: ten thousand of them are then half the bytes. */
async function sendLines(deps: Deps, req: Req): Promise<Answer> {
  const view = await editorOf(deps, req)
  if (view === undefined) return notFound
  const { versi, skpd, subId } = view
  const place = { versiId: versi.id, skpdId: skpd.id, subKegiatanId: subId }
  const rows = await listGaris(deps.kit.db, place, { limit: LINES_MAX })
  const standar = await standarKodes(deps, rows)
  return json({
    baris: rows.map((row) => {
      const line = writeLine(row, view.codes, standar)
      return [row.id, row.revisi, ...LINE_FIELDS.map((field) => line[field])]
    }),
  })
}

const RowsSchema = z.object({
  baris: z
    .array(
      z.object({
        key: z.string().min(1).max(40),
        id: z.uuid().optional(),
        revisi: z.number().int().min(1).optional(),
        sel: z.array(z.string().max(CELL_MAX)).length(LINE_FIELDS.length),
      }),
    )
    .max(LINES_MAX),
  hapus: z.array(z.object({ id: z.uuid(), revisi: z.number().int().min(1) })).max(LINES_MAX),
})

async function storeRows(deps: Deps, req: Req): Promise<Answer> {
  const view = await editorOf(deps, req)
  if (view === undefined) return notFound
  if (!view.rights.mayEnter) return forbidden
  const sent = RowsSchema.safeParse(readJson(fieldText(req.form, 'isi')))
  if (!sent.success) return json({ galat: [] }, { status: 400 })
  const { versi, skpd, subId } = view
  const saved = await createSaveLines(deps)(signedInOf(req), {
    versiId: versi.id,
    skpdId: skpd.id,
    changes: sent.data.baris.map(({ key, id, revisi, sel }) => ({
      key,
      id,
      revisi,
      subKegiatanId: subId,
      line: Object.fromEntries(LINE_FIELDS.map((field, at) => [field, sel[at] ?? ''])) as TypedLine,
    })),
    removed: sent.data.hapus,
  })
  if (saved.ok) return json({ simpan: saved.value.map(({ key, id, revisi }) => [key, id, revisi]) })
  return json(
    {
      galat: saved.refusals.map((one) => {
        const [key = '', field = ''] = (one.field ?? '').split('.')
        const at = (LINE_FIELDS as readonly string[]).indexOf(field)
        return { key, kolom: at, kode: one.code, pesan: req.ctx.word(one) }
      }),
    },
    { status: 422 },
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function searchStandards(deps: Deps, req: Req): Promise<Answer> {
  const view = await editorOf(deps, req)
  if (view === undefined || deps.standar === undefined) return notFound
  const cari = fieldText(req.query, 'cari').slice(0, 100)
  const { tahun } = view.versi
  const found =
    cari.trim() === ''
      ? []
      : await deps.standar.search(deps.kit.db, { tahun, cari, limit: FOUND_MAX })
  return json({
    standar: found.map(({ kode, uraian, spesifikasi, satuan, harga }) => ({
      kode,
      uraian,
      spesifikasi,
      satuan,
      harga: writeRupiah(harga),
      sen: toDecimalString(harga),
    })),
  })
}
