import { parseTanggal } from '../../../../../kernel/date.ts'
import { isUuid } from '../../../../../kernel/id.ts'
import type { Refusal } from '../../../../../kernel/result.ts'
import { type Answer, bytes, notFound, redirect } from '../../../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../../../platform/http/route.ts'
import { seenOf } from '../../../actions/edit-katalog.ts'
import { removeWewenang, saveWewenang } from '../../../actions/katalog-edits.ts'
import { exportWewenang, importWewenang } from '../../../actions/katalog-import.ts'
import type { Deps } from '../../../deps.ts'
import { grupOf, type Katalog, type Wewenang } from '../../../domain/katalog.ts'
import {
  findClashes,
  findGaps,
  type Trial,
  unitOf,
  type WewenangIsian,
  weighRules,
} from '../../../domain/katalog-edit/wewenang.ts'
import { katalogMessages } from '../../../messages/katalog.ts'
import type { CitizenReports } from '../../../types.ts'
import {
  done,
  get,
  kategoriGroups,
  post,
  query,
  refusedTo,
  seenIn,
  show,
  text,
  ticked,
  viewOf,
} from './edge.ts'
import { type Choices, type Names, WEWENANG, WewenangListPage } from './wewenang.page.tsx'
import { WewenangFormPage, WewenangImportPage } from './wewenang-form.page.tsx'

const CSV_LIMIT_BYTES = 2 * 1024 * 1024

/** The authority map: list, trial, gaps, one rule, and the map as a file. */
export function wewenangRoutes({ deps, katalog }: CitizenReports): readonly Route[] {
  return [
    get('/wewenang', async (req) => showList(deps, req, await katalog.get())),
    get('/wewenang.csv', async () =>
      bytes(
        new TextEncoder().encode(await exportWewenang(await katalog.get())),
        'text/csv; charset=utf-8',
        { 'content-disposition': 'attachment; filename="peta-wewenang.csv"' },
      ),
    ),
    get('/wewenang/impor', (req) =>
      show(<WewenangImportPage {...viewOf(req)} report={undefined} />),
    ),
    post('/wewenang/impor', (req) => takeFile(deps, req), CSV_LIMIT_BYTES),
    get('/wewenang/:id', async (req) => {
      const all = await katalog.get()
      if (req.params.id === 'baru') return showForm(deps, req, { all, isian: newRule(deps, req) })
      const rule = all.wewenang.find(({ id }) => id === req.params.id)
      if (rule === undefined) return notFound
      return showForm(deps, req, { all, id: rule.id, isian: toIsian(rule), seen: seenOf(rule) })
    }),
    post('/wewenang/:id', async (req) => {
      const isNew = req.params.id === 'baru'
      const id = isNew ? deps.kit.newId() : (req.params.id ?? '')
      if (!isUuid(id)) return notFound
      const isian = readRule(req)
      const seen = isNew ? seenOf(undefined) : seenIn(req)
      const saved = await saveWewenang(deps, { actor: signedInOf(req), seen }, { id, isian })
      if (saved.ok) return done(req, WEWENANG, saved.value)
      const all = await katalog.get()
      const now = all.wewenang.find((rule) => rule.id === id)
      const form = { all, isian, seen: seenOf(now), ...(isNew ? {} : { id }) }
      return showForm(deps, req, form, saved.refusals)
    }),
    post('/wewenang/:id/hapus', async (req) => {
      const id = req.params.id ?? ''
      if (!isUuid(id)) return notFound
      const removed = await removeWewenang(deps, { actor: signedInOf(req), seen: seenIn(req) }, id)
      if (!removed.ok) return refusedTo(req, WEWENANG, removed)
      const flash = { kind: 'success', text: katalogMessages(req.ctx.lang).removed } as const
      return redirect(WEWENANG, { flash })
    }),
  ]
}

async function takeFile(deps: Deps, req: Req): Promise<Answer> {
  const file = req.files.find(({ field }) => field === 'berkas')
  const m = katalogMessages(req.ctx.lang).wewenang
  if (file === undefined || file.bytes.length === 0) {
    const refusals: readonly Refusal[] = [
      { code: 'BERKAS_KOSONG', message: m.noFile, field: 'berkas' },
    ]
    return show(<WewenangImportPage {...viewOf(req, refusals)} report={undefined} />, refusals)
  }
  const order = { bytes: file.bytes, isStored: ticked(req, 'simpan') }
  const report = await importWewenang(deps, signedInOf(req), order)
  if (!report.ok) return refusedTo(req, WEWENANG, report)
  const status = report.value.problems.length > 0 ? 422 : 200
  return {
    kind: 'page',
    view: <WewenangImportPage {...viewOf(req)} report={report.value} />,
    status,
  }
}

function namesOf({ reference }: Deps, req: Req, katalog: Katalog): Names {
  const m = katalogMessages(req.ctx.lang).wewenang
  return {
    kategori: (kode) => katalog.kategori.get(kode)?.nama[req.ctx.lang] ?? kode,
    wilayah: (kode) => reference.findWilayah(kode)?.nama ?? kode,
    unit: (kode) =>
      kode === '@desa' || kode === '@kecamatan'
        ? m.placeOffice[kode]
        : (reference.findUnit(kode)?.nama ?? kode),
  }
}

function choicesOf({ reference }: Deps, req: Req, katalog: Katalog): Choices {
  return {
    kategori: kategoriGroups(katalog, req.ctx.lang),
    wilayah: reference.kecamatan().map((kecamatan) => ({
      label: kecamatan.nama,
      choices: [kecamatan, ...reference.desaOf(kecamatan.kode)].map(({ kode, nama }) => ({
        value: kode,
        label: nama,
      })),
    })),
    units: reference
      .units()
      .filter((unit) => unit.isActive)
      .map(({ kode, nama }) => ({ value: kode, label: nama })),
  }
}

function showList(deps: Deps, req: Req, katalog: Katalog): Answer {
  const filter = { kategori: query(req, 'grup'), unit: query(req, 'unit') }
  const rules = katalog.wewenang.filter(
    (rule) =>
      (filter.kategori === '' || grupOf(rule.kategoriKode) === filter.kategori) &&
      (filter.unit === '' || rule.unitKode === filter.unit),
  )
  const trial = {
    kategori: query(req, 'kategori'),
    wilayah: query(req, 'wilayah'),
    tempat: query(req, 'tempat'),
    tanggal: query(req, 'tanggal') || deps.kit.today(),
  }
  const asked = readTrial(deps, trial)
  const weighed = asked === undefined ? undefined : weighRules(katalog.wewenang, asked)
  const names = namesOf(deps, req, katalog)
  const lang = req.ctx.lang
  return show(
    <WewenangListPage
      {...viewOf(req)}
      rules={rules}
      names={names}
      choices={choicesOf(deps, req, katalog)}
      filter={filter}
      trial={trial}
      weighed={weighed}
      decided={decidedUnit(deps, asked, weighed?.[0]?.rule)}
      gaps={findGaps(katalog, deps.kit.today()).map(({ kode, nama }) => ({
        kode,
        nama: nama[lang],
      }))}
      clashes={findClashes(katalog.wewenang)}
    />,
  )
}

function readTrial(
  { reference }: Deps,
  trial: Readonly<{ kategori: string; wilayah: string; tempat: string; tanggal: string }>,
): Trial | undefined {
  const date = parseTanggal(trial.tanggal)
  if (trial.kategori === '' || !date.ok) return undefined
  const wilayah = reference.findWilayah(trial.wilayah)
  const isKecamatan = wilayah?.tingkat === 'kecamatan'
  return {
    kategoriKode: trial.kategori,
    today: date.value,
    place: {
      wilayahKode: wilayah === undefined || isKecamatan ? null : wilayah.kode,
      kecamatanKode: wilayah === undefined ? null : reference.kecamatanKodeOf(wilayah.kode),
      jenisTempat: trial.tempat || null,
    },
  }
}

function decidedUnit(
  { reference }: Deps,
  asked: Trial | undefined,
  rule: Wewenang | undefined,
): string | undefined {
  if (asked === undefined || rule === undefined || rule.unitKode === null) return undefined
  const office = (kode: string) => reference.unitOfWilayah(kode)?.kode
  const kode = unitOf(rule.unitKode, asked.place, office)
  return kode === undefined ? undefined : reference.findUnit(kode)?.nama
}

type Form = Readonly<{ all: Katalog; id?: string; isian: WewenangIsian; seen?: string }>

function showForm(
  deps: Deps,
  req: Req,
  { all, id, isian, seen = '' }: Form,
  refusals: readonly Refusal[] = [],
): Answer {
  const view = (
    <WewenangFormPage
      {...viewOf(req, refusals)}
      id={id}
      isian={isian}
      seen={seen}
      choices={choicesOf(deps, req, all)}
    />
  )
  return show(view, refusals)
}

function newRule({ kit }: Deps, req: Req): WewenangIsian {
  return {
    kategoriKode: query(req, 'kategori'),
    wilayahKode: '',
    jenisTempat: '',
    unitKode: '',
    luarDaerah: '',
    prioritas: '0',
    berlakuMulai: kit.today(),
    berlakuSampai: '',
  }
}

function toIsian(rule: Wewenang): WewenangIsian {
  return {
    kategoriKode: rule.kategoriKode,
    wilayahKode: rule.wilayahKode ?? '',
    jenisTempat: rule.jenisTempat ?? '',
    unitKode: rule.unitKode ?? '',
    luarDaerah: rule.luarDaerah ?? '',
    prioritas: String(rule.prioritas),
    berlakuMulai: rule.berlakuMulai,
    berlakuSampai: rule.berlakuSampai ?? '',
  }
}

function readRule(req: Req): WewenangIsian {
  return {
    kategoriKode: text(req, 'kategori'),
    wilayahKode: text(req, 'wilayah'),
    jenisTempat: text(req, 'jenis_tempat'),
    unitKode: text(req, 'unit'),
    luarDaerah: text(req, 'luar_daerah'),
    prioritas: text(req, 'prioritas'),
    berlakuMulai: text(req, 'mulai'),
    berlakuSampai: text(req, 'sampai'),
  }
}
