import { atField } from '../../../kernel/at-field.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Fields, fieldText, type Req } from '../../../platform/http/route.ts'
import type { Deps } from '../actions/deps.ts'
import type { RoleWish } from '../domain/appointments.ts'
import { textOf } from './edge.ts'
import type { FormValues, Places } from './pages/users.tsx'

/** Agencies and areas to choose from, in the order people look for them. */
export function placesOf({ reference }: Pick<Deps, 'reference'>): Places {
  const units = reference.units().filter(({ isActive }) => isActive)
  return {
    units: units.map(({ kode, nama }) => ({ value: kode, label: nama })),
    wilayah: reference.kecamatan().map((kecamatan) => ({
      label: kecamatan.nama,
      choices: [kecamatan, ...reference.desaOf(kecamatan.kode)].map(({ kode, nama }) => ({
        value: kode,
        label: nama,
      })),
    })),
    unitName: (kode) => (kode === null ? '' : (reference.findUnit(kode)?.singkatan ?? kode)),
  }
}

/** The first value of every field of a form, to show it again. */
export function formValues(form: Fields): FormValues {
  return Object.fromEntries(Object.keys(form).map((name) => [name, fieldText(form, name)]))
}

export type Dates = Readonly<{ berlakuMulai: Tanggal; berlakuSampai: Tanggal | null }>

/** First and last day; without a first day it begins today, without a last day it runs on. */
export function readDates(req: Req, today: Tanggal): Result<Dates> {
  const [from, until] = [textOf(req, 'mulai').trim(), textOf(req, 'sampai').trim()]
  const mulai = from === '' ? ok(today) : atField('mulai', parseTanggal(from))
  const sampai = until === '' ? ok(null) : atField('sampai', parseTanggal(until))
  if (mulai.ok && sampai.ok) return ok({ berlakuMulai: mulai.value, berlakuSampai: sampai.value })
  return refuse([mulai, sampai].flatMap((part) => (part.ok ? [] : part.refusals)))
}

/** @refuses codes of parseTanggal */
export function readRoleWish(req: Req, today: Tanggal): Result<RoleWish> {
  const dates = readDates(req, today)
  if (!dates.ok) return dates
  return ok({
    ...dates.value,
    peran: textOf(req, 'peran'),
    unitKode: textOf(req, 'unit') || null,
    wilayahKode: textOf(req, 'wilayah') || null,
    dasar: textOf(req, 'dasar').trim().slice(0, 300),
  })
}
