import { present } from '../../../kernel/assert.ts'
import type { Lingkup, SusunanBaris, SusunanLaporan } from './susunan.ts'
import { takesAccount } from './susunan.ts'

/** What stands on an account up to a day, apart by class: 0 opening, 1 of the year, 2 closing. */
export type AccountSum = Readonly<{
  kode: string
  /** The account a budget line is for; undefined on every other line. */
  kodeAnggaran: string | undefined
  kelas: number
  debit: bigint
  kredit: bigint
}>

export type LaporanBaris = Readonly<{
  id: string
  judul: string
  tingkat: number
  kind: 'judul' | 'akun' | 'jumlah'
  isUji: boolean
  /** In sen; undefined on headings. */
  nilai: bigint | undefined
  anggaran: bigint | undefined
}>

type Reach = Readonly<{ lingkup: Lingkup; eliminasi: readonly string[] }>

const OPEN = [0, 1]

/**
 * Fill a statement's lines from the sums of accounts. Closing journals never count, so that a closed year shows what it
 * showed before.
 *
 * @returns the lines of this reach, in order
 */
export function fillLaporan(
  { baris, hasAnggaran }: SusunanLaporan,
  sums: readonly AccountSum[],
  reach: Reach,
): readonly LaporanBaris[] {
  const values = new Map<string, Values>()
  const shown = baris.filter(({ untuk }) => untuk === undefined || untuk === reach.lingkup)
  return shown.map((line) => {
    const value = lineValue(line, values, (one) => sumAccounts(one, sums, reach))
    values.set(line.id, value ?? { nilai: 0n, anggaran: 0n })
    return {
      id: line.id,
      judul: line.judul,
      tingkat: line.tingkat,
      kind: line.akun !== undefined ? 'akun' : line.rumus !== undefined ? 'jumlah' : 'judul',
      isUji: line.uji === true,
      nilai: value?.nilai,
      anggaran: hasAnggaran ? value?.anggaran : undefined,
    }
  })
}

type Values = Readonly<{ nilai: bigint; anggaran: bigint }>

function lineValue(
  line: SusunanBaris,
  values: ReadonlyMap<string, Values>,
  sum: (line: SusunanBaris) => Values,
): Values | undefined {
  if (line.akun !== undefined) return sum(line)
  if (line.rumus === undefined) return undefined
  let [nilai, anggaran] = [0n, 0n]
  for (const part of line.rumus) {
    const isMinus = part.startsWith('-')
    const id = isMinus ? part.slice(1) : part
    // A line of the other reach is left out of a sum that names it.
    const value = values.get(id)
    if (value === undefined) continue
    nilai += isMinus ? -value.nilai : value.nilai
    anggaran += isMinus ? -value.anggaran : value.anggaran
  }
  return { nilai, anggaran }
}

function sumAccounts(line: SusunanBaris, sums: readonly AccountSum[], reach: Reach): Values {
  const sisi = present(line.sisi, 'a line of accounts has a side')
  const kelas = line.kelas ?? OPEN
  let [nilai, anggaran] = [0n, 0n]
  for (const sum of sums) {
    if (!kelas.includes(sum.kelas)) continue
    const { kodeAnggaran } = sum
    if (takesAccount(line, sum.kode, reach)) nilai += amountOn(sisi, sum, line.kotor === true)
    // A budget stands on the other side: estimates of revenue on debit, appropriations on credit.
    if (kodeAnggaran !== undefined && takesAccount(line, kodeAnggaran, reach))
      anggaran -= amountOn(sisi, sum, false)
  }
  return { nilai, anggaran }
}

function amountOn(
  sisi: 'D' | 'K',
  { debit, kredit }: Pick<AccountSum, 'debit' | 'kredit'>,
  isGross: boolean,
): bigint {
  if (isGross) return sisi === 'D' ? debit : kredit
  return sisi === 'D' ? debit - kredit : kredit - debit
}

export type AkunNilai = Readonly<{ kode: string; nilai: bigint; anggaran: bigint }>

/** The accounts a line is made of, in order of their codes; what is zero on both is left out. */
export function accountsOfLine(
  line: SusunanBaris,
  sums: readonly AccountSum[],
  reach: Reach,
): readonly AkunNilai[] {
  const byKode = new Map<string, Values>()
  const add = (kode: string, more: Values) => {
    const known = byKode.get(kode) ?? { nilai: 0n, anggaran: 0n }
    byKode.set(kode, {
      nilai: known.nilai + more.nilai,
      anggaran: known.anggaran + more.anggaran,
    })
  }
  for (const sum of sums) {
    const one = sumAccounts(line, [sum], reach)
    if (one.nilai !== 0n) add(sum.kode, { nilai: one.nilai, anggaran: 0n })
    if (one.anggaran !== 0n)
      add(sum.kodeAnggaran ?? sum.kode, { nilai: 0n, anggaran: one.anggaran })
  }
  return [...byKode]
    .map(([kode, value]) => ({ kode, ...value }))
    .filter(({ nilai, anggaran }) => nilai !== 0n || anggaran !== 0n)
    .toSorted((a, b) => (a.kode < b.kode ? -1 : 1))
}
