import { describe, expect, it } from 'vitest'
import { signIn } from '../../../tests/support/case-house.ts'
import { AKUN, accepted, codesOf, openLedger } from '../../../tests/support/ledger.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { tanggal } from '../../kernel/date.ts'
import { run, sql } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'

// A day in the year after the one the statements are of.
const at = new Date('2027-05-25T02:00:00Z')
const { app, database } = await useRunningApp({ now: () => at, today: () => tanggal('2027-05-25') })
const { accounting, kit } = app
const ledger = await openLedger(app)
const TAHUN = 2026
const HOME = '/kerja/akuntansi'

const officer = (username: string): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(username),
  name: username,
  grants: [{ role: username === 'ppkd' ? 'ppkd' : 'akuntansi', unitKode: 'bpkad' }],
})
const MAKER = officer('akuntansi')
const CHECKER = officer('ppkd')
const FORM = { opini: 'WDP', lhpNomor: '21.A/LHP/05/2027', lhpTanggal: '2027-05-24' }

describe('the opinion of the auditors', () => {
  it('is entered by one person, set by another, and then marks every statement of that day', async () => {
    const page = await signIn(app, 'akuntansi')
    const neraca = `${HOME}/laporan/neraca?tanggal=${TAHUN}-12-31`
    expect((await page.get(neraca)).body).toContain('Belum diaudit')
    accepted(await accounting.opini.enter(MAKER, { tahun: TAHUN, form: FORM }))
    expect(codesOf(await accounting.opini.enter(CHECKER, { tahun: TAHUN, form: FORM }))).toEqual([
      'OPINI_SUDAH',
    ])
    const { id = '' } = (await accounting.opini.ofYear(kit.db, TAHUN)) ?? {}
    const order = { id, isSet: true, alasan: '' }
    expect(codesOf(await accounting.opini.decide(MAKER, order))).toEqual(['OPINI_PENCATAT'])
    expect((await page.get(neraca)).body).toContain('Belum diaudit')
    accepted(await accounting.opini.decide(CHECKER, order))
    expect((await page.get(neraca)).body).toContain('Diaudit BPK: WDP, LHP 21.A/LHP/05/2027')
    const other = await page.get(`${HOME}/laporan/neraca?tanggal=${TAHUN}-11-30`)
    expect(other.body).not.toMatch(/[Dd]iaudit/)
    const reader = await signIn(app, 'inspektorat')
    const books = (await reader.get(`${HOME}/tutup?tahun=${TAHUN}`)).body
    expect(books).toContain('Wajar dengan pengecualian')
    expect(books).not.toContain(`action="${HOME}/tutup`)
  })

  it('cannot be changed, or set by who entered it, in the database either', async () => {
    const { owner } = database
    await expect(run(owner, sql`update accounting.opini set opini = 'WTP'`)).rejects.toThrow(
      'stays',
    )
    await expect(run(owner, sql`delete from accounting.opini`)).rejects.toThrow('stays')
    await expect(
      run(
        owner,
        sql`insert into accounting.opini (id, tahun, opini, lhp_nomor, lhp_tanggal, status, dicatat_oleh, dicatat_nama,
          dicatat_at, diputuskan_oleh, diputuskan_nama, diputuskan_at)
        values (gen_random_uuid(), 2025, 'WTP', 'LHP-1', '2026-05-20', 'ditetapkan', 'a', 'a', now(), 'a', 'a', now())`,
      ),
    ).rejects.toThrow('check constraint')
  })
})

describe('the end of a year', () => {
  it('lets a book with nothing to close open the next year with its balances', async () => {
    const { skpkd, jurnal, line } = ledger
    const tahun = TAHUN
    const open = await openLedger(app, tahun)
    const baris = [line(AKUN.kasDaerah, 500_00n), line(AKUN.ekuitas, 0n, 500_00n)]
    const tanggal = open.day('05-01')
    accepted(await accounting.post(kit.db, jurnal({ tahun, tanggal, skpdId: skpkd, baris })))
    const states = await accounting.closing.statesOf(kit.db, tahun)
    expect(states.get(skpkd)).toMatchObject({ isUsed: true, hasNominal: false })
    expect(codesOf(await accounting.closing.close(MAKER, { skpdId: skpkd, tahun }))).toEqual([
      'TUTUP_BELUM_BISA',
    ])
    accepted(await accounting.closing.openNext(MAKER, { skpdId: skpkd, tahun }))
    expect(await ledger.balance(AKUN.kasDaerah, skpkd)).toBe(500_00n)
  })
})
