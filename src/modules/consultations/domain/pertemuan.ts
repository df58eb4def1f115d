import { cleanVisible } from '../../../kernel/clean-text.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { isLong, unless } from './refusals.ts'

/** What a form sends: `hadir-pengguna`, `perempuan-pengguna` for each element of society besides the rest. */
export type PertemuanForm = Readonly<Record<string, string>>

export type Hadir = Readonly<{ unsur: string; jumlah: number; perempuan: number }>
/** A meeting of a forum: how many came of each element of society, and what was found. No name of a person. */
export type IsiPertemuan = Readonly<{
  pada: Tanggal
  tempat: string
  acara: string
  hadir: readonly Hadir[]
  temuan: readonly string[]
}>

const HADIR_MAKS = 5_000
const TEMUAN_MAKS = 40

/** @refuses RAPAT_TANGGAL, RAPAT_TEMPAT, RAPAT_ACARA, RAPAT_HADIR, RAPAT_HADIR_PEREMPUAN, RAPAT_TEMUAN */
export function readPertemuan(
  form: PertemuanForm,
  { unsur, today }: Readonly<{ unsur: readonly string[]; today: Tanggal }>,
): Result<IsiPertemuan> {
  const text = (name: string) => maskPersonalData(cleanVisible(form[name] ?? '').trim())
  const pada = parseTanggal(text('pada'))
  const counted = unsur.map((kode) => ({
    unsur: kode,
    jumlah: countOf(form[`hadir-${kode}`]),
    perempuan: countOf(form[`perempuan-${kode}`]),
  }))
  const wrong = counted.find((one) => one.jumlah === undefined)
  const hadir = counted.filter((one): one is Hadir => (one.jumlah ?? 0) > 0)
  const women = counted.find(
    ({ jumlah = 0, perempuan }) => perempuan === undefined || perempuan > jumlah,
  )
  const temuan = text('temuan')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const isTemuanRight =
    temuan.length >= 1 && temuan.length <= TEMUAN_MAKS && temuan.every((one) => isLong(one, 5, 500))
  const refusals = [
    ...unless(pada.ok && pada.value <= today, 'RAPAT_TANGGAL', 'pada'),
    ...unless(isLong(text('tempat'), 3, 200), 'RAPAT_TEMPAT', 'tempat'),
    ...unless(isLong(text('acara'), 5, 1_000), 'RAPAT_ACARA', 'acara'),
    ...unless(
      wrong === undefined && hadir.length > 0,
      'RAPAT_HADIR',
      `hadir-${wrong?.unsur ?? unsur[0] ?? ''}`,
    ),
    ...unless(women === undefined, 'RAPAT_HADIR_PEREMPUAN', `perempuan-${women?.unsur ?? ''}`),
    ...unless(isTemuanRight, 'RAPAT_TEMUAN', 'temuan'),
  ]
  if (refusals.length > 0 || !pada.ok) return refuse(refusals)
  return ok({ pada: pada.value, tempat: text('tempat'), acara: text('acara'), hadir, temuan })
}

/** @returns undefined when it is no count; nothing written is nobody */
function countOf(text = ''): number | undefined {
  const plain = text.trim()
  if (plain === '') return 0
  return /^\d{1,4}$/.test(plain) && Number(plain) <= HADIR_MAKS ? Number(plain) : undefined
}
