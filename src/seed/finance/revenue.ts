import { present } from '../../kernel/assert.ts'
import { allocate, type Sen, sen } from '../../kernel/money.ts'
import { isReached, must, officeOf, type Posisi, type Tahun, turnTo, workday } from './house.ts'
import { hashOf } from './pace.ts'

/** Months of the year, by what kind of revenue it is. */
const SEASONS: readonly Readonly<{ kode: string; bulan: readonly bigint[]; permil: bigint }>[] = [
  // Land tax comes before its due day in September.
  { kode: '4.1.01.15', bulan: [1n, 1n, 3n, 5n, 8n, 10n, 14n, 22n, 27n, 5n, 3n, 1n], permil: 968n },
  { kode: '4.1.01', bulan: [7n, 7n, 8n, 8n, 8n, 8n, 9n, 9n, 9n, 9n, 9n, 9n], permil: 1017n },
  { kode: '4.1.04', bulan: [6n, 7n, 8n, 8n, 8n, 8n, 9n, 9n, 9n, 9n, 9n, 10n], permil: 1006n },
  // General allocation comes monthly, one part ahead.
  { kode: '4.2.01.08', bulan: [16n, 8n, 8n, 8n, 8n, 8n, 8n, 8n, 8n, 8n, 8n, 4n], permil: 998n },
  {
    kode: '4.2.01.10',
    bulan: [0n, 0n, 30n, 0n, 20n, 0n, 20n, 0n, 20n, 0n, 10n, 0n],
    permil: 1000n,
  },
  { kode: '4.2', bulan: [0n, 0n, 25n, 0n, 0n, 25n, 0n, 0n, 25n, 0n, 20n, 5n], permil: 985n },
]

/** Revenue of a year by position and month, in sen. */
export function revenueOf(one: Posisi): readonly Sen[] {
  const season = present(
    SEASONS.find(({ kode }) => one.kode.startsWith(kode)),
    `revenue ${one.kode} has its season`,
  )
  const total = sen((one.anggaran * (season.permil + BigInt(hashOf(one.kode) % 9))) / 1000n)
  return allocate(sen(total - (total % 100_000n)), season.bulan)
}

/** What treasurers of revenue took in during a month, and deposited the same day. */
export async function receiveMonth(year: Tahun, bulan: number): Promise<void> {
  const { work, tahun, posisi, codes } = year
  const day = workday(tahun, bulan, 2)
  if (!isReached(year, day)) return
  turnTo(year, day)
  for (const skpd of codes.skpd.all) {
    const own = posisi.filter((one) => one.skpd.id === skpd.id && one.kode.startsWith('4.'))
    const ids: string[] = []
    const { receiver } = officeOf(skpd)
    for (const one of own) {
      const jumlahSen = present(revenueOf(one)[bulan - 1], 'twelve months')
      if (jumlahSen === 0n) continue
      const order = {
        skpdId: skpd.id,
        tanggal: day,
        rekeningId: one.rekeningId,
        dari: one.kode.startsWith('4.2')
          ? 'Kas Negara dan Kas Daerah Provinsi'
          : 'Wajib pajak daerah',
        jumlahSen,
        bukti: `TBP/${bulan}/${one.kode}`,
      }
      ids.push(must(await work.recordPenerimaan(receiver, order)).id)
    }
    if (ids.length > 0) must(await work.deposit(receiver, { skpdId: skpd.id, ids }))
  }
}
