import { type Answer, notFound, redirect } from '../../../../../platform/http/answer.ts'
import { fieldList, type Req, type Route, signedInOf } from '../../../../../platform/http/route.ts'
import { ICON_NAMES } from '../../../../../ui/index.ts'
import { seenOf } from '../../../actions/edit-katalog.ts'
import {
  movePertanyaanIn,
  removeKategori,
  saveKategori,
  savePertanyaan,
} from '../../../actions/katalog-edits.ts'
import type { Katalog, Kategori, Pertanyaan } from '../../../domain/katalog.ts'
import type { KategoriIsian } from '../../../domain/katalog-edit/kategori.ts'
import type { PertanyaanIsian } from '../../../domain/katalog-edit/pertanyaan.ts'
import { katalogMessages } from '../../../messages/katalog.ts'
import type { CitizenReports } from '../../../types.ts'
import { done, get, post, query, refusedTo, seenIn, show, text, ticked, viewOf } from './edge.ts'
import { KATEGORI, KategoriFormPage, KategoriListPage } from './kategori.page.tsx'
import { PreviewPage, SoalFormPage } from './soal.page.tsx'

/** The category tree with its extra questions. */
export function kategoriRoutes({ deps, katalog }: CitizenReports): readonly Route[] {
  const one = (handle: (req: Req, stored: Kategori, all: Katalog) => Answer | Promise<Answer>) =>
    (async (req: Req) => {
      const all = await katalog.get()
      const stored = all.kategori.get(req.params.kode ?? '')
      return stored === undefined ? notFound : handle(req, stored, all)
    }) satisfies Route['handle']
  return [
    get('/kategori', async (req) => showList(req, await katalog.get())),
    get('/kategori/baru', async (req) => showNew(req, await katalog.get())),
    post('/kategori/baru', async (req) => {
      const isian = readKategori(req, text(req, 'kode'))
      const editing = { actor: signedInOf(req), seen: undefined, isNew: true }
      const saved = await saveKategori(deps, editing, { isian, icons: ICON_NAMES })
      if (saved.ok) return done(req, `${KATEGORI}/${isian.kode}`, saved.value)
      const all = await katalog.get()
      const view = { ...viewOf(req, saved.refusals), katalog: all, isian, seen: '' }
      return show(<KategoriFormPage {...view} stored={undefined} />, saved.refusals)
    }),
    get('/kategori/:kode', one(showOne)),
    post('/kategori/:kode', async (req) => {
      const isian = readKategori(req, req.params.kode ?? '')
      const stored = (await katalog.get()).kategori.get(isian.kode)
      if (stored === undefined) return notFound
      const editing = { actor: signedInOf(req), seen: seenIn(req) }
      const saved = await saveKategori(deps, editing, { isian, icons: ICON_NAMES })
      if (saved.ok) return done(req, `${KATEGORI}/${isian.kode}`, saved.value)
      const all = await katalog.get()
      const now = all.kategori.get(isian.kode) ?? stored
      const view = { ...viewOf(req, saved.refusals), katalog: all, isian, seen: seenOf(now) }
      return show(<KategoriFormPage {...view} stored={now} />, saved.refusals)
    }),
    post(
      '/kategori/:kode/hapus',
      one(async (req, stored) => {
        const editing = { actor: signedInOf(req), seen: seenIn(req) }
        const removed = await removeKategori(deps, editing, stored.kode)
        if (!removed.ok) return refusedTo(req, `${KATEGORI}/${stored.kode}`, removed)
        const flash = { kind: 'success', text: katalogMessages(req.ctx.lang).removed } as const
        return redirect(KATEGORI, { flash })
      }),
    ),
    get(
      '/kategori/:kode/pratinjau',
      one((req, stored) => show(<PreviewPage {...viewOf(req)} stored={stored} />)),
    ),
    ...soalRoutes({ deps, katalog }, one),
  ]
}

type One = (
  handle: (req: Req, stored: Kategori, all: Katalog) => Answer | Promise<Answer>,
) => Route['handle']

function soalRoutes(
  { deps, katalog }: Pick<CitizenReports, 'deps' | 'katalog'>,
  one: One,
): readonly Route[] {
  const move = (verb: string, step: -1 | 0 | 1): Route =>
    post(
      `/kategori/:kode/pertanyaan/:soal/${verb}`,
      one(async (req, stored) => {
        const editing = { actor: signedInOf(req), seen: seenIn(req) }
        const order = { kategoriKode: stored.kode, soal: req.params.soal, step }
        const moved = await movePertanyaanIn(deps, editing, order)
        const to = `${KATEGORI}/${stored.kode}`
        return moved.ok ? done(req, to, moved.value) : refusedTo(req, to, moved)
      }),
    )
  return [
    get(
      '/kategori/:kode/pertanyaan/:soal',
      one((req, stored) => {
        const soal = questionOf(req, stored)
        if (soal === null || stored.indukKode === null) return notFound
        const isian = soal === undefined ? EMPTY_QUESTION : toIsian(soal)
        const view = { ...viewOf(req), stored, seen: seenOf(stored), isian, soal: soal?.kode }
        return show(<SoalFormPage {...view} />)
      }),
    ),
    post(
      '/kategori/:kode/pertanyaan/:soal',
      one(async (req, stored) => {
        const soal = questionOf(req, stored)
        if (soal === null || stored.indukKode === null) return notFound
        const isian = readPertanyaan(req)
        const editing = { actor: signedInOf(req), seen: seenIn(req) }
        const order = { kategoriKode: stored.kode, soal: soal?.kode, isian }
        const saved = await savePertanyaan(deps, editing, order)
        if (saved.ok) return done(req, `${KATEGORI}/${stored.kode}`, saved.value)
        const now = (await katalog.get()).kategori.get(stored.kode) ?? stored
        const view = { ...viewOf(req, saved.refusals), stored: now, seen: seenOf(now), isian }
        return show(<SoalFormPage {...view} soal={soal?.kode} />, saved.refusals)
      }),
    ),
    move('naik', -1),
    move('turun', 1),
    move('hapus', 0),
  ]
}

/** The question of the address; undefined for a new one, null when there is none. */
function questionOf(req: Req, stored: Kategori): Pertanyaan | undefined | null {
  if (req.params.soal === 'baru') return undefined
  return stored.pertanyaan.find(({ kode }) => kode === req.params.soal) ?? null
}

function showList(req: Req, katalog: Katalog): Answer {
  const filter = {
    cari: query(req, 'cari'),
    grup: query(req, 'grup'),
    keadaan: query(req, 'keadaan'),
  }
  const all = [...katalog.kategori.values()]
  const groups = all
    .filter(({ indukKode }) => indukKode === null)
    .map((grup) => ({
      grup,
      leaves: all.filter((one) => one.indukKode === grup.kode && one.isActive).length,
    }))
  const rows = all.filter((one) => one.indukKode !== null && isMatch(one, filter))
  return show(<KategoriListPage {...viewOf(req)} rows={rows} groups={groups} filter={filter} />)
}

function isMatch(
  one: Kategori,
  { cari, grup, keadaan }: Readonly<{ cari: string; grup: string; keadaan: string }>,
): boolean {
  const words = [one.kode, one.nama.id, one.nama.en, ...one.kataKunci].join(' ').toLowerCase()
  const isState =
    keadaan === '' ||
    (keadaan === 'rahasia' ? one.isRahasia : one.isActive === (keadaan === 'aktif'))
  return isState && (grup === '' || one.indukKode === grup) && words.includes(cari.toLowerCase())
}

function showNew(req: Req, katalog: Katalog): Answer {
  const grup = katalog.kategori.get(query(req, 'grup'))
  const isian: KategoriIsian = {
    kode: grup === undefined ? '' : `${grup.kode}.`,
    indukKode: grup?.kode ?? '',
    namaId: '',
    namaEn: '',
    kataKunci: '',
    kelas: 'bukan_pengawasan',
    jenis: ['pengaduan'],
    isRahasia: false,
    isButuhLokasi: true,
    radiusSerupaM: '150',
    isFotoDianjurkan: true,
    ikon: grup?.ikon ?? 'lainnya',
    urutan: String(katalog.kategori.size),
    isActive: true,
  }
  const view = { ...viewOf(req), katalog, isian, seen: '' }
  return show(<KategoriFormPage {...view} stored={undefined} />)
}

function showOne(req: Req, stored: Kategori, katalog: Katalog): Answer {
  const isian: KategoriIsian = {
    ...stored,
    indukKode: stored.indukKode ?? '',
    namaId: stored.nama.id,
    namaEn: stored.nama.en,
    kataKunci: stored.kataKunci.join(', '),
    radiusSerupaM: String(stored.radiusSerupaM),
    urutan: String(stored.urutan),
  }
  const view = { ...viewOf(req), katalog, isian, seen: seenOf(stored) }
  return show(<KategoriFormPage {...view} stored={stored} />)
}

function readKategori(req: Req, kode: string): KategoriIsian {
  const traits = fieldList(req.form, 'sifat')
  return {
    kode,
    indukKode: text(req, 'induk'),
    namaId: text(req, 'nama_id'),
    namaEn: text(req, 'nama_en'),
    kataKunci: text(req, 'kata_kunci'),
    kelas: text(req, 'kelas'),
    jenis: fieldList(req.form, 'jenis'),
    isRahasia: ticked(req, 'rahasia'),
    isButuhLokasi: traits.includes('lokasi'),
    radiusSerupaM: text(req, 'radius'),
    isFotoDianjurkan: traits.includes('foto'),
    ikon: text(req, 'ikon'),
    urutan: text(req, 'urutan'),
    isActive: ticked(req, 'aktif'),
  }
}

const EMPTY_QUESTION: PertanyaanIsian = {
  kode: '',
  labelId: '',
  labelEn: '',
  tipe: 'choice',
  wajib: false,
  bantuanId: '',
  bantuanEn: '',
  pilihan: [],
  hentikanJawaban: '',
  hentikanId: '',
  hentikanEn: '',
}

function toIsian(soal: Pertanyaan): PertanyaanIsian {
  return {
    kode: soal.kode,
    labelId: soal.label.id,
    labelEn: soal.label.en,
    tipe: soal.tipe,
    wajib: soal.wajib,
    bantuanId: soal.bantuan?.id ?? '',
    bantuanEn: soal.bantuan?.en ?? '',
    pilihan: (soal.pilihan ?? []).map(({ kode, label }) => ({ kode, ...label })),
    hentikanJawaban: soal.hentikan?.jawaban ?? '',
    hentikanId: soal.hentikan?.pesan.id ?? '',
    hentikanEn: soal.hentikan?.pesan.en ?? '',
  }
}

const CHOICE_ROWS_MAX = 40

function readPertanyaan(req: Req): PertanyaanIsian {
  const [kode, id, en] = ['pilihan_kode', 'pilihan_id', 'pilihan_en'].map((name) =>
    fieldList(req.form, name).slice(0, CHOICE_ROWS_MAX),
  )
  const pilihan = (id ?? []).map((words, index) => ({
    kode: (kode?.[index] ?? '').trim(),
    id: words.trim(),
    en: (en?.[index] ?? '').trim(),
  }))
  return {
    kode: text(req, 'kode'),
    labelId: text(req, 'label_id'),
    labelEn: text(req, 'label_en'),
    tipe: text(req, 'tipe'),
    wajib: ticked(req, 'wajib'),
    bantuanId: text(req, 'bantuan_id'),
    bantuanEn: text(req, 'bantuan_en'),
    pilihan: pilihan.filter((row) => row.id !== '' || row.en !== ''),
    hentikanJawaban: text(req, 'hentikan'),
    hentikanId: text(req, 'hentikan_id'),
    hentikanEn: text(req, 'hentikan_en'),
  }
}
