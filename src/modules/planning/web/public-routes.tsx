import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'
import { SUMBER } from '../domain/dokumen.ts'
import { keyOf, listBaris, listBerlaku, sumBaris } from '../store/baris-store.ts'
import { findNewest, listDokumen } from '../store/dokumen-store.ts'
import { findKunci } from '../store/kunci-store.ts'
import { readSimpul } from '../store/simpul-store.ts'
import { findByNomor, listAlasan } from '../store/usulan-store.ts'
import { asked, numberOf } from './asked.ts'
import {
  BarisPublikPage,
  PUBLIK,
  RencanaPage,
  type Sifted,
  TahunPage,
  UsulanPublikPage,
} from './publik.page.tsx'

const SHOWN = 50

/** What everybody may read: enacted plans, their lines, and what became of proposals. */
export function publicRoutes(deps: Deps): readonly Route[] {
  const get = (url: string, handle: Route['handle']): Route => ({
    kind: 'page',
    method: 'GET',
    url,
    access: 'public',
    handle,
  })
  return [
    get(PUBLIK, (req) => showPlans(deps, req)),
    get(`${PUBLIK}/:tahun`, (req) => showYear(deps, req)),
    get(`${PUBLIK}/baris/:id`, (req) => showLine(deps, req)),
    get(`${PUBLIK}/usulan/:nomor`, (req) => showUsulan(deps, req)),
  ]
}

async function showPlans({ kit }: Deps, req: Req): Promise<Answer> {
  const rpjmd = await findNewest(kit.db, { jenis: 'rpjmd', tahun: yearOf(kit.today()) })
  const enacted = (await listDokumen(kit.db)).filter(
    ({ jenis, status }) => jenis === 'rkpd' && status === 'ditetapkan',
  )
  return page(
    <RencanaPage
      ctx={req.ctx}
      rpjmd={rpjmd}
      simpul={rpjmd === undefined ? [] : await readSimpul(kit.db, rpjmd.id)}
      years={[...new Set(enacted.map(({ tahunMulai }) => tahunMulai))]}
    />,
  )
}

async function showYear({ kit, fiscal, reference }: Deps, req: Req): Promise<Answer> {
  const tahun = numberOf(req.params.tahun ?? '')
  const dokumen = tahun && (await findNewest(kit.db, { jenis: 'rkpd', tahun }))
  if (tahun === undefined || !dokumen) return notFound
  const after = asked(req, 'sesudah')
  const sifted = siftOf(req)
  const found = await listBaris(kit.db, {
    dokumenId: dokumen.id,
    limit: SHOWN + 1,
    sumber: SUMBER.find((one) => one === sifted.sumber),
    lokasi: sifted.tempat || undefined,
    kata: sifted.cari || undefined,
    after: after || undefined,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const { skpd } = await fiscal.kodefikasi(kit.db, tahun)
  const here = `${PUBLIK}/${tahun}`
  const query = new URLSearchParams(Object.entries(sifted).filter(([, value]) => value !== ''))
  const more = query.size === 0 ? '' : `&${query}`
  return page(
    <TahunPage
      ctx={req.ctx}
      dokumen={dokumen}
      bySource={await sumBaris(kit.db, { dokumenId: dokumen.id, menurut: 'sumber' })}
      rows={rows}
      skpdName={(id) => skpd.byId.get(id)?.nama ?? ''}
      placeName={(code) => reference.findWilayah(code)?.nama ?? code}
      sifted={sifted}
      kecamatan={reference.kecamatan()}
      nextHref={last && `${here}?sesudah=${keyOf(last)}${more}`}
      firstHref={after === '' ? undefined : `${here}?${query}`}
    />,
  )
}

/** What a reader asked for: words, a kecamatan, where the line came from. */
const siftOf = (req: Req): Sifted => ({
  cari: asked(req, 'cari'),
  tempat: asked(req, 'tempat'),
  sumber: asked(req, 'sumber'),
})

async function showLine({ kit, fiscal, reference }: Deps, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  const kunci = isUuid(id) ? await findKunci(kit.db, id) : undefined
  if (kunci === undefined) return notFound
  const line = (await listBerlaku(kit.db, kunci)).find((one) => one.id === id)
  if (line === undefined) return notFound
  const { skpd } = await fiscal.kodefikasi(kit.db, line.tahun)
  return page(
    <BarisPublikPage
      ctx={req.ctx}
      line={line}
      skpdName={skpd.byId.get(line.skpdId)?.nama ?? ''}
      placeName={(code) => reference.findWilayah(code)?.nama ?? code}
    />,
  )
}

async function showUsulan({ kit, fiscal, reference }: Deps, req: Req): Promise<Answer> {
  const usulan = await findByNomor(kit.db, (req.params.nomor ?? '').slice(0, 100))
  if (usulan === undefined) return notFound
  const { skpd } = await fiscal.kodefikasi(kit.db, usulan.tahun)
  const reasons = await listAlasan(kit.db)
  return page(
    <UsulanPublikPage
      ctx={req.ctx}
      usulan={usulan}
      skpdName={skpd.byId.get(usulan.skpdId)?.nama ?? ''}
      placeName={(code) => reference.findWilayah(code)?.nama ?? code}
      reason={reasons.find(({ kode }) => kode === usulan.alasanKode)}
    />,
  )
}
