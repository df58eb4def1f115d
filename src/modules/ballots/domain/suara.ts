import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Pilihan, Pungutan } from './pungutan.ts'
import { refusal } from './refusals.ts'

/** What a ballot says: option codes, in order where the order counts; points beside them where they are given. */
export type Suara = Readonly<{ pilihan: readonly string[]; poin: readonly number[] }>

/** Fields as they were typed: `pilihan` of ticks; `p-<code>` of points or places. */
export type SuaraForm = Readonly<{
  ticks: readonly string[]
  fields: Readonly<Record<string, string>>
}>

/** Name of the field of one option. */
export const fieldOf = (kode: string) => `p-${kode}`

/** Write an amount for a sentence; handed in, because how money looks depends on the reader. */
export type MoneyText = (sen: bigint) => string

/**
 * Read a ballot.
 *
 * @refuses SUARA_KOSONG, PILIHAN_TIDAK_DIKENAL, TERLALU_BANYAK, MELEBIHI_ANGGARAN, POIN_TIDAK_SAH,
 * POIN_TERLALU_BANYAK, URUTAN_KEMBAR, URUTAN_BERLUBANG
 */
export function readSuara(
  form: SuaraForm,
  { pungutan, daftar }: Readonly<{ pungutan: Pungutan; daftar: readonly Pilihan[] }>,
  money: MoneyText,
): Result<Suara> {
  const typed = readTyped(form, pungutan, daftar)
  return typed.ok ? checkSuara(typed.value, { pungutan, daftar }, money) : typed
}

function readTyped(
  { ticks, fields }: SuaraForm,
  { jenis }: Pungutan,
  daftar: readonly Pilihan[],
): Result<Suara> {
  if (jenis === 'setuju') return ok({ pilihan: [...new Set(ticks)], poin: [] })
  const numbers = daftar.map(({ kode }) => ({ kode, text: (fields[fieldOf(kode)] ?? '').trim() }))
  const bad = numbers.filter(({ text }) => !/^\d{0,4}$/.test(text))
  if (bad.length > 0) {
    return refuse(bad.map(({ kode }) => refusal('POIN_TIDAK_SAH', {}, fieldOf(kode))))
  }
  const given = numbers
    .map(({ kode, text }) => ({ kode, number: Number(text) }))
    .filter(({ number }) => number > 0)
  if (jenis === 'poin') {
    return ok({ pilihan: given.map(({ kode }) => kode), poin: given.map(({ number }) => number) })
  }
  return inOrder(given)
}

type Placed = Readonly<{ kode: string; number: number }>

function inOrder(given: readonly Placed[]): Result<Suara> {
  const order = given.toSorted((a, b) => a.number - b.number)
  const twins = order.filter(({ number }, at) => order[at - 1]?.number === number)
  const refusals = twins.map(({ kode, number }) =>
    refusal('URUTAN_KEMBAR', { urutan: number }, fieldOf(kode)),
  )
  if (refusals.length > 0) return refuse(refusals)
  const hole = order.find(({ number }, at) => number !== at + 1)
  if (hole !== undefined) return refuse(refusal('URUTAN_BERLUBANG', {}, fieldOf(hole.kode)))
  return ok({ pilihan: order.map(({ kode }) => kode), poin: [] })
}

/** The same checks for a ballot that comes as data. */
export function checkSuara(
  suara: Suara,
  { pungutan, daftar }: Readonly<{ pungutan: Pungutan; daftar: readonly Pilihan[] }>,
  money: MoneyText,
): Result<Suara> {
  const { pilihan, poin } = suara
  const known = new Map(daftar.map((one) => [one.kode, one]))
  const isWhole =
    pilihan.every((kode) => known.has(kode)) && new Set(pilihan).size === pilihan.length
  if (!isWhole || poin.length !== (pungutan.jenis === 'poin' ? pilihan.length : 0))
    return refuse(refusal('PILIHAN_TIDAK_DIKENAL', {}, 'pilihan'))
  const refusals: readonly Refusal[] = [
    ...(pilihan.length === 0 ? [refusal('SUARA_KOSONG', {}, 'pilihan')] : []),
    ...tooMany(suara, pungutan),
    ...tooDear(suara, { pungutan, known, money }),
  ]
  if (refusals.length > 0) return refuse(refusals)
  // Ticks have no order: as they were sent they could tell who sent them.
  return ok(pungutan.jenis === 'setuju' ? { pilihan: sorted(pilihan), poin } : suara)
}

function sorted(kode: readonly string[]): readonly string[] {
  return kode.toSorted((a, b) => Number(a) - Number(b))
}

function tooMany({ pilihan, poin }: Suara, pungutan: Pungutan): readonly Refusal[] {
  const { palingBanyak, jumlahPoin } = pungutan
  if (poin.some((one) => !Number.isInteger(one) || one < 1 || one > 1_000))
    return [refusal('POIN_TIDAK_SAH', {}, 'pilihan')]
  const sum = poin.reduce((a, b) => a + b, 0)
  if (sum > jumlahPoin)
    return [refusal('POIN_TERLALU_BANYAK', { poin: sum, banyak: jumlahPoin }, 'pilihan')]
  return pilihan.length > palingBanyak
    ? [refusal('TERLALU_BANYAK', { banyak: palingBanyak, dipilih: pilihan.length }, 'pilihan')]
    : []
}

function tooDear(
  { pilihan }: Suara,
  {
    pungutan,
    known,
    money,
  }: Readonly<{ pungutan: Pungutan; known: ReadonlyMap<string, Pilihan>; money: MoneyText }>,
): readonly Refusal[] {
  const { anggaran, isBatasAnggaran } = pungutan
  if (anggaran === null || !isBatasAnggaran) return []
  const sum = pilihan.reduce((total, kode) => total + (known.get(kode)?.biaya ?? 0n), 0n)
  if (sum <= anggaran) return []
  const values = { biaya: money(sum), anggaran: money(anggaran) }
  return [refusal('MELEBIHI_ANGGARAN', values, 'pilihan')]
}
