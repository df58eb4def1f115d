import { assert, present } from '../../kernel/assert.ts'
import { addDays, type Tanggal } from '../../kernel/date.ts'
import { addSen, type Sen, sen, subtractSen, ZERO_SEN } from '../../kernel/money.ts'
import type { Baris } from '../../modules/planning/index.ts'
import {
  accountNumber,
  afterWeekend,
  BANK,
  BUD,
  isReached,
  must,
  officeOf,
  type Posisi,
  type Tahun,
  turnTo,
  workday,
} from './house.ts'
import type { Paid } from './spending.ts'

type Stage = Readonly<{
  jenis: 'uang-muka' | 'termin'
  uraian: string
  persen: bigint
  bulan: number
}>

/** What the demo's region builds under contract: one road, one school, with the stages they are paid in. */
type Recipe = Readonly<{
  unit: string
  kata: string
  kode: string
  penyedia: string
  stages: readonly Stage[]
}>

const RECIPES: readonly Recipe[] = [
  {
    unit: 'pupr',
    kata: 'Rehabilitasi jalan',
    kode: '5.2.04.01',
    penyedia: 'PT Giri Persada Konstruksi',
    stages: [
      { jenis: 'uang-muka', uraian: 'Uang muka 20 persen', persen: 20n, bulan: 4 },
      { jenis: 'termin', uraian: 'Termin I, fisik 50 persen', persen: 30n, bulan: 7 },
      { jenis: 'termin', uraian: 'Termin II, fisik 100 persen', persen: 50n, bulan: 10 },
    ],
  },
  {
    unit: 'dikbud',
    kata: 'ruang kelas',
    kode: '5.2.03.01',
    penyedia: 'CV Karang Jaya Teknik',
    stages: [
      { jenis: 'termin', uraian: 'Termin I, fisik 40 persen', persen: 40n, bulan: 8 },
      { jenis: 'termin', uraian: 'Termin II, fisik 100 persen', persen: 60n, bulan: 11 },
    ],
  },
]

export type Contract = Readonly<{
  recipe: Recipe
  posisi: Posisi
  baris: Baris
  nilai: Sen
}>

const ROUND = 100_000n

/** Contracts of a year: for the largest work of their kind that the plan names by its place. */
export function contractsOf(year: Tahun, lines: readonly Baris[]): readonly Contract[] {
  return RECIPES.flatMap((recipe) => {
    const [baris] = lines
      .filter(({ uraian }) => uraian.toLowerCase().includes(recipe.kata.toLowerCase()))
      .filter(({ skpdId }) => year.codes.skpd.byId.get(skpdId)?.unitKode === recipe.unit)
      .toSorted((a, b) => Number(b.pagu - a.pagu))
    if (baris === undefined) return []
    const posisi = year.posisi.find(
      (one) => one.subKegiatanId === baris.subKegiatanId && one.kode.startsWith(recipe.kode),
    )
    if (posisi === undefined) return []
    // A bid is below the ceiling of the work; supervision and administration are paid beside it.
    const offer = (baris.pagu * 88n) / 100n
    const most = (posisi.anggaran * 96n) / 100n
    const nilai = offer < most ? offer : most
    return [{ recipe, posisi, baris, nilai: sen(nilai - (nilai % (100n * ROUND))) }]
  })
}

/** What contracts will cost is not spent otherwise. */
export function reserve(contracts: readonly Contract[], paid: Paid): void {
  for (const { posisi, nilai } of contracts)
    paid.set(posisi.id, addSen(paid.get(posisi.id) ?? ZERO_SEN, nilai))
}

const amountsOf = ({ recipe, nilai }: Contract): readonly Sen[] => {
  let left = nilai
  return recipe.stages.map(({ persen }, at) => {
    const part = at === recipe.stages.length - 1 ? left : sen((nilai * persen) / 100n)
    left = subtractSen(left, part)
    return part
  })
}

type Made = Readonly<{ id: string; termin: readonly string[]; labels: string[] }>
export type Contracts = Map<Contract, Made>

/** Signed in February, and paid stage by stage as the work is handed over. */
export async function workMonth(
  year: Tahun,
  bulan: number,
  { contracts, made }: Readonly<{ contracts: readonly Contract[]; made: Contracts }>,
): Promise<void> {
  for (const contract of contracts) {
    if (bulan === 2) await sign(year, contract, made)
    const found = made.get(contract)
    const at = contract.recipe.stages.findIndex((stage) => stage.bulan === bulan)
    if (found !== undefined && at >= 0) await payStage(year, { contract, made: found, at })
  }
}

async function sign(year: Tahun, contract: Contract, made: Contracts): Promise<void> {
  const { work, tahun, tx } = year
  const { recipe, posisi, baris, nilai } = contract
  const day = workday(tahun, 2, 24)
  if (!isReached(year, day)) return
  turnTo(year, day)
  const amounts = amountsOf(contract)
  let fisik = 0n
  const termin = recipe.stages.map((stage, at) => {
    fisik += stage.persen
    return {
      jenis: stage.jenis,
      uraian: stage.uraian,
      nilai: present(amounts[at], 'an amount for each stage'),
      fisikBps: stage.jenis === 'uang-muka' ? 0 : Number(fisik) * 100,
      rencana: workday(tahun, stage.bulan, 18),
    }
  })
  const { id } = must(
    await work.makeKontrak(officeOf(posisi.skpd).maker, {
      skpdId: posisi.skpd.id,
      subKegiatanId: posisi.subKegiatanId,
      tanggal: day,
      mulai: addDays(day, 7),
      selesai: workday(tahun, 11, 30),
      uraian: baris.uraian,
      penyedia: recipe.penyedia,
      penyediaBank: BANK,
      penyediaRekening: accountNumber(700 + posisi.skpd.id),
      nilai,
      retensiBps: 0,
      pemeliharaanHari: 0,
      termin,
    }),
  )
  const stages = await work.termin(tx, id)
  assert(stages.length === recipe.stages.length, 'a contract keeps its stages')
  made.set(contract, { id, termin: stages.map((one) => one.id), labels: [] })
}

type StageAt = Readonly<{ contract: Contract; made: Made; at: number }>

async function payStage(year: Tahun, { contract, made, at }: StageAt): Promise<void> {
  const { work, tahun } = year
  const { recipe, posisi } = contract
  const stage = present(recipe.stages[at], 'a stage of the contract')
  const day = workday(tahun, stage.bulan, 18)
  const last = afterWeekend(day, 2)
  if (!isReached(year, last)) return
  const office = officeOf(posisi.skpd)
  turnTo(year, day)
  const bast = `BAST/${recipe.unit.toUpperCase()}/${at + 1}/${tahun}`
  if (stage.jenis === 'termin') {
    const done = recipe.stages.slice(0, at + 1).reduce((sum, one) => sum + Number(one.persen), 0)
    const order = { kontrakId: made.id, nomor: bast, tanggal: day, fisikBps: done * 100 }
    must(await work.addBast(office.maker, order))
  }
  const amount = present(amountsOf(contract)[at], 'an amount for each stage')
  // Tax is reckoned from the value without it, and never from more than the line.
  const dasar = sen(((amount * 100n) / 111n / 100n) * 100n)
  const { id } = must(
    await work.submit(office.treasurer, {
      skpdId: posisi.skpd.id,
      kunci: `contoh-kontrak-${tahun}-${recipe.unit}-${at}`,
      form: {
        jenis: 'LS',
        uraian: `${contract.baris.uraian}, ${stage.uraian.toLowerCase()}`.slice(0, 500),
        penerima: recipe.penyedia,
        bank: BANK,
        rekening: accountNumber(700 + posisi.skpd.id),
        kontrakId: made.id,
        terminId: present(made.termin[at], 'a stage has its row'),
        baris: [
          {
            mataAnggaranId: posisi.id,
            uraian: contract.baris.uraian.slice(0, 300),
            jumlahSen: amount,
            pajak: [
              { kode: 'ppn', dasarSen: dasar },
              { kode: 'pph4-2', dasarSen: dasar },
            ],
          },
        ],
        bukti: [{ jenis: 'Berita acara pembayaran', nomor: bast, tanggal: day }],
      },
    }),
  )
  await payOne(year, { id, day, last, posisi })
  await takeUp(year, { contract, made, sppId: id })
}

/** Checked, signed, issued and paid, each by somebody else. */
async function payOne(
  year: Tahun,
  { id, day, last, posisi }: Readonly<{ id: string; day: Tanggal; last: Tanggal; posisi: Posisi }>,
): Promise<void> {
  const { work } = year
  const office = officeOf(posisi.skpd)
  const bare = { sppId: id, alasan: '', suratNomor: '' }
  turnTo(year, day, 3)
  must(await work.step(office.checker, { ...bare, langkah: 'setujui', periksa: 'lengkap' }))
  turnTo(year, afterWeekend(day, 1))
  must(await work.step(office.head, { ...bare, langkah: 'terbit-spm' }))
  turnTo(year, last)
  must(await work.step(BUD, { ...bare, langkah: 'terbit-sp2d' }))
  turnTo(year, last, 3)
  const cair = { tanggal: last, referensi: `TRF-${id.slice(-12)}` }
  must(await work.step(BUD, { ...bare, langkah: 'cair', cair }))
}

/** What is built stands as construction in progress from its first payment, and grows with the others. */
async function takeUp(
  year: Tahun,
  { contract, made, sppId }: Omit<StageAt, 'at'> & Readonly<{ sppId: string }>,
): Promise<void> {
  const { tx, tahun, house } = year
  const { posisi, baris, recipe } = contract
  const open = await house.treasury.belanjaModalBelumTercatat(tx, {
    tahun,
    skpdIds: [posisi.skpd.id],
  })
  const ids = open
    .filter((one) => one.mataAnggaranId === posisi.id && one.uraian === baris.uraian.slice(0, 300))
    .map(({ barisId }) => barisId)
  assert(ids.length > 0, `what was paid for ${sppId} waits for its card`)
  const induk = made.labels[0]
  const labels = must(
    await house.assets.dariSp2d(officeOf(posisi.skpd).keeper, {
      baris: ids,
      induk,
      typed: {
        kodeBarang: recipe.unit === 'pupr' ? '1.3.6.01.01.01.003' : '1.3.6.01.01.01.002',
        nama: `${baris.uraian} (dalam pengerjaan)`.slice(0, 150),
        asalUsul: 'pembelian',
        kondisi: 'B',
        tanggalPerolehan: '',
        nilai: '',
        unit: '1',
        keterangan: '',
        lat: '',
        lon: '',
        poligon: '',
        rincian: { alamat: baris.uraian.slice(0, 150) },
      },
    }),
  )
  if (induk === undefined) made.labels.push(...labels)
}
