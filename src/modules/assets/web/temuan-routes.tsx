import { isUuid } from '../../../kernel/id.ts'
import { sen } from '../../../kernel/money.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { READERS } from '../actions/wewenang.ts'
import { skorOf } from '../domain/skor.ts'
import { listBanding } from '../store/rekonsiliasi-store.ts'
import {
  listKartuTemuan,
  listPeriksa,
  listTemuan,
  type Periksa,
  type Temuan,
} from '../store/temuan-store.ts'
import type { AssetsModule } from '../types.ts'
import { ASET } from './frame.tsx'
import { numberIn } from './read-form.ts'
import { type Reader, readerOf } from './reader.ts'
import { TemuanListPage, TemuanPage } from './temuan.page.tsx'

const BANDING_SHOWN = 500
const SHOWN = 60
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Findings, readiness and agreement, and the cards of one finding. */
export function temuanRoutes(assets: AssetsModule): readonly Route[] {
  const kind = 'page' as const
  const access = { roles: READERS }
  const url = `${ASET}/temuan`
  return [
    { kind, method: 'GET', url, access, handle: (req) => showAll(assets, req) },
    { kind, method: 'GET', url: `${url}/:kode`, access, handle: (req) => showOne(assets, req) },
  ]
}

/** One SKPD when it is asked for and may be seen; else all that may. */
function chosenOf(reader: Reader, req: Req) {
  const asked = numberIn(req.query, 'skpd')
  const skpd = reader.reads.skpd.find(({ id }) => id === asked)
  return { skpd, skpdIds: skpd === undefined ? reader.skpdIds : [skpd.id] }
}

async function showAll({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const { kit } = deps
  const reader = await readerOf(deps, req)
  const { skpd, skpdIds } = chosenOf(reader, req)
  const tanggal = kit.today()
  const periksa = await listPeriksa(kit.db)
  const found = await listTemuan(kit.db, { tanggal, skpdIds })
  const nama = (id: number) => reader.skpdOf(id)?.nama ?? ''
  return page(
    <TemuanPage
      ctx={req.ctx}
      rows={found.length === 0 ? [] : periksa.map((one) => summed(one, found))}
      skor={scoresOf(found, periksa).map((one) => ({ ...one, nama: nama(one.id) }))}
      banding={await listBanding(kit.db, { tanggal, skpdIds, limit: BANDING_SHOWN })}
      skpd={skpd}
      nama={nama}
      rekening={(id) => {
        const row = reader.kode.rekening.byId.get(id)
        return row === undefined ? String(id) : `${row.kode} ${row.nama}`
      }}
    />,
  )
}

function summed(periksa: Periksa, found: readonly Temuan[]) {
  const own = found.filter(({ kode }) => kode === periksa.kode)
  return {
    periksa,
    jumlah: own.reduce((sum, { jumlah }) => sum + jumlah, 0),
    dari: own.reduce((sum, { dari }) => sum + dari, 0),
    nilai: sen(own.reduce((sum, { nilai }) => sum + nilai, 0n)),
  }
}

function scoresOf(found: readonly Temuan[], periksa: readonly Periksa[]) {
  const weights = new Map(periksa.map(({ kode, bobot }) => [kode, bobot]))
  const bySkpd = new Map<number, Temuan[]>()
  for (const one of found) bySkpd.set(one.skpdId, [...(bySkpd.get(one.skpdId) ?? []), one])
  return [...bySkpd]
    .flatMap(([id, hasil]) => {
      const skor = skorOf(hasil, (kode) => weights.get(kode) ?? 0)
      return skor === undefined ? [] : [{ id, skor }]
    })
    .toSorted((a, b) => a.skor - b.skor)
}

async function showOne({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const { kit } = deps
  const reader = await readerOf(deps, req)
  const { skpd, skpdIds } = chosenOf(reader, req)
  const periksa = (await listPeriksa(kit.db)).find(({ kode }) => kode === req.params.kode)
  if (periksa === undefined) return notFound
  const sent = fieldText(req.query, 'sesudah')
  const found = await listKartuTemuan(kit.db, {
    periksa,
    tanggal: kit.today(),
    skpdIds,
    after: isUuid(sent) ? sent : FIRST_ID,
    limit: SHOWN + 1,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const base = `${ASET}/temuan/${periksa.kode}?${skpd === undefined ? '' : `skpd=${skpd.id}&`}`
  return page(
    <TemuanListPage
      ctx={req.ctx}
      periksa={periksa}
      rows={rows}
      nama={(id) => reader.skpdOf(id)?.nama ?? ''}
      nextHref={last && `${base}sesudah=${last.id}`}
    />,
  )
}
