import { atField } from '../../../../kernel/at-field.ts'
import { parseLatLon } from '../../../../kernel/geo.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page } from '../../../../platform/http/answer.ts'
import { type Fields, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatRelative, localeOf } from '../../../../ui/format.ts'
import type { Choice } from '../../../../ui/index.ts'
import {
  COUNTER_ROLES,
  type Counter,
  type CounterForm,
  createCounter,
  sitsAtCounter,
} from '../../actions/counter.ts'
import { findSimilar } from '../../actions/find-similar.ts'
import { grupOf, type Kategori } from '../../domain/katalog.ts'
import { JENIS, type Laporan } from '../../domain/laporan.ts'
import { findHelper } from '../../store/pelapor-store.ts'
import type { CitizenReports } from '../../types.ts'
import { tagOf } from '../labels.ts'
import { CounterPage, type SimilarLine } from './loket.page.tsx'
import { SlipPage } from './slip.page.tsx'

const FIELDS = [
  'jenis',
  'kategori',
  'judul',
  'isi',
  'wilayah',
  'patokan',
  'lat',
  'lon',
  'nama',
  'telepon',
  'email',
  'privasi',
  'rahasia',
  'setuju',
] as const
const LENGTH_MAX = 5_000
const SIMILAR_MAX = 5

type Desk = Readonly<{ reports: CitizenReports; counter: Counter }>
type Typed = Readonly<Record<string, string | readonly string[]>>

/** The counter: type a report for a citizen, print the slip, take the next. */
export function loketRoutes(reports: CitizenReports): readonly Route[] {
  const desk = { reports, counter: createCounter(reports.deps, reports.submit) }
  const room = { access: { roles: COUNTER_ROLES }, kind: 'page' } as const
  return [
    {
      ...room,
      method: 'GET',
      url: '/kerja/loket',
      handle: (req) => showForm(desk, req, { typed: ownPlace(desk, req) }),
    },
    { ...room, method: 'POST', url: '/kerja/loket', handle: (req) => takeForm(desk, req) },
    {
      ...room,
      method: 'GET',
      url: '/kerja/loket/:nomor/slip',
      handle: (req) => showSlip(desk, req),
    },
    {
      ...room,
      method: 'POST',
      url: '/kerja/loket/:nomor/slip',
      handle: (req) => renewSlip(desk, req),
    },
  ]
}

/** A village's own counter starts with its village. */
function ownPlace({ reports }: Desk, { actor }: Req): Typed {
  if (!sitsAtCounter(actor)) return {}
  const wilayah = actor.grants.find((grant) => grant.wilayahKode !== undefined)?.wilayahKode ?? ''
  const tingkat = reports.deps.reference.findWilayah(wilayah)?.tingkat
  return tingkat === 'desa' || tingkat === 'kelurahan' ? { wilayah } : {}
}

type Shown = Readonly<{
  typed: Typed
  refusals?: readonly Refusal[]
  kunci?: string
  similar?: readonly SimilarLine[]
  saved?: Readonly<{ nomor: string; kodeLacak: string | undefined }>
}>

async function showForm({ reports }: Desk, req: Req, shown: Shown): Promise<Answer> {
  const { reference, kit } = reports.deps
  const katalog = await reports.katalog.get()
  const { lang } = req.ctx
  const leaf = leafOf(katalog.kategori, shown.typed)
  const choice = ({ kode, nama }: { kode: string; nama: string }): Choice => ({
    value: kode,
    label: nama,
  })
  const view = (
    <CounterPage
      ctx={req.ctx}
      refusals={shown.refusals ?? []}
      typed={shown.typed}
      kunci={shown.kunci ?? kit.newSecretId()}
      kategori={katalog.grup.map((grup) => ({
        label: grup.nama[lang],
        choices: katalog.daun
          .filter((daun) => grupOf(daun.kode) === grup.kode)
          .map((daun) => ({ value: daun.kode, label: daun.nama[lang] })),
      }))}
      desa={reference
        .kecamatan()
        .map(({ kode, nama }) => ({ label: nama, choices: reference.desaOf(kode).map(choice) }))}
      pertanyaan={leaf?.pertanyaan ?? []}
      isAlwaysSecret={leaf?.isRahasia ?? false}
      similar={shown.similar}
      saved={shown.saved}
    />
  )
  return page(view, { status: (shown.refusals ?? []).length > 0 ? 422 : 200 })
}

function leafOf(kategori: ReadonlyMap<string, Kategori>, typed: Typed): Kategori | undefined {
  return kategori.get(fieldText(typed, 'kategori'))
}

/** What the form may carry, cut to what can be meant. */
function readTyped(form: Fields, leaf: Kategori | undefined): Typed {
  const plain = FIELDS.map((name) => [name, fieldText(form, name).trim().slice(0, LENGTH_MAX)])
  const answers = (leaf?.pertanyaan ?? []).flatMap(({ kode }) => {
    const value = form[`jawaban.${kode}`]
    return value === undefined || value === '' ? [] : [[`jawaban.${kode}`, value]]
  })
  return Object.fromEntries([...plain, ...answers])
}

async function takeForm(desk: Desk, req: Req): Promise<Answer> {
  const katalog = await desk.reports.katalog.get()
  const leaf = leafOf(katalog.kategori, req.form)
  const typed = readTyped(req.form, leaf)
  const given = fieldText(req.form, 'kunci')
  const kunci = isUuid(given) ? given : desk.reports.deps.kit.newSecretId()
  const aksi = fieldText(req.form, 'aksi')
  if (aksi === 'pertanyaan') return showForm(desk, req, { typed, kunci })
  if (aksi === 'serupa')
    return showForm(desk, req, { typed, kunci, similar: await similarTo(desk, req, typed) })
  const form = toForm(req, { typed, kunci, leaf })
  const taken = await desk.counter.take(req.actor, form)
  if (!taken.ok) return showForm(desk, req, { typed, kunci, refusals: taken.refusals })
  const { nomor, isNew } = taken.value
  // A page sent again by a reload shows the number only: the code was shown once.
  const kodeLacak = isNew ? taken.value.kodeLacak : undefined
  if (aksi === 'berikut')
    return showForm(desk, req, {
      typed: { wilayah: fieldText(typed, 'wilayah') },
      saved: { nomor, kodeLacak },
    })
  const laporan = await desk.counter.find(req.actor, nomor)
  return laporan === undefined ? notFound : slipOf(desk, req, { laporan, kodeLacak })
}

function refusePoint(typed: Typed): readonly Refusal[] {
  const point = { lat: fieldText(typed, 'lat'), lon: fieldText(typed, 'lon') }
  if (point.lat === '' && point.lon === '') return []
  const read = atField('lat', parseLatLon(point))
  return read.ok ? [] : read.refusals
}

type Given = Readonly<{ typed: Typed; kunci: string; leaf: Kategori | undefined }>

function toForm(req: Req, { typed, kunci, leaf }: Given): CounterForm {
  const text = (name: string) => fieldText(typed, name)
  const point = text('lat') === '' ? undefined : parseLatLon({ lat: text('lat'), lon: text('lon') })
  const isAnonim = text('privasi') === 'anonim'
  return {
    telepon: text('telepon'),
    email: text('email'),
    isSetuju: text('setuju') === '1',
    refusals: refusePoint(typed),
    submission: {
      kunciKlien: kunci,
      kategoriKode: text('kategori'),
      isian: {
        jenis: JENIS.find((jenis) => jenis === text('jenis')) ?? 'pengaduan',
        judul: text('judul'),
        isi: text('isi'),
        jawaban: Object.fromEntries(
          (leaf?.pertanyaan ?? []).flatMap(({ kode }) => {
            const value = typed[`jawaban.${kode}`]
            return value === undefined ? [] : [[kode, value]]
          }),
        ),
        isAnonim,
        isRahasia: text('rahasia') === '1',
        isNamaTampil: false,
        nama: isAnonim || text('nama') === '' ? null : text('nama').slice(0, 100),
      },
      lokasi: {
        lat: point?.ok ? point.value.lat : null,
        lon: point?.ok ? point.value.lon : null,
        sumber: point?.ok ? 'peta' : 'patokan',
        patokan: text('patokan') || null,
        wilayahKode: text('wilayah') || null,
      },
      bahasa: req.ctx.lang,
    },
  }
}

/** Open cases that may be the same problem, judged as on the citizen's own form. */
async function similarTo(
  { reports }: Desk,
  req: Req,
  typed: Typed,
): Promise<readonly SimilarLine[]> {
  const text = (name: string) => fieldText(typed, name)
  const point = parseLatLon({ lat: text('lat'), lon: text('lon') })
  const wilayahKode = text('wilayah')
  const { reference } = reports.deps
  const told = {
    text: `${text('judul')} ${text('isi')}`,
    kategoriKode: text('kategori'),
    point: point.ok ? point.value : undefined,
    wilayahKode,
    kecamatanKode: wilayahKode === '' ? '' : reference.kecamatanKodeOf(wilayahKode),
  }
  const found = await findSimilar(reports.deps, told, SIMILAR_MAX)
  return found.map((row) => ({
    nomor: row.nomor,
    judul: row.judul,
    facts: [
      tagOf(req.ctx, row).label,
      formatRelative(row.diterimaAt, req.ctx.now, localeOf(req.ctx)),
    ],
  }))
}

async function showSlip(desk: Desk, req: Req): Promise<Answer> {
  const laporan = await desk.counter.find(req.actor, nomorOf(req))
  return laporan === undefined ? notFound : slipOf(desk, req, { laporan, kodeLacak: undefined })
}

async function renewSlip(desk: Desk, req: Req): Promise<Answer> {
  const renewed = await desk.counter.renewCode(req.actor, nomorOf(req))
  return renewed.ok ? slipOf(desk, req, renewed.value) : notFound
}

function nomorOf(req: Req): string {
  return String(req.params.nomor).toUpperCase()
}

type Slip = Readonly<{ laporan: Laporan; kodeLacak: string | undefined }>

async function slipOf({ reports }: Desk, req: Req, { laporan, kodeLacak }: Slip): Promise<Answer> {
  const { kit, identity, reference } = reports.deps
  const locale = localeOf(req.ctx)
  const helper = await findHelper(kit.db, laporan.id)
  const account = helper === null ? undefined : await identity.findAccount(kit.db, helper)
  const isChecking = laporan.tenggatJenis === 'verifikasi' && laporan.tenggatAt !== null
  const view = (
    <SlipPage
      ctx={req.ctx}
      refusals={[]}
      nomor={laporan.nomor}
      kodeLacak={kodeLacak}
      mayRenew={!laporan.isRahasia}
      receivedAt={formatDateTime(laporan.diterimaAt, locale)}
      promise={
        isChecking && laporan.tenggatAt !== null
          ? formatDateTime(laporan.tenggatAt, locale)
          : undefined
      }
      isDateUnconfirmed={!laporan.isTenggatPasti}
      helpedBy={account?.name ?? reference.region().name}
      url={`${kit.baseUrl}/laporan/${laporan.nomor}`}
    />
  )
  return page(view, { headers: { 'cache-control': 'no-store' } })
}
