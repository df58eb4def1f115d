import { zoneAbbreviation } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound } from '../../../platform/http/answer.ts'
import { fieldList, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatTanggalWithWeekday, localeOf } from '../../../ui/format.ts'
import { formatJam, type HariIsian, openStateAt } from '../domain/hours.ts'
import { seenOf } from '../domain/seen.ts'
import type { UnitIsian } from '../domain/settings.ts'
import { messagesIn } from '../messages/index.ts'
import { type SettingsDeps, saveUnit } from '../settings-actions.ts'
import type { Unit } from '../types.ts'
import { done, get, post, query, show, text, viewOf } from './edge.ts'
import { PublicUnitPage, UNIT, UnitFormPage, UnitListPage } from './unit.page.tsx'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** Agencies: list, form, and the page everyone may read. */
export function unitRoutes(deps: SettingsDeps): readonly Route[] {
  const { reference } = deps
  return [
    get('/unit', (req) => {
      const cari = query(req, 'cari')
      const units = reference
        .units()
        .filter(({ nama, kode, singkatan }) =>
          `${nama} ${kode} ${singkatan}`.toLowerCase().includes(cari.toLowerCase()),
        )
      return show(<UnitListPage {...viewOf(req)} units={units} cari={cari} />)
    }),
    get('/unit/:kode', (req) => {
      if (req.params.kode === 'baru')
        return showForm(deps, req, { isian: EMPTY, hours: hoursOf(undefined), seen: '' })
      const unit = reference.findUnit(req.params.kode ?? '')
      if (unit === undefined) return notFound
      const form = { isian: toIsian(unit), hours: hoursOf(unit), seen: seenOf(unit) }
      return showForm(deps, req, { ...form, kode: unit.kode })
    }),
    post('/unit/:kode', async (req) => {
      const isNew = req.params.kode === 'baru'
      const kode = isNew ? text(req, 'kode') : (req.params.kode ?? '')
      if (!isNew && reference.findUnit(kode) === undefined) return notFound
      const isian = readIsian(req, kode)
      const hours = readHours(req)
      const order = { isian, hours, seen: text(req, 'dilihat'), isNew }
      const saved = await saveUnit(deps, signedInOf(req), order)
      if (saved.ok) return done(req, `${UNIT}/${kode}`)
      const seen = isNew ? '' : seenOf(reference.findUnit(kode))
      const form = { isian, hours, seen, ...(isNew ? {} : { kode }) }
      return showForm(deps, req, form, saved.refusals)
    }),
    {
      method: 'GET',
      url: '/unit/:kode',
      access: 'public',
      kind: 'page',
      handle: (req) => showPublic(deps, req),
    },
  ]
}

type Form = Readonly<{
  kode?: string
  isian: UnitIsian
  hours: readonly HariIsian[]
  seen: string
}>

function showForm(
  { reference }: SettingsDeps,
  req: Req,
  { kode, isian, hours, seen }: Form,
  refusals: readonly Refusal[] = [],
): Answer {
  const toChoice = ({ kode: value, nama: label }: Readonly<{ kode: string; nama: string }>) => ({
    value,
    label,
  })
  const kecamatan = reference.kecamatan()
  const view = (
    <UnitFormPage
      {...viewOf(req, refusals)}
      kode={kode}
      isian={isian}
      hours={hours}
      seen={seen}
      units={reference
        .units()
        .filter((unit) => unit.isActive && unit.kode !== kode)
        .map(toChoice)}
      kecamatan={kecamatan.map(toChoice)}
      areas={kecamatan.map((one) => ({
        label: one.nama,
        choices: [one, ...reference.desaOf(one.kode)].map(toChoice),
      }))}
    />
  )
  return show(view, refusals)
}

const EMPTY: UnitIsian = {
  kode: '',
  nama: '',
  singkatan: '',
  indukKode: '',
  wilayahKode: '',
  alamat: '',
  telepon: '',
  catatanJam: '',
  wilayahLayanan: [],
  isActive: true,
}

function toIsian(unit: Unit): UnitIsian {
  return {
    kode: unit.kode,
    nama: unit.nama,
    singkatan: unit.singkatan,
    indukKode: unit.indukKode ?? '',
    wilayahKode: unit.wilayahKode ?? '',
    alamat: unit.alamat ?? '',
    telepon: unit.telepon ?? '',
    catatanJam: unit.jamLayanan ?? '',
    wilayahLayanan: unit.wilayahLayanan ?? [],
    isActive: unit.isActive,
  }
}

function hoursOf(unit: Unit | undefined): readonly HariIsian[] {
  return WEEKDAYS.map((hari) => {
    const span = unit?.jamBuka?.find((one) => one.hari === hari)
    return span === undefined
      ? { hari, buka: '', tutup: '' }
      : { hari, buka: formatJam(span.buka), tutup: formatJam(span.tutup) }
  })
}

function readHours(req: Req): readonly HariIsian[] {
  return WEEKDAYS.map((hari) => ({
    hari,
    buka: text(req, `jam.${hari}.buka`).slice(0, 5),
    tutup: text(req, `jam.${hari}.tutup`).slice(0, 5),
  }))
}

function readIsian(req: Req, kode: string): UnitIsian {
  return {
    kode,
    nama: text(req, 'nama'),
    singkatan: text(req, 'singkatan'),
    indukKode: text(req, 'induk'),
    wilayahKode: text(req, 'wilayah'),
    alamat: text(req, 'alamat'),
    telepon: text(req, 'telepon'),
    catatanJam: text(req, 'catatan_jam'),
    wilayahLayanan: fieldList(req.form, 'layanan').slice(0, 200),
    isActive: text(req, 'aktif') === 'ya',
  }
}

function showPublic({ reference }: SettingsDeps, req: Req): Answer {
  const unit = reference.findUnit(req.params.kode ?? '')
  if (unit === undefined) return notFound
  const areas = [
    ...(unit.wilayahKode === null ? [] : [unit.wilayahKode]),
    ...(unit.wilayahLayanan ?? []),
  ].map((kode) => reference.findWilayah(kode)?.nama ?? kode)
  return show(
    <PublicUnitPage
      {...viewOf(req)}
      unit={unit}
      parent={unit.indukKode === null ? undefined : reference.findUnit(unit.indukKode)?.nama}
      state={stateOf(reference, req, unit)}
      areas={areas}
    />,
  )
}

function stateOf(reference: SettingsDeps['reference'], req: Req, unit: Unit) {
  const m = messagesIn(req.ctx.lang).publik
  const { lang } = req.ctx
  if (unit.jamBuka === undefined || unit.jamBuka.length === 0)
    return { isOpen: false, words: m.unknown, holiday: undefined }
  const zone = zoneAbbreviation(localeOf(req.ctx).zone)
  const state = openStateAt(unit.jamBuka, req.ctx.now, reference.calendar())
  if (state.kind === 'open') {
    const words = m.open(`${formatJam(state.untilMinute)} ${zone}`)
    return { isOpen: true, words, holiday: undefined }
  }
  const { next, holiday } = state
  if (next === undefined) return { isOpen: false, words: m.closed, holiday }
  const day = formatTanggalWithWeekday(next.date, lang)
  return {
    isOpen: false,
    words: m.closedUntil(`${day} ${formatJam(next.minute)} ${zone}`),
    holiday,
  }
}
