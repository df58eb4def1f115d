import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { signIn } from '../../../tests/support/case-house.ts'
import { AKUN, accepted, codesOf, openLedger } from '../../../tests/support/ledger.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import type { SignedIn } from '../../kernel/actor.ts'
import { rows, run, sql } from '../../platform/db/database.ts'
import { demoAccountId } from '../identity/index.ts'

const { app, database } = await useRunningApp()
const { accounting, kit } = app
const { peristiwa, pupr, day, tahun } = await openLedger(app)
const CALK = '/kerja/akuntansi/laporan/calk'
const MAKER: SignedIn = {
  kind: 'officer',
  accountId: demoAccountId('akuntansi'),
  name: 'Akuntansi',
  grants: [{ role: 'akuntansi', unitKode: 'bpkad' }],
}
accepted(
  await accounting.postMapped(
    kit.db,
    peristiwa('dpa-berlaku', 900_000_00n, AKUN.atk, { tanggal: day('01-02') }),
  ),
)
accepted(
  await accounting.postMapped(
    kit.db,
    peristiwa('sp2d-ls-cair', 225_000_00n, AKUN.atk, { tanggal: day('02-03') }),
  ),
)
const textOf = (pdf: Buffer) =>
  spawnSync('pdftotext', ['-', '-'], { input: pdf }).stdout.toString().replaceAll(/\s+/g, ' ')
const write = (bab: string, dasar: number, teks: string) =>
  accounting.calk.write(MAKER, { tahun, skpdId: 0, bab, dasar, teks })

describe('the notes on the statements', () => {
  it('begin with the layout’s text and the figures of the day', async () => {
    const akuntansi = await signIn(app, 'akuntansi')
    const page = await akuntansi.get(`${CALK}?tanggal=${day('02-28')}`)
    expect(page.body).toContain('Belanja terealisasi Rp225.000,00 atau 25,00% dari anggaran')
    const before = await akuntansi.get(`${CALK}?tanggal=${day('02-02')}`)
    expect(before.body).toContain('Belanja terealisasi Rp0 atau 0,00% dari anggaran Rp900.000,00')
  })

  it('are written per chapter, kept by version, and printed with their figures', async () => {
    const akuntansi = await signIn(app, 'akuntansi')
    const chapter = `${CALK}/bab/III`
    const open = await akuntansi.get(`${chapter}?tanggal=${day('02-28')}`)
    expect(open.body).toContain('{lra:jumlah-belanja}')
    const form = { tanggal: day('02-28'), skpd: '', dasar: '0' }
    const wrong = await akuntansi.post(chapter, { ...form, teks: 'Belanja {lra:tidak-ada} kita' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('Belanja {lra:tidak-ada} kita')
    const teks = '# Hambatan\nLelang terlambat.\n\nBelanja operasi {lra:operasi:persen}.'
    const saved = await akuntansi.post(chapter, { ...form, teks })
    expect(saved.status).toBe(303)
    const stale = await akuntansi.post(chapter, { ...form, teks: 'Tulisan kedua dari tab lama' })
    expect(stale.status).toBe(422)
    expect(stale.body).toContain('Tulisan kedua dari tab lama')
    const page = await akuntansi.get(`${CALK}?tanggal=${day('02-28')}`)
    expect(page.body).toContain('Belanja operasi 25,00%.')
    expect(page.body).toContain('<h3>Hambatan</h3>')
    const pdf = await akuntansi.get(`${CALK}/pdf?tanggal=${day('02-28')}`)
    const printed = textOf(pdf.bytes)
    expect(printed).toContain('Lelang terlambat.')
    expect(printed).toContain('Belanja operasi 25,00%.')
    const first = await akuntansi.get(`${chapter}?tanggal=${day('02-28')}&versi=0`)
    expect(first.body).toContain('Hambatan dan kendala')
  })

  it('of two who write at once, one is told', async () => {
    const both = await Promise.all([
      write('VI', 0, 'Kantor pusat di Jatiraya.'),
      write('VI', 0, 'Kantor pusat di tempat lain.'),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.flatMap(codesOf)).toEqual(['CALK_SUDAH_BERUBAH'])
    expect(codesOf(await write('VI', 1, ' '))).toEqual(['CALK_KOSONG'])
    expect(accepted(await write('VI', 1, 'Versi dua.'))).toBe(2)
  })

  it('are each SKPD’s own, written by who keeps its book', async () => {
    const ppk = await signIn(app, 'ppk-pupr')
    const form = { tanggal: day('02-28'), skpd: String(pupr), dasar: '0', teks: 'Catatan dinas.' }
    const query = `tanggal=${day('02-28')}&skpd=${pupr}`
    expect((await ppk.get(`${CALK}/bab/VII?${query}`)).status).toBe(200)
    expect((await ppk.post(`${CALK}/bab/VII`, form)).status).toBe(303)
    const akuntansi = await signIn(app, 'akuntansi')
    const region = await akuntansi.get(`${CALK}?tanggal=${day('02-28')}`)
    expect(region.body).not.toContain('Catatan dinas.')
    const reader = await signIn(app, 'inspektorat')
    expect((await reader.get(CALK)).status).toBe(200)
    expect((await reader.get(`${CALK}/bab/VII`)).status).toBe(403)
  })

  it('are never changed and never skip a version, in the database either', async () => {
    await expect(
      run(database.owner, sql`update accounting.calk_naskah set teks = 'lain'`),
    ).rejects.toThrow(/never changed/)
    await expect(
      run(
        database.owner,
        sql`insert into accounting.calk_naskah (tahun, skpd_id, bab, versi, teks, oleh, nama, ditulis_at)
          values (${tahun}, 0, 'V', 2, 'x', gen_random_uuid(), 'x', now())`,
      ),
    ).rejects.toThrow(/goes on from none/)
    const kept = await rows(
      database.owner,
      sql<{
        versi: number
      }>`select c.versi from accounting.calk_naskah c where c.bab = 'VI' order by c.versi`,
    )
    expect(kept.map(({ versi }) => versi)).toEqual([1, 2])
  })
})
