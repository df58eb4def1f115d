import { Readable } from 'node:stream'
import { type Sen, toDecimalString } from '../../../kernel/money.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { READ_ROLES } from '../actions/people.ts'
import type { Deps } from '../deps.ts'
import { type Beda, listBeda, sumVersions } from '../store/banding-store.ts'
import { findVersi, type Versi } from '../store/versi-store.ts'
import { BandingPage } from './banding.page.tsx'
import { ANGGARAN, type VersiView, versiOf } from './frame.ts'

const SHOWN = 200
const ALL_MAX = 200_000

export function bandingRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const access = { roles: READ_ROLES }
  const url = `${ANGGARAN}/versi/:id/banding`
  return [
    { kind, method: 'GET', url, access, handle: (req) => show(deps, req) },
    { kind, method: 'GET', url: `${url}.csv`, access, handle: (req) => sendCsv(deps, req) },
  ]
}

type Pair = VersiView & Readonly<{ induk: Versi }>

async function pairOf(deps: Deps, req: Req): Promise<Pair | undefined> {
  const view = await versiOf(deps, req)
  if (view === undefined || view.versi.indukId === null) return undefined
  const induk = await findVersi(deps.kit.db, view.versi.indukId)
  return induk && { ...view, induk }
}

const perOf = (req: Req) => (fieldText(req.query, 'per') === 'baris' ? 'baris' : 'posisi')

async function show(deps: Deps, req: Req): Promise<Answer> {
  const pair = await pairOf(deps, req)
  if (pair === undefined) return notFound
  const order = { dari: pair.induk.id, ke: pair.versi.id, per: perOf(req), limit: SHOWN } as const
  const [rows, sums] = await together([
    listBeda(deps.kit.db, order),
    sumVersions(deps.kit.db, order.dari, order.ke),
  ])
  return page(<BandingPage ctx={req.ctx} {...pair} per={order.per} rows={rows} sums={sums} />)
}

async function sendCsv(deps: Deps, req: Req): Promise<Answer> {
  const pair = await pairOf(deps, req)
  if (pair === undefined) return notFound
  const { codes, induk, versi } = pair
  const per = perOf(req)
  const rows = await listBeda(deps.kit.db, { dari: induk.id, ke: versi.id, per, limit: ALL_MAX })
  const decimal = (amount: Sen | null) => ({ decimal: toDecimalString(amount ?? (0n as Sen)) })
  return {
    kind: 'stream',
    body: Readable.from(
      csvStream(
        rows,
        [
          { header: 'Kode SKPD', value: (row: Beda) => codes.skpd.byId.get(row.skpdId)?.kode },
          {
            header: 'Kode Sub Kegiatan',
            value: (row: Beda) =>
              row.subKegiatanId === null ? '' : codes.nomenklatur.byId.get(row.subKegiatanId)?.kode,
          },
          {
            header: 'Kode Rekening',
            value: (row: Beda) => codes.rekening.byId.get(row.rekeningId)?.kode,
          },
          { header: 'Uraian', value: (row: Beda) => row.uraian },
          { header: 'Sebelum', value: (row: Beda) => decimal(row.dari) },
          { header: 'Sesudah', value: (row: Beda) => decimal(row.menjadi) },
        ],
        { bom: true },
      ),
    ),
    contentType: 'text/csv; charset=utf-8',
    filename: `perbedaan-${versi.tahun}-${induk.urutan}-${versi.urutan}.csv`,
  }
}
