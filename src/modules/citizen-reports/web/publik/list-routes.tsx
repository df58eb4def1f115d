import { isUuid } from '../../../../kernel/id.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { projectOn } from '../../../reference/index.ts'
import { kelompokStatus } from '../../domain/laporan.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import { type ListRow, listPublished } from '../../store/list-store.ts'
import type { CitizenReports } from '../../types.ts'
import { rowOf } from '../labels.ts'
import { ListPage } from './list.page.tsx'

const PAGE_SIZE = 20

/** The public list with its map. */
export function listRoutes(reports: CitizenReports): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/laporan',
      access: 'public',
      kind: 'page',
      handle: (req) => showList(reports, req),
    },
  ]
}

async function showList(reports: CitizenReports, req: Req): Promise<Answer> {
  const { reference, kit } = reports.deps
  const q = fieldText(req.query, 'q').trim().slice(0, 100)
  const exact = q === '' ? undefined : await findLaporanByNomor(kit.db, q.toUpperCase())
  if (exact?.isPublik) return redirect(`/laporan/${exact.nomor}`)
  const kategori = fieldText(req.query, 'kategori').slice(0, 60)
  const kecamatan = fieldText(req.query, 'kecamatan').slice(0, 13)
  const after = readCursor(fieldText(req.query, 'sesudah'))
  const found = await listPublished(kit.db, {
    limit: PAGE_SIZE + 1,
    ...(kategori === '' ? {} : { kategori }),
    ...(kecamatan === '' ? {} : { kecamatan }),
    ...(q === '' ? {} : { words: q }),
    ...(after === undefined ? {} : { after }),
  })
  const shown = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined
  const filters = new URLSearchParams(
    Object.entries({ q, kategori, kecamatan }).filter(([, value]) => value !== ''),
  )
  const katalog = await reports.katalog.get()
  const sketch = reference.sketchMap()
  const view = (
    <ListPage
      ctx={req.ctx}
      rows={shown.map((row) =>
        rowOf(req.ctx, {
          ...row,
          fotoId: null,
          place:
            row.kecamatanKode === null ? undefined : reference.findWilayah(row.kecamatanKode)?.nama,
        }),
      )}
      filter={{ q, kategori, kecamatan, isFiltered: filters.size > 0 }}
      choices={{
        kategori: katalog.grup.map((grup) => ({
          value: grup.kode,
          label: grup.nama[req.ctx.lang],
        })),
        kecamatan: reference.kecamatan().map((one) => ({ value: one.kode, label: one.nama })),
      }}
      map={{
        view: { x: 0, y: 0, width: sketch.width, height: sketch.height },
        backdrop: sketch,
        clusters: [],
        pins: shown.flatMap((row) => pinOf(req, row, sketch)),
        kecamatanHref: (kode) => `/laporan?kecamatan=${kode}`,
      }}
      nextHref={last === undefined ? undefined : `/laporan?${withCursor(filters, last)}`}
      firstHref={after === undefined ? undefined : `/laporan?${filters}`}
    />
  )
  return page(view)
}

function pinOf(req: Req, row: ListRow, sketch: Parameters<typeof projectOn>[0]) {
  if (row.lat === null || row.lon === null) return []
  const { x, y } = projectOn(sketch, { lat: row.lat, lon: row.lon })
  const isOverdue = row.tenggatAt !== null && row.tenggatAt < req.ctx.now
  return [
    {
      x: Math.round(x),
      y: Math.round(y),
      kind: kelompokStatus(row.status, isOverdue),
      href: `/laporan/${row.nomor}`,
      label: row.judul,
    },
  ]
}

function withCursor(filters: URLSearchParams, last: ListRow): URLSearchParams {
  const next = new URLSearchParams(filters)
  next.set('sesudah', `${last.diterimaAt.getTime()}_${last.id}`)
  return next
}

/** "<milliseconds>_<id>"; anything else is the first page. */
function readCursor(text: string): { diterimaAt: Date; id: string } | undefined {
  const [ms = '', id = ''] = text.split('_')
  if (!/^\d{12,14}$/.test(ms) || !isUuid(id)) return undefined
  return { diterimaAt: new Date(Number(ms)), id }
}
