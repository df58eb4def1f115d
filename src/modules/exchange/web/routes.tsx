import { Readable } from 'node:stream'
import { grantsOf, type Role } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { takeFile } from '../actions/take-file.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { messagesIn } from '../messages/index.ts'
import { type Banding, HASIL, type Hasil, listBanding, summarise } from '../store/banding-store.ts'
import { listBentuk } from '../store/bentuk-store.ts'
import { findMuatan, listMuatan, type Muatan } from '../store/muatan-store.ts'
import { ComparisonPage, ListPage, type ListProps, PERTUKARAN } from './exchange.page.tsx'

const LOADERS: readonly Role[] = ['akuntansi', 'ppkd', 'bud', 'perencana']
const READERS: readonly Role[] = [...LOADERS, 'inspektorat', 'tapd']
const UPLOAD_BYTES = 9_000_000
const LOADS_SHOWN = 50
const ROWS_SHOWN = 50
const PIECE = 1_000

/** Files of other systems against our documents. */
export function exchangeRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const read = { roles: READERS }
  return [
    { kind, method: 'GET', url: PERTUKARAN, access: read, handle: (req) => showList(deps, req) },
    {
      kind,
      method: 'POST',
      url: PERTUKARAN,
      access: { roles: LOADERS },
      bodyLimit: UPLOAD_BYTES,
      handle: (req) => takeUpload(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${PERTUKARAN}/:id`,
      access: read,
      handle: (req) => withMuatan(deps, req, (muatan) => showComparison(deps, req, muatan)),
    },
    {
      kind,
      method: 'GET',
      url: `${PERTUKARAN}/:id/banding.csv`,
      access: read,
      handle: (req) =>
        withMuatan(deps, req, (muatan) => ({
          kind: 'stream',
          body: Readable.from(comparisonCsv(deps, muatan)),
          contentType: 'text/csv; charset=utf-8',
          filename: `banding-${muatan.bentukKode}-${muatan.tahun}.csv`,
        })),
    },
  ]
}

async function withMuatan(
  { kit }: Deps,
  req: Req,
  then: (muatan: Muatan) => Promise<Answer> | Answer,
): Promise<Answer> {
  const id = req.params.id ?? ''
  const found = isUuid(id) ? await findMuatan(kit.db, id) : undefined
  return found === undefined ? notFound : then(found)
}

async function showList(
  { kit }: Deps,
  req: Req,
  refused: Partial<Pick<ListProps, 'refusals' | 'typed'>> = {},
): Promise<Answer> {
  return page(
    <ListPage
      ctx={req.ctx}
      bentuk={await listBentuk(kit.db)}
      loads={await listMuatan(kit.db, LOADS_SHOWN)}
      mayLoad={grantsOf(req.actor).some(({ role }) => LOADERS.includes(role))}
      refusals={refused.refusals ?? []}
      typed={refused.typed ?? { bentuk: '', tahun: String(yearOf(kit.today())) }}
    />,
    refused.refusals === undefined ? {} : { status: 422 },
  )
}

async function takeUpload(deps: Deps, req: Req): Promise<Answer> {
  const typed = {
    bentuk: fieldText(req.form, 'bentuk'),
    tahun: fieldText(req.form, 'tahun').trim().slice(0, 10),
  }
  const [file] = req.files
  const isYear = /^20\d\d$/.test(typed.tahun)
  const refusals: Refusal[] = [
    ...(typed.bentuk === '' ? [refusal('TUKAR_BENTUK', {}, 'bentuk')] : []),
    ...(isYear ? [] : [refusal('TUKAR_TAHUN', {}, 'tahun')]),
    ...(file === undefined || file.bytes.length === 0
      ? [refusal('TUKAR_BERKAS', {}, 'berkas')]
      : []),
  ]
  if (refusals.length > 0 || file === undefined) return showList(deps, req, { refusals, typed })
  const done = await takeFile(deps, req.actor, {
    bentukKode: typed.bentuk,
    tahun: Number(typed.tahun),
    berkas: file.filename,
    bytes: file.bytes,
  })
  if (!done.ok) return showList(deps, req, { refusals: done.refusals, typed })
  return redirect(`${PERTUKARAN}/${done.value}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).done },
  })
}

const ofMuatan = ({ id, tahun, jenis }: Muatan) => ({ muatanId: id, tahun, jenis })

async function showComparison({ kit }: Deps, req: Req, muatan: Muatan): Promise<Answer> {
  const ringkas = await summarise(kit.db, ofMuatan(muatan))
  const typed = fieldText(req.query, 'hasil')
  const hot = HASIL.find((one) => ringkas.some((row) => row.hasil === one && row.n > 0))
  const hasil: Hasil = HASIL.find((one) => one === typed) ?? hot ?? 'sama'
  const sesudah = fieldText(req.query, 'sesudah').slice(0, 200)
  const rows = await listBanding(kit.db, ofMuatan(muatan), {
    hasil,
    limit: ROWS_SHOWN,
    ...(sesudah === '' ? {} : { sesudah }),
  })
  const last = rows.length === ROWS_SHOWN ? rows.at(-1) : undefined
  const next = last && new URLSearchParams({ hasil, sesudah: last.kunci })
  return page(
    <ComparisonPage
      ctx={req.ctx}
      muatan={muatan}
      ringkas={ringkas}
      hasil={hasil}
      rows={rows}
      nextHref={next && `${PERTUKARAN}/${muatan.id}?${next.toString()}`}
    />,
  )
}

/** Everything that differs, in pieces. */
async function* comparisonCsv({ kit }: Deps, muatan: Muatan): AsyncGenerator<string> {
  yield writeCsvRow(['hasil', 'dokumen', 'kita', 'mereka', 'tanggal_kita', 'tanggal_mereka'])
  for (const hasil of HASIL) {
    let sesudah: string | undefined
    for (;;) {
      const rows = await listBanding(kit.db, ofMuatan(muatan), {
        hasil,
        limit: PIECE,
        ...(sesudah === undefined ? {} : { sesudah }),
      })
      yield rows.map(csvOf).join('')
      if (rows.length < PIECE) break
      sesudah = rows.at(-1)?.kunci
    }
  }
}

function csvOf(row: Banding): string {
  const money = (value: string | null) => (value === null ? '' : { decimal: value })
  const { hasil, nama, kita, mereka, tanggalKita, tanggalMereka } = row
  return writeCsvRow([hasil, nama, money(kita), money(mereka), tanggalKita, tanggalMereka])
}
