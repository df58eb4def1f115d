import { grantsOf, type Role } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { Kit } from '../../../platform/kit.ts'
import { readTable } from '../../../platform/table/read-table.ts'
import { formatNumber } from '../../../ui/format.ts'
import { isWithin } from '../domain/kode.ts'
import type { KodeTable } from '../domain/kodefikasi.ts'
import { refusal } from '../domain/refusals.ts'
import type { TypedStandar } from '../domain/standar.ts'
import type { StatusTahun } from '../domain/tahun.ts'
import { messagesIn } from '../messages/index.ts'
import { countStandar, listMuatan, listPola } from '../store/overview-store.ts'
import type { Fiscal } from '../types.ts'
import { KODE, TABEL, type Tabel } from './frame.tsx'
import { type KodeShown, StandarPage, type StandarProps, TablePage } from './table.page.tsx'
import { YearsPage, type YearsProps } from './years.page.tsx'

export const KODE_READERS: readonly Role[] = [
  'perencana',
  'tapd',
  'ppkd',
  'pa',
  'kpa',
  'ppk-skpd',
  'pptk',
  'bendahara',
  'bendahara-penerimaan',
  'pengurus-barang',
  'bud',
  'akuntansi',
  'aset',
  'pajak',
  'inspektorat',
  'admin',
]
const YEAR_SETTERS: readonly Role[] = ['ppkd']
const STANDAR_LOADERS: readonly Role[] = ['ppkd', 'aset', 'perencana']
const SHOWN = 200
const STANDAR_SHOWN = 50
const STANDAR_COUNTED = 100_000
const UPLOAD_BYTES = 9_000_000
const LOADS_SHOWN = 12
const STATUSES: readonly StatusTahun[] = ['penyusunan', 'berjalan', 'tutup']

type Deps = Readonly<{ kit: Kit; fiscal: Fiscal }>

/** Fiscal years, code tables and price standards. */
export function fiscalRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const read = { roles: KODE_READERS }
  return [
    { kind, method: 'GET', url: KODE, access: read, handle: (req) => showYears(deps, req) },
    {
      kind,
      method: 'POST',
      url: `${KODE}/tahun`,
      access: { roles: YEAR_SETTERS },
      handle: (req) => setYear(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${KODE}/:tabel`,
      access: read,
      handle: (req) => showTable(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${KODE}/standar/muat`,
      access: { roles: STANDAR_LOADERS },
      bodyLimit: UPLOAD_BYTES,
      handle: (req) => loadStandar(deps, req),
    },
  ]
}

const holds = (req: Req, roles: readonly Role[]) =>
  grantsOf(req.actor).some(({ role }) => roles.includes(role))

/** The year that was asked for, else the one that runs today, else the newest. */
async function yearsOf({ kit, fiscal }: Deps, typed: string) {
  const all = await fiscal.semuaTahun(kit.db)
  const years = all.map(({ tahun }) => tahun)
  const today = yearOf(kit.today())
  const wanted = Number(typed)
  const tahun = years.includes(wanted)
    ? wanted
    : years.includes(today)
      ? today
      : (years[0] ?? today)
  return { all, years, tahun }
}

async function showYears(
  deps: Deps,
  req: Req,
  refused?: Pick<YearsProps, 'refusals'> & Readonly<{ typed: NonNullable<YearsProps['typed']> }>,
): Promise<Answer> {
  const { kit, fiscal } = deps
  const { all, tahun } = await yearsOf(deps, fieldText(req.query, 'tahun'))
  const kodefikasi = await fiscal.kodefikasi(kit.db, tahun)
  const counts: Readonly<Record<Tabel, number>> = {
    rekening: kodefikasi.rekening.all.length,
    nomenklatur: kodefikasi.nomenklatur.all.length,
    skpd: kodefikasi.skpd.all.length,
    'sumber-dana': kodefikasi.sumberDana.all.length,
    standar: await countStandar(kit.db, tahun, STANDAR_COUNTED),
  }
  return page(
    <YearsPage
      ctx={req.ctx}
      tahun={tahun}
      years={all}
      counts={TABEL.map((tabel) => ({ tabel, count: counts[tabel] }))}
      pola={await listPola(kit.db, tahun)}
      loads={await listMuatan(kit.db, LOADS_SHOWN)}
      maySet={holds(req, YEAR_SETTERS)}
      refusals={refused?.refusals ?? []}
      {...(refused === undefined ? {} : { typed: refused.typed })}
    />,
    refused === undefined ? {} : { status: 422 },
  )
}

async function setYear(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal } = deps
  const typed = {
    tahun: fieldText(req.form, 'tahun').trim(),
    ke: fieldText(req.form, 'ke'),
    dasar: fieldText(req.form, 'dasar'),
  }
  const ke = STATUSES.find((one) => one === typed.ke)
  const tahun = /^2[01]\d\d$/.test(typed.tahun) ? Number(typed.tahun) : undefined
  if (ke === undefined) return notFound
  if (tahun === undefined || tahun > 2100)
    return showYears(deps, req, { typed, refusals: [refusal('TAHUN_ANGKA', {}, 'tahun')] })
  const done = await transaction(kit.db, (tx) =>
    fiscal.setTahun(tx, { actor: req.actor, tahun, ke, dasar: typed.dasar }),
  )
  if (!done.ok) return showYears(deps, req, { typed, refusals: done.refusals })
  const m = messagesIn(req.ctx.lang)
  return redirect(`${KODE}?tahun=${tahun}`, {
    flash: { kind: 'success', text: m.yearDone(String(tahun), m.statuses[ke]) },
  })
}

async function showTable(deps: Deps, req: Req): Promise<Answer> {
  const tabel = TABEL.find((one) => one === req.params.tabel)
  if (tabel === undefined) return notFound
  if (tabel === 'standar') return showStandar(deps, req)
  const { years, tahun } = await yearsOf(deps, fieldText(req.query, 'tahun'))
  const kodefikasi = await deps.fiscal.kodefikasi(deps.kit.db, tahun)
  const tables = {
    rekening: kodefikasi.rekening,
    nomenklatur: kodefikasi.nomenklatur,
    skpd: kodefikasi.skpd,
    'sumber-dana': kodefikasi.sumberDana,
  }
  const cari = fieldText(req.query, 'cari').trim().slice(0, 100)
  const table: KodeTable<CodedRow> = tables[tabel]
  const di = fieldText(req.query, 'di')
  const found = cari === '' ? levelOf(table, di) : searchIn(table, cari)
  return page(
    <TablePage
      ctx={req.ctx}
      tahun={tahun}
      years={years}
      cari={cari}
      tabel={tabel}
      path={cari === '' ? table.pathOf(di) : []}
      rows={found.slice(0, SHOWN).map((row) => shownOf(table, row))}
      isCut={found.length > SHOWN}
    />,
  )
}

type CodedRow = Readonly<{
  id: number
  kode: string
  nama: string
  indukKode: string | null
  isTerverifikasi?: boolean
  saldoNormal?: 'D' | 'K'
}>

function levelOf(table: KodeTable<CodedRow>, di: string): readonly CodedRow[] {
  return di === '' ? table.all.filter(({ indukKode }) => indukKode === null) : table.childrenOf(di)
}

/** A code and all below it, or every name that has all the words. */
function searchIn(table: KodeTable<CodedRow>, cari: string): readonly CodedRow[] {
  if (/^[\d.]+$/.test(cari))
    return table.all.filter(({ kode }) => isWithin(kode, cari.replace(/\.$/, '')))
  const words = cari.toLowerCase().split(/\s+/)
  return table.all.filter(({ nama }) => {
    const name = nama.toLowerCase()
    return words.every((word) => name.includes(word))
  })
}

function shownOf(table: KodeTable<CodedRow>, row: CodedRow): KodeShown {
  return {
    kode: row.kode,
    nama: row.nama,
    turun: table.childrenOf(row.kode).length > 0,
    isTerverifikasi: row.isTerverifikasi,
    sisi: row.saldoNormal,
  }
}

async function showStandar(
  deps: Deps,
  req: Req,
  more: Partial<Pick<StandarProps, 'refusals' | 'typed' | 'notice'>> = {},
): Promise<Answer> {
  const { kit, fiscal } = deps
  const source = req.method === 'POST' ? req.form : req.query
  const { years, tahun } = await yearsOf(deps, fieldText(source, 'tahun'))
  const cari = fieldText(req.query, 'cari').trim().slice(0, 100)
  const sesudah = afterOf(fieldText(req.query, 'sesudah'))
  const rows = await fiscal.cariStandar(kit.db, {
    tahun,
    kata: cari,
    limit: STANDAR_SHOWN,
    ...(sesudah === undefined ? {} : { sesudah }),
  })
  const last = rows.length === STANDAR_SHOWN ? rows.at(-1) : undefined
  const next = new URLSearchParams({ tahun: String(tahun), cari })
  if (last !== undefined) next.set('sesudah', `${last.jenis} ${last.kode}`)
  return page(
    <StandarPage
      ctx={req.ctx}
      tahun={tahun}
      years={years}
      cari={cari}
      rows={rows}
      nextHref={last === undefined ? undefined : `${KODE}/standar?${next.toString()}`}
      mayLoad={holds(req, STANDAR_LOADERS)}
      refusals={more.refusals ?? []}
      {...(more.typed === undefined ? {} : { typed: more.typed })}
      {...(more.notice === undefined ? {} : { notice: more.notice })}
    />,
    more.refusals === undefined ? {} : { status: 422 },
  )
}

function afterOf(text: string): Readonly<{ jenis: string; kode: string }> | undefined {
  const at = text.indexOf(' ')
  return at < 1 ? undefined : { jenis: text.slice(0, at), kode: text.slice(at + 1, at + 61) }
}

async function loadStandar(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal } = deps
  const typed = {
    dasar: fieldText(req.form, 'dasar').trim(),
    tempel: fieldText(req.form, 'tempel'),
    isPeriksa: fieldText(req.form, 'periksa') === 'ya',
  }
  const { tahun } = await yearsOf(deps, fieldText(req.form, 'tahun'))
  const brought = await readBrought(req, typed.tempel)
  const refusals: Refusal[] = [
    ...(typed.dasar.length < 3 ? [refusal('MUAT_DASAR', {}, 'dasar')] : []),
    ...brought.refusals,
  ]
  if (refusals.length > 0) return showStandar(deps, req, { refusals, typed })
  const done = await transaction(kit.db, (tx) =>
    fiscal.muatStandar(tx, {
      tahun,
      rows: brought.rows,
      dasar: typed.dasar,
      sumber: brought.sumber,
      oleh: req.actor.kind === 'anonymous' ? '' : req.actor.name,
      isPeriksa: typed.isPeriksa,
    }),
  )
  if (!done.ok) return showStandar(deps, req, { refusals: done.refusals, typed })
  const m = messagesIn(req.ctx.lang)
  const count = formatNumber(done.value, req.ctx.lang)
  if (typed.isPeriksa)
    return showStandar(deps, req, {
      typed: { ...typed, isPeriksa: false },
      notice: <p class="catatan">{m.checkedOk(count)}</p>,
    })
  return redirect(`${KODE}/standar?tahun=${tahun}`, {
    flash: { kind: 'success', text: m.loaded(count) },
  })
}

type Brought = Readonly<{
  rows: readonly TypedStandar[]
  refusals: readonly Refusal[]
  sumber: string
}>

async function readBrought(req: Req, tempel: string): Promise<Brought> {
  const [file] = req.files
  const hasFile = file !== undefined && file.bytes.length > 0
  if (!hasFile && tempel.trim() === '')
    return { rows: [], refusals: [refusal('MUAT_BERKAS', {}, 'berkas')], sumber: '' }
  const source = hasFile
    ? ({ kind: 'file', bytes: file.bytes } as const)
    : ({ kind: 'pasted', text: tempel } as const)
  const { rows, problems } = await readTable(source, {
    required: ['jenis', 'kode', 'uraian', 'satuan', 'harga'],
    optional: ['spesifikasi', 'rekening'],
  })
  return {
    rows,
    refusals: problems.map(({ row, message }) =>
      refusal('STANDAR_TABEL', { baris: row, pesan: message }, hasFile ? 'berkas' : 'tempel'),
    ),
    sumber: hasFile ? file.filename.slice(0, 300) || 'berkas' : 'tempelan',
  }
}
