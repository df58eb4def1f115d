import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AKUN, accepted, codesOf, openLedger } from '../../../tests/support/ledger.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { sen } from '../../kernel/money.ts'
import { oneRow, rows, run, sql } from '../../platform/db/database.ts'

const { app, database } = await useRunningApp()
const { accounting, kit } = app
const { db } = kit
const ledger = await openLedger(app)
const { tahun, jurnal, line, peristiwa, pupr, skpkd, day, balance } = ledger

const countJournals = async () =>
  (
    await oneRow(
      database.owner,
      sql<{ banyak: number }>`select count(*)::int as banyak from accounting.jurnal`,
    )
  ).banyak

describe('a journal', () => {
  it('is stored whole, with a number of its book and year', async () => {
    const posted = accepted(await accounting.post(db, jurnal()))
    expect(posted.nomor).toMatch(
      new RegExp(`^99\\.01/11\\.0/\\d{6}/JUR-UMUM/[\\dA-Z.]+/3/${tahun}$`),
    )
    expect(await balance(AKUN.bebanAtk, pupr)).toBe(100_00n)
  })

  it('that does not balance, on both sides or on the budget side, is refused with every reason', async () => {
    const unequal = [line(AKUN.atk, 100n), line(AKUN.perubahanSal, 0n, 99n)]
    expect(codesOf(await accounting.post(db, jurnal({ baris: unequal, uraian: 'x' })))).toEqual([
      'JURNAL_URAIAN',
      'JURNAL_TIDAK_SEIMBANG',
    ])
    const mixed = [line(AKUN.atk, 100n), line(AKUN.kasDaerah, 0n, 100n)]
    expect(codesOf(await accounting.post(db, jurnal({ baris: mixed })))).toEqual([
      'JURNAL_ANGGARAN_TIDAK_SEIMBANG',
    ])
  })

  it('on an account that is unknown, not a leaf, or with two sides or none is refused', async () => {
    const baris = [
      { ...line(AKUN.kasDaerah, 5n), rekeningId: 0 },
      line('1.1.01', 5n),
      line(AKUN.ekuitas, 5n, 5n),
      line(AKUN.ekuitas, 0n, 0n),
    ]
    const codes = codesOf(await accounting.post(db, jurnal({ baris })))
    expect(codes).toEqual(
      expect.arrayContaining(['JURNAL_REKENING', 'JURNAL_BUKAN_DAUN', 'JURNAL_SISI']),
    )
  })

  it('of another year, an unknown book or an unopened year is refused', async () => {
    const elsewhere = jurnal({ tanggal: day('03-10'), tahun: tahun + 1, skpdId: 0 })
    expect(codesOf(await accounting.post(db, elsewhere))).toEqual(
      expect.arrayContaining(['JURNAL_TAHUN', 'JURNAL_SKPD']),
    )
    const far = jurnal({ tahun: 2090, tanggal: '2090-01-01' as never })
    expect(codesOf(await accounting.post(db, far))).toContain('JURNAL_TAHUN_TUTUP')
  })

  it('holds amounts above 2^53 sen to the sen', async () => {
    const huge = 2n ** 53n + 1n
    const before = await balance(AKUN.ekuitas)
    accepted(
      await accounting.post(
        db,
        jurnal({
          skpdId: skpkd,
          baris: [line(AKUN.kasDaerah, huge), line(AKUN.ekuitas, 0n, huge)],
        }),
      ),
    )
    expect((await balance(AKUN.ekuitas)) - before).toBe(huge)
  })
})

describe('the database', () => {
  const insertHeader = (banyak: number, jumlah = 1) => sql`
    insert into accounting.jurnal (nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id,
      dokumen_nomor, jumlah_debit, jumlah_kredit, jumlah_baris, dibuat_oleh, dibuat_at)
    values (${randomUUID()}, ${tahun}, ${day('01-05')}, 'umum', 1, ${pupr}, 'Selundupan', 'uji', '1', '1', ${jumlah}, ${jumlah},
      ${banyak}, 'uji', now()) returning id`
  const smuggle = (
    banyak: number,
    lines: readonly (readonly [number, number, number])[],
    more: Readonly<{ skpdId?: number; tanggal?: string }> = {},
  ) => {
    const of = (at: 0 | 1 | 2) => lines.map((one) => one[at])
    return run(
      database.owner,
      sql`with kepala as (${insertHeader(banyak)})
      insert into accounting.jurnal_baris (jurnal_id, urutan, skpd_id, tahun, tanggal, rekening_id, debit, kredit)
      select kepala.id, row_number() over (), ${more.skpdId ?? pupr}, ${tahun}, ${more.tanggal ?? day('01-05')}, b.r, b.d, b.k
      from kepala, unnest(${of(0)}::int[], ${of(1)}::numeric[], ${of(2)}::numeric[]) as b (r, d, k)`,
    )
  }
  const [kas, ekuitas, atk] = [AKUN.kasDaerah, AKUN.ekuitas, AKUN.atk].map(ledger.id) as [
    number,
    number,
    number,
  ]

  it('takes a whole journal and no other, not even from its owner', async () => {
    const before = await countJournals()
    await smuggle(2, [
      [kas, 1, 0],
      [ekuitas, 0, 1],
    ])
    expect(await countJournals()).toBe(before + 1)
    const broken: Parameters<typeof smuggle>[] = [
      [2, []],
      [2, [[kas, 1, 0]]],
      [
        3,
        [
          [kas, 1, 0],
          [ekuitas, 0, 1],
        ],
      ],
      [
        2,
        [
          [kas, 1, 0],
          [ekuitas, 0, 2],
        ],
      ],
      [
        2,
        [
          [kas, 2, 0],
          [ekuitas, 0, 2],
        ],
      ],
      [
        2,
        [
          [atk, 1, 0],
          [ekuitas, 0, 1],
        ],
      ],
      [
        2,
        [
          [999_999_999, 1, 0],
          [ekuitas, 0, 1],
        ],
      ],
      [
        2,
        [
          [ledger.id('1.1'), 1, 0],
          [ekuitas, 0, 1],
        ],
      ],
      [
        2,
        [
          [kas, 1, 0],
          [ekuitas, 0, 1],
        ],
        { skpdId: skpkd },
      ],
      [
        2,
        [
          [kas, 1, 0],
          [ekuitas, 0, 1],
        ],
        { tanggal: day('01-06') },
      ],
    ]
    for (const [banyak, lines, more] of broken)
      await expect(smuggle(banyak, lines, more), JSON.stringify(lines)).rejects.toThrow()
    expect(await countJournals()).toBe(before + 1)
  })

  it('never changes, deletes or empties a journal, not for its owner either', async () => {
    accepted(await accounting.post(db, jurnal()))
    for (const attempt of [
      sql`update accounting.jurnal set uraian = 'lain'`,
      sql`delete from accounting.jurnal`,
      sql`truncate accounting.jurnal cascade`,
      sql`update accounting.jurnal_baris set debit = 1 where debit > 0`,
      sql`delete from accounting.jurnal_baris`,
      sql`truncate accounting.jurnal_baris`,
    ])
      await expect(run(database.owner, attempt)).rejects.toThrow('never changed')
  })

  it('adds no line to a journal that is whole', async () => {
    const { id } = accepted(await accounting.post(db, jurnal()))
    const more = sql`insert into accounting.jurnal_baris (jurnal_id, urutan, skpd_id, tahun, tanggal, rekening_id, debit, kredit)
      values (${id}, 5, ${pupr}, ${tahun}, ${day('03-10')}, ${kas}, 1, 0), (${id}, 6, ${pupr}, ${tahun}, ${day('03-10')}, ${ekuitas}, 0, 1)`
    await expect(run(database.owner, more)).rejects.toThrow('do not make it whole')
  })
})

describe('a closed year', () => {
  it('takes nothing, in the database too, and not while it is being closed', async () => {
    const old = await openLedger(app, tahun - 2)
    accepted(await accounting.post(db, old.jurnal()))
    const close = (ke: 'tutup' | 'berjalan') =>
      app.fiscal.setTahun(db, {
        actor: { kind: 'system', name: 'uji' },
        tahun: tahun - 2,
        ke,
        dasar: 'Keputusan Bupati 900/1',
      })
    accepted(await close('tutup'))
    expect(codesOf(await accounting.post(db, old.jurnal()))).toEqual(['JURNAL_TAHUN_TUTUP'])
    const { rulesOf } = accounting
    expect((await rulesOf(db, tahun - 2)).kodefikasi.tahun).toBe(tahun - 2)
    await expect(
      run(
        database.owner,
        sql`insert into accounting.jurnal (nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id,
          dokumen_nomor, jumlah_debit, jumlah_kredit, jumlah_baris, dibuat_oleh, dibuat_at)
        values ('x-1', ${tahun - 2}, ${old.day('01-05')}, 'umum', 1, ${pupr}, 'Selundupan', 'uji', '1', '1', 1, 1, 2, 'uji', now())`,
      ),
    ).rejects.toThrow('is closed')
    accepted(await close('berjalan'))
    // One closes while another posts: whoever is second waits, and is told.
    const [closed, ...posts] = await Promise.allSettled([
      close('tutup'),
      ...Array.from({ length: 8 }, () => accounting.post(db, old.jurnal())),
    ])
    expect(closed.status).toBe('fulfilled')
    const stored = posts.filter((one) => one.status === 'fulfilled' && one.value.ok).length
    const late = await accounting.post(db, old.jurnal())
    expect(late.ok).toBe(false)
    const { banyak } = await oneRow(
      database.owner,
      sql<{
        banyak: number
      }>`select count(*)::int as banyak from accounting.jurnal j where j.tahun = ${tahun - 2}`,
    )
    expect(banyak).toBe(stored + 1)
    accepted(await close('berjalan'))
  })
})

describe('a happening', () => {
  it('is journalled in the books of the SKPD and of the region, and the RK accounts mirror each other', async () => {
    const before = [await balance(AKUN.rkSkpd), await balance(AKUN.rkPpkd)]
    const posted = accepted(
      await accounting.postMapped(db, peristiwa('sp2d-ls-cair', 750_000_00n, AKUN.modal)),
    )
    expect(posted).toHaveLength(2)
    expect(await balance('1.3.02.05.01.0005', pupr)).toBe(750_000_00n)
    expect(await balance(AKUN.modal, pupr)).toBe(750_000_00n)
    const after = [await balance(AKUN.rkSkpd), await balance(AKUN.rkPpkd)]
    expect(after.map((one, at) => one - (before[at] ?? 0n))).toEqual([750_000_00n, 750_000_00n])
  })

  it('of the region itself is one journal', async () => {
    const own = peristiwa('sts-pendapatan', 9_000_00n, AKUN.dau, { skpdId: skpkd })
    expect(accepted(await accounting.postMapped(db, own))).toHaveLength(1)
  })

  it('is journalled once per document, also when ten try at once', async () => {
    const once = peristiwa('sp2d-up-cair', 5_000_00n, null)
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => accounting.postMapped(db, once)),
    )
    const done = tries.filter((one) => one.status === 'fulfilled' && one.value.ok)
    expect(done).toHaveLength(1)
    expect(codesOf(await accounting.postMapped(db, once))).toEqual(['PERISTIWA_SUDAH_DIJURNAL'])
    expect(await accounting.journalsOf(db, once.dokumen)).toHaveLength(2)
    accepted(await accounting.postMapped(db, { ...once, bagian: 2 }))
  })

  it('below zero books the other way round; without amount, mapping or counterpart it is refused', async () => {
    const before = await balance(AKUN.bebanAtk, pupr)
    accepted(await accounting.postMapped(db, peristiwa('sp2d-ls-cair', -40_00n, AKUN.atk)))
    expect((await balance(AKUN.bebanAtk, pupr)) - before).toBe(-40_00n)
    expect(
      codesOf(await accounting.postMapped(db, peristiwa('sp2d-ls-cair', 0n, AKUN.atk))),
    ).toEqual(['PERISTIWA_KOSONG'])
    expect(
      codesOf(await accounting.postMapped(db, peristiwa('sp2d-ls-cair', 1n, AKUN.dau))),
    ).toEqual(['PEMETAAN_TIDAK_ADA'])
    expect(codesOf(await accounting.postMapped(db, peristiwa('tidak-ada', 1n, AKUN.dau)))).toEqual([
      'PERISTIWA_TIDAK_DIKENAL',
    ])
  })

  it('has a mapping that reaches every spending and revenue account that ships', async () => {
    const kode = ledger.kode.rekening.all.filter((one) => one.isDaun)
    const of = (awalan: RegExp) =>
      kode.filter((one) => awalan.test(one.kode)).map((one) => one.kode)
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['sp2d-ls-cair', of(/^5\./)],
      ['spj-up', of(/^5\.1\./)],
      ['sts-pendapatan', of(/^4\./)],
      ['ketetapan-pendapatan', of(/^4\.1\./)],
      ['dpa-berlaku', of(/^(4|5|6\.[12])\./)],
    ]
    for (const [nama, list] of cases) {
      expect(list.length).toBeGreaterThan(50)
      const many = {
        ...peristiwa(nama, 1n, null),
        rincian: list.map((one) => ({ rekeningId: ledger.id(one), jumlahSen: sen(100n) })),
      }
      accepted(await accounting.postMapped(db, many))
    }
  })
})

describe('a reversal', () => {
  it('mirrors its journal, once, on or after its day, and reversals are not reversed', async () => {
    const before = await balance(AKUN.bebanAtk, pupr)
    const posted = accepted(await accounting.post(db, jurnal()))
    const take = (more: object = {}) =>
      accounting.reverse(db, {
        jurnalId: posted.id,
        tanggal: day('04-01'),
        alasan: 'Salah rekening',
        oleh: 'uji',
        ...more,
      })
    expect(codesOf(await take({ tanggal: day('03-09'), alasan: '' }))).toEqual([
      'ALASAN_KOSONG',
      'TANGGAL_SEBELUM_JURNAL',
    ])
    expect(codesOf(await take({ jurnalId: 'x' }))).toEqual(['JURNAL_TIDAK_ADA'])
    const back = accepted(await take())
    expect(await balance(AKUN.bebanAtk, pupr)).toBe(before)
    expect(codesOf(await take())).toEqual(['JURNAL_SUDAH_DIBALIK'])
    expect(codesOf(await take({ jurnalId: back.id }))).toEqual(['JURNAL_PEMBALIK'])
  })

  it('asked for twice at once happens once', async () => {
    const { id } = accepted(await accounting.post(db, jurnal()))
    const order = { jurnalId: id, tanggal: day('04-01'), alasan: 'Salah rekening', oleh: 'uji' }
    const tries = await Promise.allSettled([
      accounting.reverse(db, order),
      accounting.reverse(db, order),
    ])
    expect(tries.filter((one) => one.status === 'fulfilled' && one.value.ok)).toHaveLength(1)
  })
})

describe('numbers', () => {
  it('have neither gaps nor doubles in a book, also when thirty post at once and some are refused', async () => {
    const bad = jurnal({ baris: [line(AKUN.atk, 1n), line(AKUN.perubahanSal, 0n, 2n)] })
    await Promise.all(
      Array.from({ length: 40 }, (_, at) => accounting.post(db, at % 4 === 0 ? bad : jurnal())),
    )
    const numbers = await rows(
      database.owner,
      sql<{ urut: number }>`select split_part(j.nomor, '/', 3)::int as urut from accounting.jurnal j
      where j.skpd_id = ${pupr} and j.tahun = ${tahun} and j.nomor like '99.01/%' order by 1`,
    )
    expect(numbers.map(({ urut }) => urut)).toEqual(numbers.map((_, at) => at + 1))
  })
})

describe('sums', () => {
  it('are right at every moment, folded or not, for any day', async () => {
    const days = ['01-01', '01-31', '02-28', '06-15', '12-31']
    const balances = () => Promise.all(days.map((one) => balance('5', undefined, day(one))))
    accepted(await accounting.post(db, jurnal({ tanggal: day('01-31') })))
    accepted(await accounting.post(db, jurnal({ tanggal: day('06-15') })))
    const before = await balances()
    await app.runJob('accounting.fold', {})
    const { sisa } = await oneRow(
      database.owner,
      sql<{ sisa: number }>`select count(*)::int as sisa from accounting.antrean_rekap`,
    )
    expect(sisa).toBe(0)
    expect(await balances()).toEqual(before)
    accepted(await accounting.post(db, jurnal({ tanggal: day('06-15') })))
    const after = await balances()
    expect(after.map((one, at) => one - (before[at] ?? 0n))).toEqual([0n, 0n, 0n, 100_00n, 100_00n])
    const realised = async () =>
      (
        await oneRow(
          database.owner,
          sql<{
            jumlah: string
          }>`select sum(r.jumlah)::text as jumlah from accounting.pub_realisasi r
          join fiscal.pub_rekening k on k.id = r.rekening_id where r.tahun = ${tahun} and k.kode like '5.%'`,
        )
      ).jumlah
    const unfolded = await realised()
    await Promise.all([app.runJob('accounting.fold', {}), app.runJob('accounting.fold', {})])
    expect(await realised()).toBe(unfolded)
    expect(BigInt(unfolded.replace('.', ''))).toBe(after.at(-1))
    expect(await balances()).toEqual(after)
  })
})
