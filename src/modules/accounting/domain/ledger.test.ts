import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tanggal } from '../../../kernel/date.ts'
import { sen } from '../../../kernel/money.ts'
import { loadSusunan } from '../load-susunan.ts'
import { type BookRules, checkJurnal, mirrorLines, type NewJurnal } from './jurnal.ts'
import { type AccountSum, fillLaporan } from './laporan.ts'
import {
  type BarisPemetaan,
  checkPemetaan,
  type JenisPeristiwa,
  type MappingRules,
  mapPeristiwa,
  type Pemetaan,
} from './pemetaan.ts'
import type { JenisLaporan, Lingkup } from './susunan.ts'

const read = (name: string) =>
  parse(readFileSync(new URL(`../../../../data/keuangan/${name}`, import.meta.url)), {
    columns: true,
    bom: true,
  }) as Record<string, string>[]

const kodes = [
  ...new Set(
    [...read('rekening-lra.csv'), ...read('rekening-neraca-lo.csv')].map(({ kode }) => kode ?? ''),
  ),
]
const parents = new Set(kodes.map((kode) => kode.slice(0, Math.max(0, kode.lastIndexOf('.')))))
const accounts = kodes.map((kode, at) => ({ id: at + 1, kode, isDaun: !parents.has(kode) }))
const byKode = new Map(accounts.map((one) => [one.kode, one]))
const byId = new Map(accounts.map((one) => [one.id, one]))
const isAnggaran = (kode: string) => /^[456](\.|$)/.test(kode) || /^3\.1\.02(\.|$)/.test(kode)

const lines = read('pemetaan.csv')
const maps = new Map<string, Pemetaan & { baris: BarisPemetaan[] }>()
for (const line of lines) {
  const key = `${line.peristiwa} ${line.awalan}`
  const map = maps.get(key) ?? {
    peristiwa: line.peristiwa ?? '',
    awalan: line.awalan ?? '',
    tahunMulai: Number(line.tahun_mulai),
    baris: [],
  }
  map.baris.push({
    buku: line.buku as 'skpd',
    sisi: line.sisi as 'D',
    cara: line.cara as 'sama',
    tujuan: line.tujuan || null,
  })
  maps.set(key, map)
}
const kinds = new Map(
  read('peristiwa.csv').map((row) => [
    row.kode ?? '',
    {
      kode: row.kode ?? '',
      nama: row.nama ?? '',
      jenisJurnal: row.jenis_jurnal as JenisPeristiwa['jenisJurnal'],
      rincianNomor: row.rincian_nomor ?? '',
    },
  ]),
)

const PPKD = 1
const SKPDS = [2, 3, 4]
const rules: BookRules & MappingRules = {
  findRekening: (id) => byId.get(id),
  findKode: (kode) => byKode.get(kode),
  findSkpd: (id) => ({ kode: String(id) }),
  isAnggaran,
  jenis: (kode) => kinds.get(kode),
  of: (kode) => [...maps.values()].filter((one) => one.peristiwa === kode),
  skpkdId: PPKD,
}

const leaves = (awalan: string, besides?: RegExp) =>
  accounts
    .filter(({ kode, isDaun }) => isDaun && kode.startsWith(`${awalan}.`) && !besides?.test(kode))
    .map(({ id }) => id)

/** A happening, where its accounts are taken from, and whose books it may be in. */
const CHOICES: readonly (readonly [string, readonly number[] | null])[] = [
  ['sp2d-ls-cair', leaves('5.1')],
  ['sp2d-ls-cair', leaves('5.2')],
  ['sp2d-up-cair', null],
  ['sp2d-tu-cair', null],
  ['spj-up', leaves('5.1.02')],
  ['setoran-sisa-up', null],
  ['pengembalian-belanja', leaves('5.1.02')],
  ['sts-pendapatan', leaves('4.1')],
  ['ketetapan-pendapatan', leaves('4.1')],
  ['sts-ketetapan', leaves('4.1')],
  ['penerimaan-pendapatan', leaves('4.1.02')],
  ['sts-penyetoran', null],
  ['pengembalian-pendapatan', leaves('4.1')],
  ['potongan-pungut', leaves('2.1.01')],
  ['potongan-setor', leaves('2.1.01')],
  ['potongan-pungut-bendahara', leaves('2.1.01')],
  ['aset-perolehan', leaves('1.3.02')],
  ['aset-penyusutan', leaves('1.3.02')],
  ['aset-hapus', leaves('1.3.02')],
  ['utang-belanja', leaves('5.1.02')],
  ['sp2d-ls-utang', leaves('5.1.02')],
  ['dpa-berlaku', leaves('5.1')],
  ['dpa-berlaku', leaves('4.1')],
]

const happening = fc
  .record({
    choice: fc.constantFrom(...CHOICES),
    skpdId: fc.constantFrom(PPKD, ...SKPDS),
    // Up to what numeric(20,2) holds divided by the number of documents; far above 2^53 sen.
    jumlah: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 17n }).filter((one) => one !== 0n),
    pick: fc.nat(),
    reversed: fc.boolean(),
  })
  .map(({ choice: [kode, ids], pick, ...rest }) => ({
    kode,
    rekeningId: ids === null ? null : (ids[pick % ids.length] ?? null),
    ...rest,
  }))
const happenings = fc.array(happening, { minLength: 1, maxLength: 60 })
type Happening = Parameters<typeof postAll>[0][number]

function postAll(
  all: readonly Readonly<{
    kode: string
    rekeningId: number | null
    skpdId: number
    jumlah: bigint
    reversed: boolean
  }>[],
): readonly NewJurnal[] {
  return all.flatMap(({ kode, rekeningId, skpdId, jumlah, reversed }, at) => {
    const mapped = mapPeristiwa(
      {
        kode,
        tahun: 2026,
        tanggal: tanggal('2026-05-05'),
        skpdId,
        dokumen: { jenis: 'uji', id: String(at), nomor: String(at) },
        uraian: 'Uji',
        oleh: 'uji',
        rincian: [{ rekeningId, jumlahSen: sen(jumlah) }],
      },
      rules,
    )
    if (!mapped.ok) throw new Error(mapped.refusals.map(({ message }) => message).join(' '))
    const back = mapped.value.map((one) => ({ ...one, baris: mirrorLines(one.baris) }))
    return reversed ? [...mapped.value, ...back] : mapped.value
  })
}

const opening = (kas: bigint): NewJurnal => {
  const line = (kode: string, debit: bigint) => ({
    rekeningId: byKode.get(kode)?.id ?? 0,
    debitSen: sen(debit > 0n ? debit : 0n),
    kreditSen: sen(debit < 0n ? -debit : 0n),
  })
  return {
    tahun: 2026,
    tanggal: tanggal('2026-01-01'),
    jenis: 'saldo-awal',
    skpdId: PPKD,
    uraian: 'Saldo awal',
    dokumen: { jenis: 'saldo-awal', id: '1', nomor: '1' },
    baris: [
      line('1.1.01.01.01.0001', kas),
      line('3.1.01.01.01.0001', -kas),
      line('3.1.02.07.01.0001', kas),
      line('3.1.02.08.01.0001', -kas),
    ],
    oleh: 'uji',
  }
}

function sumsOf(journals: readonly NewJurnal[], skpdId?: number): readonly AccountSum[] {
  return journals
    .filter((one) => skpdId === undefined || one.skpdId === skpdId)
    .flatMap((one) =>
      one.baris.map((line) => ({
        kode: byId.get(line.rekeningId)?.kode ?? '',
        kodeAnggaran: byId.get(line.rekeningAnggaranId ?? 0)?.kode,
        kelas: one.jenis === 'saldo-awal' ? 0 : 1,
        debit: line.debitSen,
        kredit: line.kreditSen,
      })),
    )
}

const layout = loadSusunan()(2026)
function statement(
  jenis: JenisLaporan,
  journals: readonly NewJurnal[],
  { lingkup, skpdId }: Readonly<{ lingkup: Lingkup; skpdId?: number }>,
) {
  const reach = { lingkup, eliminasi: layout.eliminasi }
  const baris = fillLaporan(layout.laporan[jenis], sumsOf(journals, skpdId), reach)
  return {
    baris,
    value: (id: string) => baris.find((one) => one.id === id)?.nilai ?? 0n,
    anggaran: (id: string) => baris.find((one) => one.id === id)?.anggaran ?? 0n,
  }
}

const total = (all: readonly Happening[], kode: readonly string[], awalan: string) =>
  all.reduce((sum, one) => {
    const account = byId.get(one.rekeningId ?? 0)?.kode ?? ''
    const counts = kode.includes(one.kode) && account.startsWith(awalan) && !one.reversed
    return counts ? sum + one.jumlah : sum
  }, 0n)

describe('every shipped mapping', () => {
  it('balances in every book whatever the amount, and names accounts that ship', () => {
    const problems = [...maps.values()].flatMap((map) => {
      const checked = checkPemetaan(map, {
        hasRekening: (kode) => byKode.has(kode),
        isLeaf: (kode) => byKode.get(kode)?.isDaun === true,
        isRearranging: map.peristiwa === 'aset-reklasifikasi',
      })
      return checked.ok ? [] : checked.refusals.map(({ message }) => `${map.peristiwa} ${message}`)
    })
    expect(problems).toEqual([])
  })
})

describe('whatever happens, in any order', () => {
  it('every journal balances, on the budget side by itself too', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        for (const jurnal of postAll(all)) {
          const checked = checkJurnal(jurnal, rules)
          expect(checked.ok ? [] : checked.refusals).toEqual([])
        }
      }),
    )
  })

  it('the balance sheets of the region and of every SKPD balance, and RK accounts mirror each other', () => {
    fc.assert(
      fc.property(happenings, fc.bigInt({ min: 1n, max: 10n ** 18n }), (all, kas) => {
        const journals = [opening(kas), ...postAll(all)]
        for (const skpdId of [PPKD, ...SKPDS]) {
          expect(
            statement('neraca', journals, { lingkup: 'skpd', skpdId }).value('uji-neraca'),
          ).toBe(0n)
          expect(statement('lpe', journals, { lingkup: 'skpd', skpdId }).value('uji-ekuitas')).toBe(
            0n,
          )
        }
        const daerah = statement('neraca', journals, { lingkup: 'daerah' })
        expect([daerah.value('uji-neraca'), daerah.value('uji-rk')]).toEqual([0n, 0n])
      }),
    )
  })

  it('LPE, LAK and LPSAL tie to the balance sheet', () => {
    fc.assert(
      fc.property(happenings, fc.bigInt({ min: 1n, max: 10n ** 18n }), (all, kas) => {
        const journals = [opening(kas), ...postAll(all)]
        const [lpe, lak, lpsal] = (['lpe', 'lak', 'lpsal'] as const).map((jenis) =>
          statement(jenis, journals, { lingkup: 'daerah' }),
        )
        expect(lpe?.value('uji-ekuitas')).toBe(0n)
        expect(lak?.value('uji-kas')).toBe(0n)
        expect(lpsal?.value('uji-sal')).toBe(0n)
      }),
    )
  })

  it('LRA is what was paid and received, less what came back; its budget is the sum of the DPA', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const lra = statement('lra', postAll(all), { lingkup: 'daerah' })
        const paid = total(all, ['sp2d-ls-cair', 'sp2d-ls-utang', 'spj-up'], '5')
        expect(lra.value('jumlah-belanja')).toBe(paid - total(all, ['pengembalian-belanja'], '5'))
        const got = total(all, ['sts-pendapatan', 'sts-ketetapan', 'penerimaan-pendapatan'], '4')
        expect(lra.value('jumlah-pendapatan')).toBe(
          got - total(all, ['pengembalian-pendapatan'], '4'),
        )
        expect(lra.anggaran('jumlah-belanja')).toBe(total(all, ['dpa-berlaku'], '5'))
        expect(lra.anggaran('jumlah-pendapatan')).toBe(total(all, ['dpa-berlaku'], '4'))
      }),
    )
  })

  it('the region is the sum of its books', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const journals = postAll(all)
        for (const id of ['jumlah-belanja', 'jumlah-pendapatan', 'silpa']) {
          const books = [PPKD, ...SKPDS].map((skpdId) =>
            statement('lra', journals, { lingkup: 'skpd', skpdId }).value(id),
          )
          const sum = books.reduce((all, one) => all + one, 0n)
          expect(statement('lra', journals, { lingkup: 'daerah' }).value(id)).toBe(sum)
        }
      }),
    )
  })

  it('no account is left out of a statement: lines sum to the heads of the code tree', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const journals = postAll(all)
        const sums = sumsOf(journals)
        const under = (awalan: string, sisi: 'D' | 'K') =>
          sums
            .filter(({ kode }) => kode.startsWith(`${awalan}.`))
            .reduce(
              (sum, { debit, kredit }) => sum + (sisi === 'D' ? debit - kredit : kredit - debit),
              0n,
            )
        const lra = statement('lra', journals, { lingkup: 'daerah' })
        expect(lra.value('jumlah-belanja')).toBe(under('5', 'D'))
        expect(lra.value('jumlah-pendapatan')).toBe(under('4', 'K'))
        const lo = statement('lo', journals, { lingkup: 'daerah' })
        expect(lo.value('surplus-lo')).toBe(under('7', 'K') - under('8', 'D'))
        const neraca = statement('neraca', journals, { lingkup: 'daerah' })
        expect(neraca.value('jumlah-aset')).toBe(under('1', 'D') - under('1.1.13', 'D'))
        expect(neraca.value('jumlah-kewajiban')).toBe(under('2', 'K'))
      }),
    )
  })
})
