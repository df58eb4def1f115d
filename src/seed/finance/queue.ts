import { addDays, type Tanggal, weekdayOf } from '../../kernel/date.ts'
import { type Sen, sen, subtractSen, sumSen, ZERO_SEN } from '../../kernel/money.ts'
import {
  accountNumber,
  BANK,
  BUD,
  must,
  officeOf,
  type Posisi,
  type Tahun,
  turnTo,
} from './house.ts'
import type { Paid } from './spending.ts'

type Station = 'diajukan' | 'diverifikasi' | 'spm' | 'sp2d'

/** What waits now, where, and since how many working days; two days are allowed, so two of them are late. */
const WAITING: readonly Readonly<{ unit: string; until: Station; days: number; uraian: string }>[] =
  [
    { unit: 'pupr', until: 'diajukan', days: 0, uraian: 'Belanja bahan pemeliharaan jalan' },
    { unit: 'pupr', until: 'diverifikasi', days: 1, uraian: 'Jasa pengawasan pekerjaan jalan' },
    { unit: 'pupr', until: 'spm', days: 1, uraian: 'Belanja sewa alat berat' },
    { unit: 'dinkes', until: 'diajukan', days: 5, uraian: 'Belanja bahan habis pakai puskesmas' },
    { unit: 'dikbud', until: 'spm', days: 6, uraian: 'Belanja perlengkapan sekolah' },
    {
      unit: 'dinsos',
      until: 'diverifikasi',
      days: 1,
      uraian: 'Belanja perlengkapan penerima bantuan',
    },
    { unit: 'dlh', until: 'spm', days: 0, uraian: 'Belanja bahan bakar truk sampah' },
    { unit: 'setda', until: 'sp2d', days: 1, uraian: 'Belanja jasa tenaga ahli' },
  ]

/** Payments on their way at this moment, each at its station. */
export async function fillQueue(year: Tahun, paid: Paid): Promise<void> {
  for (const [at, one] of WAITING.entries()) {
    const posisi = roomiest(year, one.unit, { paid, nth: at % 3 })
    if (posisi === undefined) continue
    const jumlah = amountFor(year, posisi, paid.get(posisi.id) ?? ZERO_SEN)
    if (jumlah <= 0n) continue
    const day = workdaysBefore(year.sampai, one.days)
    await submitTo(year, { ...one, posisi, jumlah, day, key: `${at}` })
    paid.set(posisi.id, sumSen([paid.get(posisi.id) ?? ZERO_SEN, jumlah]))
  }
}

/** Goods that leave most of their release unspent. */
function roomiest(
  { posisi }: Tahun,
  unit: string,
  { paid, nth }: Readonly<{ paid: Paid; nth: number }>,
): Posisi | undefined {
  return posisi
    .filter(({ skpd, kode }) => skpd.unitKode === unit && kode.startsWith('5.1.02'))
    .map((one) => ({ one, left: one.anggaran - (paid.get(one.id) ?? ZERO_SEN) }))
    .toSorted((a, b) => Number(b.left - a.left))[nth]?.one
}

/** A tenth of what the cash plan still allows, whole millions. */
function amountFor(year: Tahun, { rencana }: Posisi, paid: Sen): Sen {
  const released = sumSen(rencana.slice(0, Number(year.sampai.slice(5, 7))))
  const tenth = subtractSen(released, paid) / 10n
  return sen(tenth - (tenth % 100_000_000n))
}

function workdaysBefore(day: Tanggal, count: number): Tanggal {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, -1)
    if (weekdayOf(at) <= 5) left -= 1
  }
  return at
}

type Waiting = (typeof WAITING)[number] &
  Readonly<{ posisi: Posisi; jumlah: Sen; day: Tanggal; key: string }>

async function submitTo(year: Tahun, one: Waiting): Promise<void> {
  const { work, tahun } = year
  const { posisi, jumlah, day, until } = one
  const office = officeOf(posisi.skpd)
  const maker = one.unit === 'pupr' ? office.maker : office.treasurer
  const bare = { alasan: '', suratNomor: '' }
  turnTo(year, day, -1)
  const { id: sppId } = must(
    await work.submit(maker, {
      skpdId: posisi.skpd.id,
      kunci: `contoh-antrean-${tahun}-${one.key}`,
      form: {
        jenis: 'LS',
        uraian: one.uraian,
        penerima: 'CV Jati Mandiri',
        bank: BANK,
        rekening: accountNumber(900),
        baris: [{ mataAnggaranId: posisi.id, uraian: one.uraian, jumlahSen: jumlah, pajak: [] }],
        bukti: [
          { jenis: 'Berita acara', nomor: `BA/${one.unit}/${one.key}/${tahun}`, tanggal: day },
        ],
      },
    }),
  )
  if (until === 'diajukan') return
  must(await work.step(office.checker, { ...bare, sppId, langkah: 'setujui', periksa: 'lengkap' }))
  if (until === 'diverifikasi') return
  must(await work.step(office.head, { ...bare, sppId, langkah: 'terbit-spm' }))
  if (until === 'sp2d') must(await work.step(BUD, { ...bare, sppId, langkah: 'terbit-sp2d' }))
}
