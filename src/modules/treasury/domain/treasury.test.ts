import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysBetween, tanggal } from '../../../kernel/date.ts'
import { type Sen, sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'
import { refuseCash, refuseFunds } from './dana.ts'
import { decideKontrak } from './kontrak.ts'
import { matchLine, orderProblems, readKoranRows, readMt940 } from './koran.ts'
import { decideSpd } from './spd.ts'
import { decideSpp } from './spp.ts'
import { decideLangkah, isLangkah, LANGKAH } from './tahap.ts'
import { addMonths, aturanOn } from './tenggat.ts'

const codes = (result: Readonly<{ ok: boolean; refusals?: readonly { code: string }[] }>) =>
  result.ok ? [] : (result.refusals ?? []).map(({ code }) => code)
const amount = fc.bigInt({ min: 1n, max: 10n ** 16n }).map((value) => sen(value))

describe('funds', () => {
  const counters = (anggaran: Sen, terikat: Sen, spd: Sen) => ({
    pagu: [{ mataAnggaranId: 'a', label: '5.1', subKegiatanId: 1, anggaran, terikat }],
    dana: [{ subKegiatanId: 1, label: '1.03', spd, terikat }],
  })

  it('are refused exactly when lines together are above what is left of budget or release', () => {
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 8 }),
        amount,
        amount,
        (wants, budget, spd) => {
          const lines = wants.map((jumlahSen) => ({ mataAnggaranId: 'a', jumlahSen }))
          const total = sumSen(wants)
          const found = refuseFunds(lines, counters(budget, ZERO_SEN, spd)).map(({ code }) => code)
          expect(found.includes('PAGU_TIDAK_CUKUP')).toBe(total > budget)
          expect(found.includes('SPD_TIDAK_CUKUP')).toBe(total > spd)
        },
      ),
    )
  })

  it('of cash leave out what earlier orders have taken', () => {
    const kas = { saldo: sen(100n), dipesan: sen(60n) }
    expect(refuseCash(sen(40n), kas)).toEqual([])
    expect(refuseCash(sen(41n), kas)).toHaveLength(1)
  })
})

describe('steps of a payment', () => {
  const others = { id: 'x', hasRole: true, penandatangan: 'p' }
  it('are taken only where the payment stands, by somebody who has not had it in hand', () => {
    for (const langkah of Object.keys(LANGKAH).filter(isLangkah)) {
      const rule = LANGKAH[langkah]
      const form = { langkah, alasan: 'Alasan yang cukup panjang.', suratNomor: '900/1' }
      for (const tahap of [
        'diajukan',
        'dikembalikan',
        'diverifikasi',
        'spm',
        'sp2d',
        'cair',
        'selesai',
        'ditolak',
      ] as const) {
        const spp = { tahap, dibuatOleh: 'm', diperiksaOleh: 'c' }
        expect(decideLangkah(spp, form, others).ok).toBe(rule.dari.includes(tahap))
        for (const id of ['m', 'c', 'p']) {
          const may = rule.dari.includes(tahap) && !rule.isForOthers
          expect(decideLangkah(spp, form, { ...others, id }).ok).toBe(may)
        }
      }
    }
  })
})

describe('a request', () => {
  const posisi = { id: 'a', skpdId: 1, subKegiatanId: 7, rekeningId: 9, isModal: false }
  const tarif = {
    kode: 'ppn',
    berlakuMulai: tanggal('2022-04-01'),
    nama: 'PPN',
    bps: 1_100,
    rekeningKode: '2.1',
    isTerverifikasi: false,
  }
  const facts = {
    tanggal: tanggal('2026-11-26'),
    skpdId: 1,
    posisi: new Map([['a', posisi]]),
    tarif: new Map([['ppn', tarif]]),
  }
  const form = {
    jenis: 'LS' as const,
    uraian: 'Belanja',
    penerima: 'CV Maju',
    bank: 'Bank',
    rekening: '123456',
    bukti: [{ jenis: 'Faktur', nomor: '1', tanggal: tanggal('2026-11-01') }],
  }

  it('is the sum of its lines, and its taxes are whole rupiah below the base', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), (amounts) => {
        const baris = amounts.map((jumlahSen) => ({
          mataAnggaranId: 'a',
          uraian: '',
          jumlahSen,
          pajak: [{ kode: 'ppn', dasarSen: jumlahSen }],
        }))
        const decided = decideSpp({ ...form, baris }, facts)
        if (!decided.ok) throw new Error('refused')
        expect(decided.value.jumlah).toBe(sumSen(amounts))
        expect(decided.value.potongan).toBe(sumSen(decided.value.pajak.map((one) => one.jumlahSen)))
        for (const one of decided.value.pajak) {
          expect(one.jumlahSen % 100n).toBe(0n)
          expect(one.jumlahSen * 10_000n <= one.dasarSen * 1_100n).toBe(true)
        }
      }),
    )
  })

  it('of TU is for one sub kegiatan', () => {
    const two = new Map([...facts.posisi, ['b', { ...posisi, id: 'b', subKegiatanId: 8 }]])
    const baris = ['a', 'b'].map((mataAnggaranId) => ({
      mataAnggaranId,
      uraian: '',
      jumlahSen: sen(100n),
      pajak: [],
    }))
    expect(codes(decideSpp({ ...form, jenis: 'TU', baris }, { ...facts, posisi: two }))).toEqual([
      'TU_SATU_KEGIATAN',
    ])
  })
})

describe('a release', () => {
  it('is never above budget or cash plan, whatever was released before', () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, (jumlahSen, anggaran, rencana, spd) => {
        const state = { subKegiatanId: 1, label: 'x', anggaran, rencana, spd }
        const lines = [{ subKegiatanId: 1, jumlahSen }]
        const decided = decideSpd({ bulanMulai: 1, bulanSampai: 3, lines }, [state])
        expect(decided.ok).toBe(spd + jumlahSen <= anggaran && spd + jumlahSen <= rencana)
      }),
    )
  })
})

describe('a contract', () => {
  it('has stages that sum to its value', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 10 }), amount, (parts, more) => {
        const day = tanggal('2026-11-26')
        const termin = parts.map((nilai) => ({
          jenis: 'termin' as const,
          uraian: 'T1',
          nilai,
          fisikBps: 0,
          rencana: day,
        }))
        const one = {
          tanggal: day,
          mulai: day,
          selesai: day,
          uraian: 'Talud',
          penyedia: 'CV Batu',
          penyediaBank: 'BRI',
          retensiBps: 0,
          pemeliharaanHari: 0,
          penyediaRekening: '123456',
          termin,
        }
        expect(decideKontrak({ ...one, nilai: sumSen(parts) }).ok).toBe(true)
        expect(codes(decideKontrak({ ...one, nilai: sumSen([...parts, more]) }))).toEqual([
          'TERMIN_JUMLAH',
        ])
      }),
    )
  })
})

describe('a bank statement', () => {
  const row = (at: number, keluar: string, saldo: string) => ({
    row: at,
    cells: { tanggal: '2026-11-26', masuk: '', keluar, referensi: `R${at}`, uraian: '', saldo },
  })

  it('is told where its balances do not follow: a line is missing or in the wrong place', () => {
    const read = readKoranRows([
      row(2, '1.000', '9.000'),
      row(3, '2.000', '7.000'),
      row(4, '1.000', '5.000'),
    ])
    expect(orderProblems(read.lines).map((one) => one.row)).toEqual([4])
  })

  it('is read from MT940 lines, and what cannot be read is told by its line', () => {
    const read = readMt940(
      ':20:X\n:61:2611261126D1500,50NTRFREF123\n:86:SP2D 000001\n:61:kacau\n:61:261126C20,NMSCABC',
    )
    expect(read.lines.map(({ masuk, keluar, uraian }) => [masuk, keluar, uraian])).toEqual([
      [0n, 150_050n, 'SP2D 000001'],
      [2_000n, 0n, ''],
    ])
    expect(read.problems.map((one) => one.row)).toEqual([4])
  })

  it('is matched only where one movement fits, or a number decides', () => {
    const day = tanggal('2026-11-26')
    const mutasi = (id: string, referensi: string) => ({
      id,
      tanggal: day,
      masuk: ZERO_SEN,
      keluar: sen(100n),
      dokumenNomor: `N-${id}`,
      referensi,
    })
    const line = { tanggal: day, masuk: ZERO_SEN, keluar: sen(100n), referensi: 'BNK', uraian: '' }
    expect(matchLine(line, [mutasi('1', '')], daysBetween)?.id).toBe('1')
    expect(matchLine(line, [mutasi('1', ''), mutasi('2', '')], daysBetween)).toBeUndefined()
    expect(matchLine(line, [mutasi('1', ''), mutasi('2', 'BNK')], daysBetween)?.id).toBe('2')
    expect(
      matchLine({ ...line, keluar: sen(101n) }, [mutasi('1', 'BNK')], daysBetween),
    ).toBeUndefined()
  })
})

describe('days and rules', () => {
  it('add months without leaving the month they lead to', () => {
    expect(addMonths(tanggal('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(tanggal('2026-11-30'), 1)).toBe('2026-12-30')
    expect(addMonths(tanggal('2026-12-15'), 1)).toBe('2027-01-15')
  })

  it('hold from the day they begin', () => {
    const rule = (berlakuMulai: string, nilai: number) => ({
      kode: 'k',
      berlakuMulai: tanggal(berlakuMulai),
      nilai,
      satuan: 'hari' as const,
      sumber: 'x',
      isTerverifikasi: false,
    })
    const rules = [rule('2020-01-01', 1), rule('2026-01-01', 2)]
    expect(aturanOn(rules, 'k', tanggal('2025-12-31'))?.nilai).toBe(1)
    expect(aturanOn(rules, 'k', tanggal('2026-01-01'))?.nilai).toBe(2)
    expect(aturanOn(rules, 'k', tanggal('2019-12-31'))).toBeUndefined()
  })
})
