import { addSen, type Sen, sumSen, ZERO_SEN } from '../../kernel/money.ts'
import type { SppForm } from '../../modules/treasury/index.ts'
import {
  accountNumber,
  afterWeekend,
  BANK,
  BUD,
  BULAN,
  isReached,
  must,
  officeOf,
  type Posisi,
  PPKD,
  type Skpd,
  type Tahun,
  turnTo,
  workday,
} from './house.ts'
import { dueIn, hashOf, paceOf } from './pace.ts'

/** What was paid of every position so far, contracts and imprest counted in. */
export type Paid = Map<string, Sen>

type Payment = Readonly<{ skpd: Skpd; form: SppForm; kunci: string }>

const SALARY_DAY = 2
const GOODS_DAY = 12
const LINES_MAX = 180

/** Salaries at the beginning of a month, goods and works in its middle. */
export async function payMonth(year: Tahun, bulan: number, paid: Paid): Promise<void> {
  const { tahun } = year
  await payAll(year, workday(tahun, bulan, SALARY_DAY), salariesOf(year, bulan, paid))
  const day = workday(tahun, bulan, GOODS_DAY)
  await payAll(year, day, goodsOf(year, { bulan, day, paid }))
}

/** From the request to the money in the payee's account: four people, three days. */
async function payAll(
  year: Tahun,
  day: ReturnType<typeof workday>,
  draw: () => readonly Payment[],
): Promise<void> {
  const { work } = year
  const last = afterWeekend(day, 2)
  if (!isReached(year, last)) return
  const payments = draw()
  if (payments.length === 0) return
  turnTo(year, day)
  const made = must(
    await work.submitMany(
      payments.map(({ skpd, form, kunci }) => ({
        actor: officeOf(skpd).treasurer,
        order: { skpdId: skpd.id, kunci, form },
      })),
    ),
  )
  const steps = (who: 'checker' | 'head') =>
    made.map(({ id }, at) => ({
      actor: officeOf((payments[at] as Payment).skpd)[who],
      sppId: id,
    }))
  turnTo(year, day, 3)
  must(await work.stepMany('setujui', steps('checker')))
  turnTo(year, afterWeekend(day, 1))
  must(await work.stepMany('terbit-spm', steps('head')))
  turnTo(year, last)
  must(await work.issueBatch(BUD, { limit: made.length, each: made.length }))
  turnTo(year, last, 3)
  must(
    await work.payMany(
      BUD,
      made.map(({ id, nomor }) => ({
        sppId: id,
        tanggal: last,
        referensi: `TRF${hashOf(nomor)}`,
      })),
    ),
  )
}

const salariesOf = (year: Tahun, bulan: number, paid: Paid) => () =>
  bySkpd(
    year,
    year.posisi.filter(({ kode }) => kode.startsWith('5.1.01')),
    { bulan, paid },
  ).map(
    ({ skpd, lines }): Payment => ({
      skpd,
      kunci: `contoh-gaji-${year.tahun}-${bulan}-${skpd.id}`,
      form: {
        jenis: 'LS-GAJI',
        uraian: `Gaji dan tunjangan bulan ${BULAN[bulan - 1]} ${year.tahun}`,
        penerima: `Pegawai ${skpd.nama}`.slice(0, 200),
        bank: BANK,
        rekening: accountNumber(skpd.id),
        baris: lines,
        bukti: [],
      },
    }),
  )

const goodsOf =
  (
    year: Tahun,
    {
      bulan,
      day,
      paid,
    }: Readonly<{ bulan: number; day: SppForm['bukti'][number]['tanggal']; paid: Paid }>,
  ) =>
  () => {
    const isGoods = ({ kode }: Posisi) => kode.startsWith('5.') && !kode.startsWith('5.1.01')
    const isModal = ({ kode }: Posisi) => kode.startsWith('5.2')
    const rest = year.posisi.filter(isGoods)
    return [false, true].flatMap((modal) =>
      bySkpd(
        year,
        rest.filter((one) => isModal(one) === modal),
        { bulan, paid },
      ).map(
        ({ skpd, lines }): Payment => ({
          skpd,
          kunci: `contoh-${modal ? 'modal' : 'barang'}-${year.tahun}-${bulan}-${skpd.id}`,
          form: {
            jenis: 'LS',
            uraian:
              `${modal ? 'Belanja modal' : 'Belanja barang dan jasa'} ${skpd.nama}, ${BULAN[bulan - 1]} ${year.tahun}`.slice(
                0,
                500,
              ),
            penerima: SUPPLIERS[(skpd.id + bulan) % SUPPLIERS.length] ?? 'CV Jati Mandiri',
            bank: BANK,
            rekening: accountNumber(900 + ((skpd.id + bulan) % SUPPLIERS.length)),
            baris: lines,
            bukti: [
              {
                jenis: 'Berita acara serah terima',
                nomor: `BAST/${skpd.id}/${modal ? 'M' : 'B'}/${bulan}/${year.tahun}`,
                tanggal: day,
              },
            ],
          },
        }),
      ),
    )
  }

/** Suppliers of an invented region. */
const SUPPLIERS = [
  'CV Jati Mandiri',
  'PT Sendang Karya Utama',
  'CV Giri Persada',
  'UD Sumber Wangi',
  'PT Tambak Mulya Sejahtera',
  'CV Karang Jaya Teknik',
  'Koperasi Karya Praja',
] as const

function bySkpd(
  { codes }: Tahun,
  posisi: readonly Posisi[],
  { bulan, paid }: Readonly<{ bulan: number; paid: Paid }>,
): readonly Readonly<{ skpd: Skpd; lines: SppForm['baris'] }>[] {
  const groups = new Map<number, SppForm['baris'][number][]>()
  for (const one of posisi) {
    const before = paid.get(one.id) ?? ZERO_SEN
    const key = `${one.skpd.kode} ${one.kode} ${one.subKegiatanId}`
    const pace = paceOf({ kode: one.kode, unitKode: one.skpd.unitKode ?? '', key })
    const due = dueIn(bulan, { ...one, paid: before }, pace)
    const lines = groups.get(one.skpd.id) ?? []
    if (due === 0n || lines.length >= LINES_MAX) continue
    groups.set(one.skpd.id, [
      ...lines,
      { mataAnggaranId: one.id, uraian: '', jumlahSen: due, pajak: [] },
    ])
    paid.set(one.id, addSen(before, due))
  }
  return codes.skpd.all.flatMap((skpd) => {
    const lines = groups.get(skpd.id)
    return lines === undefined ? [] : [{ skpd, lines }]
  })
}

/** Funds are released for the months to come, so far as the cash plan goes. */
export async function release(
  year: Tahun,
  { from, to }: Readonly<{ from: number; to: number }>,
): Promise<void> {
  const { work, codes, posisi, tahun } = year
  const day = workday(tahun, from, from === 1 ? 2 : 1)
  if (!isReached(year, day)) return
  for (const skpd of codes.skpd.all) {
    const subs = new Map<number | null, Sen[]>()
    for (const one of posisi) {
      if (one.skpd.id !== skpd.id || !one.kode.startsWith('5.')) continue
      const own = subs.get(one.subKegiatanId) ?? []
      subs.set(one.subKegiatanId, [...own, sumSen(one.rencana.slice(from - 1, to))])
    }
    const lines = [...subs]
      .map(([subKegiatanId, amounts]) => ({ subKegiatanId, jumlahSen: sumSen(amounts) }))
      .filter(({ jumlahSen }) => jumlahSen > 0n)
    if (lines.length === 0) continue
    turnTo(year, day)
    const draft = { skpdId: skpd.id, bulanMulai: from, bulanSampai: to, lines }
    const { id } = must(await work.draftSpd(BUD, draft))
    turnTo(year, day, 2)
    must(await work.decideSpd(PPKD, { id, isSah: true, alasan: '' }))
  }
}
