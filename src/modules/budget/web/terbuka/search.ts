import { type Sen, sumSen } from '../../../../kernel/money.ts'
import type { OpenBudget } from '../../actions/open-budget.ts'
import type { Fakta } from '../../domain/kubus.ts'
import { sumTree } from '../../domain/pohon.ts'
import { type Look, openHref } from './address.ts'

const FOUND_MAX = 30

type Found = Readonly<{ nama: string; kode: string; href: string; jumlah: Sen }>

/** Codes of the budget whose names hold every word, the largest amounts first. */
export function searchCodes(
  { codes, facts, isCeilings }: OpenBudget,
  tahun: number,
  cari: string,
): readonly Found[] {
  const words = cari.toLowerCase().split(/\s+/).slice(0, 6)
  const fits = ({ nama, kode }: Readonly<{ nama: string; kode: string }>) => {
    const text = `${kode} ${nama}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const sums = sumsByCode(facts)
  const found = (
    table: readonly Readonly<{ nama: string; kode: string }>[],
    of: string,
    look: (kode: string) => Look,
  ): Found[] =>
    table.filter(fits).flatMap(({ nama, kode }) => {
      const jumlah = sums.get(`${of} ${kode}`)
      return jumlah === undefined ? [] : [{ nama, kode, href: openHref(tahun, look(kode)), jumlah }]
    })
  const kelas = (kode: string) =>
    kode.startsWith('4') ? 'pendapatan' : kode.startsWith('6') ? 'pembiayaan' : 'belanja'
  return [
    ...found(codes.skpd.all, 'skpd', (skpd) => ({ skpd })),
    ...found(codes.nomenklatur.all, 'urusan', (urusan) => ({ urusan })),
    ...(isCeilings
      ? []
      : found(codes.rekening.all, 'akun', (akun) => ({ akun, kelas: kelas(akun) }))),
  ]
    .sort((a, b) => (a.jumlah === b.jumlah ? 0 : a.jumlah > b.jumlah ? -1 : 1))
    .slice(0, FOUND_MAX)
}

function sumsByCode(facts: readonly Fakta[]): ReadonlyMap<string, Sen> {
  const groups = new Map<string, Sen[]>()
  const add = (key: string, jumlah: Sen) => {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [jumlah])
    else group.push(jumlah)
  }
  for (const { skpd, urusan, jumlah } of facts) {
    add(`skpd ${skpd}`, jumlah)
    for (const kode of urusan) add(`urusan ${kode}`, jumlah)
  }
  const accounts = sumTree(
    facts.map(({ rekening, jumlah }) => ({ kode: rekening, jumlah: { anggaran: jumlah } })),
    ['anggaran'],
  )
  return new Map([
    ...[...groups].map(([key, amounts]) => [key, sumSen(amounts)] as const),
    ...[...accounts].map(([kode, { jumlah }]) => [`akun ${kode}`, jumlah.anggaran] as const),
  ])
}
