import { Readable } from 'node:stream'
import type { CsvColumn } from '../../../platform/csv/write-csv.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import { type Answer, bytes, notFound, page } from '../../../platform/http/answer.ts'
import type { Req, Route } from '../../../platform/http/route.ts'
import { publicOf } from '../actions/tutup.ts'
import type { Deps } from '../deps.ts'
import { halamanDari, halamanOf } from '../domain/halaman.ts'
import { perubahanOf } from '../domain/redline.ts'
import { KEADAAN_PUBLIK, keadaanOf } from '../domain/susun.ts'
import type { BeritaAcara } from '../domain/tutup.ts'
import { messagesIn } from '../messages/index.ts'
import { listJanji, listPertemuan } from '../store/janji-store.ts'
import {
  countMasukan,
  findKonsultasi,
  type Konsultasi,
  listPublik,
  readHitungan,
} from '../store/konsultasi-store.ts'
import { countBagian, listMasukan } from '../store/masukan-store.ts'
import {
  findRekaman,
  listBagian,
  listNaskah,
  listSebab,
  type Sebab,
} from '../store/naskah-store.ts'
import { afterOf, asked, jangkarFrom, kodeOf } from './asked.ts'
import { BeritaPage } from './berita.page.tsx'
import { DaftarPage } from './daftar.page.tsx'
import { NaskahPage } from './naskah.page.tsx'
import { PUBLIK } from './paths.ts'
import { PerubahanPage } from './perubahan.page.tsx'

/** Consultations for everybody: the list, the text, what changed, the minutes, the file of inputs. */
export function publikRoutes(deps: Deps): readonly Route[] {
  const open = { access: 'public', kind: 'page', method: 'GET' } as const
  const one = `${PUBLIK}/:kode`
  const found = (url: string, show: (req: Req, found: Konsultasi) => Promise<Answer>): Route => ({
    ...open,
    url,
    handle: async (req) => {
      const konsultasi = await findPublik(deps, req)
      return konsultasi === undefined ? notFound : show(req, konsultasi)
    },
  })
  return [
    { ...open, url: PUBLIK, handle: (req) => showList(deps, req) },
    found(one, (req, konsultasi) => showText(deps, req, konsultasi)),
    found(`${one}/perubahan`, (req, konsultasi) => showChanges(deps, req, konsultasi)),
    found(`${one}/berita-acara`, (req, konsultasi) => showMinutes(deps, req, konsultasi)),
    found(`${one}/berita-acara.pdf`, (_, konsultasi) => sendMinutes(deps, konsultasi)),
    found(`${one}/masukan.csv`, async (_, konsultasi) => sendCsv(deps, konsultasi)),
  ]
}

/** A consultation that people may see: not while it is a draft. */
export async function findPublik({ kit }: Deps, req: Req): Promise<Konsultasi | undefined> {
  const found = await findKonsultasi(kit.db, kodeOf(req))
  return found?.status === 'draf' ? undefined : found
}

export const nameOf =
  ({ reference }: Deps) =>
  (unitKode: string) =>
    reference.findUnit(unitKode)?.nama ?? unitKode

const SHOWN = 20

async function showList({ kit }: Deps, req: Req): Promise<Answer> {
  const today = kit.today()
  const keadaan = KEADAAN_PUBLIK.find((one) => one === asked(req, 'keadaan'))
  const found = await listPublik(kit.db, {
    keadaan,
    today,
    after: afterOf(req),
    limit: SHOWN + 1,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const filter = keadaan === undefined ? '' : `keadaan=${keadaan}&`
  const key = last?.dibukaAt && `${last.dibukaAt.getTime()}_${last.id}`
  const view = (
    <DaftarPage
      ctx={req.ctx}
      rows={rows}
      hitungan={await countMasukan(kit.db, { ids: rows.map(({ id }) => id), today })}
      today={today}
      keadaan={keadaan ?? ''}
      total={await readHitungan(kit.db)}
      nextHref={key ? `${PUBLIK}?${filter}sesudah=${key}` : undefined}
    />
  )
  return page(view)
}

async function showText(deps: Deps, req: Req, konsultasi: Konsultasi): Promise<Answer> {
  const { kit } = deps
  const { id, versi, versiBuka } = konsultasi
  const today = kit.today()
  const halaman = halamanOf(await listBagian(kit.db, id, versiBuka ?? versi))
  const wanted = asked(req, 'bagian')
  const number = Number(asked(req, 'hal') || '1')
  const at =
    jangkarFrom(wanted) === undefined
      ? Math.min(Math.max(1, Number.isInteger(number) ? number : 1), halaman.length) - 1
      : halamanDari(halaman, wanted)
  const view = (
    <NaskahPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      bentuk={bentukName(deps, req, konsultasi)}
      halaman={halaman}
      at={at}
      jumlah={await countBagian(kit.db, id)}
      hitungan={(await countMasukan(kit.db, { ids: [id], today }))(id)}
      janji={await listJanji(kit.db, id)}
      isOpen={keadaanOf(konsultasi, today) === 'buka'}
      today={today}
      nameOf={nameOf(deps)}
    />
  )
  return page(view)
}

function bentukName({ kit, aturanAt }: Deps, req: Req, { jenis, bentuk }: Konsultasi): string {
  const known = aturanAt(kit.today()).bentuk.find(({ kode }) => kode === bentuk)
  return known?.nama[req.ctx.lang] ?? messagesIn(req.ctx.lang).jenis[jenis]
}

const CHANGES_SHOWN = 25

async function showChanges({ kit }: Deps, req: Req, konsultasi: Konsultasi): Promise<Answer> {
  const { id, kode, versi, versiBuka } = konsultasi
  const from = versiBuka ?? versi
  const all = perubahanOf(await listBagian(kit.db, id, from), await listBagian(kit.db, id, versi))
  const after = jangkarFrom(asked(req, 'sesudah'))
  const start = after === undefined ? 0 : all.findIndex(({ jangkar }) => jangkar === after) + 1
  const shown = all.slice(start, start + CHANGES_SHOWN)
  const last = start + CHANGES_SHOWN < all.length ? shown.at(-1) : undefined
  const view = (
    <PerubahanPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      perubahan={shown}
      sebab={byAnchor(await listSebab(kit.db, id, from))}
      naskah={await listNaskah(kit.db, id)}
      nextHref={last && `${PUBLIK}/${kode}/perubahan?sesudah=${last.jangkar}`}
    />
  )
  return page(view)
}

function byAnchor(list: readonly Sebab[]): ReadonlyMap<string, readonly Sebab[]> {
  const found = new Map<string, readonly Sebab[]>()
  for (const one of list) found.set(one.jangkar, [...(found.get(one.jangkar) ?? []), one])
  return found
}

async function showMinutes(deps: Deps, req: Req, konsultasi: Konsultasi): Promise<Answer> {
  const { kit, aturanAt } = deps
  const { id } = konsultasi
  const { unsur } = aturanAt(kit.today())
  const view = (
    <BeritaPage
      ctx={req.ctx}
      konsultasi={konsultasi}
      beritaAcara={(await findRekaman(kit.db, id, 'berita-acara')) as BeritaAcara | undefined}
      pertemuan={await listPertemuan(kit.db, id)}
      janji={await listJanji(kit.db, id)}
      unsurName={(kode) => unsur.find((one) => one.kode === kode)?.nama[req.ctx.lang] ?? kode}
      today={kit.today()}
      nameOf={nameOf(deps)}
    />
  )
  return page(view)
}

async function sendMinutes(
  { kit, letterFile }: Deps,
  { kode, suratId }: Konsultasi,
): Promise<Answer> {
  if (suratId === null) return notFound
  const file = await kit.db.transaction().execute((tx) => letterFile(tx, suratId))
  if (file === undefined) return notFound
  return bytes(file.pdf, 'application/pdf', {
    'content-disposition': `attachment; filename="berita-acara-${kode}.pdf"`,
  })
}

type Baris = ReturnType<typeof publicOf>
const COLUMNS: readonly CsvColumn<Baris>[] = (
  [
    ['nomor', 'nomor'],
    ['bagian', 'bagian'],
    ['jangkar', 'jangkar'],
    ['jenis', 'jenis'],
    ['wakil', 'wakil'],
    ['organisasi', 'organisasi'],
    ['teks', 'teks'],
    ['usul', 'usul'],
    ['status', 'status'],
    ['tenggat', 'tenggat'],
    ['putusan', 'putusan'],
    ['alasan', 'alasan'],
    ['bagian_berubah', 'bagianBerubah'],
    ['janji', 'janji'],
  ] as const
).map(([header, name]) => ({ header, value: (row) => row[name] }))

function sendCsv(deps: Deps, konsultasi: Konsultasi): Answer {
  return {
    kind: 'stream',
    contentType: 'text/csv; charset=utf-8',
    filename: `masukan-${konsultasi.kode}.csv`,
    body: Readable.from(csvStream(allMasukan(deps, konsultasi), COLUMNS)),
  }
}

const PER_READ = 500

/** Inputs some at a time, so that a long list takes no more memory than a short one. */
async function* allMasukan({ kit }: Deps, { id, kode }: Konsultasi): AsyncGenerator<Baris> {
  let after: Readonly<{ bagian: number; urut: number }> | undefined
  for (;;) {
    const some = await listMasukan(kit.db, {
      konsultasiId: id,
      jangkar: undefined,
      after,
      limit: PER_READ,
    })
    for (const one of some) yield publicOf(kode, one)
    const last = some.at(-1)
    if (last === undefined || some.length < PER_READ) return
    after = { bagian: last.bagianUrutan, urut: last.urut }
  }
}
