import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '../../../tests/support/case-house.ts'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { BUD, must, openTreasuryHouse, PPK, PPTK1, rupiah } from './testing/treasury-house.ts'

const { app } = await useRunningApp()
let house: Awaited<ReturnType<typeof openTreasuryHouse>>
beforeAll(async () => {
  house = await openTreasuryHouse(app)
  must(await house.release(rupiah(100_000_000)))
})

/** What poppler reads in it, line ends as spaces. */
const textOf = (pdf: Buffer) =>
  spawnSync('pdftotext', ['-', '-'], { input: pdf }).stdout.toString().replaceAll(/\s+/g, ' ')

const letterOf = async (sppId: string) => {
  const officer = await signIn(app, 'bud')
  const page = await officer.get(`/kerja/perbendaharaan/spp/${sppId}`)
  const href = /href="([^"]+\/surat\/[^"]+)"/.exec(page.body)?.[1] ?? ''
  return { href, answer: await officer.get(href) }
}

describe('a refused payment', () => {
  it('prints the official letter with number, reasons, missing papers and its clock', async () => {
    const { id, nomor } = must(await house.submit(house.form(1_000_000)))
    must(
      await house.take(PPK, id, {
        langkah: 'kembalikan',
        alasan: 'Faktur pajak belum dilampirkan',
        periksa: [{ kode: 'faktur', isAda: false, catatan: 'nomor salah' }],
      }),
    )
    must(await house.take(PPTK1, id, { langkah: 'perbaiki' }))
    must(
      await house.take(PPK, id, {
        langkah: 'tolak-spp',
        alasan: '1. Faktur pajak tetap tidak ada\n2. BAST bertanggal setelah SPP',
        suratNomor: '900/17/PPK/2026',
      }),
    )
    const { answer } = await letterOf(id)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
    const text = textOf(answer.bytes)
    expect(text).toContain('Surat Penolakan Penerbitan SPM')
    expect(text).toContain('900/17/PPK/2026')
    expect(text).toContain(nomor.slice(0, 20))
    expect(text).toContain('BAST bertanggal setelah SPP')
    expect(text).toContain('paling lambat 1 hari kerja')
  })

  it('prints that of SP2D when Kuasa BUD refuses, and none for another act or another office', async () => {
    const { id } = must(await house.submit(house.form(1_000_000)))
    await house.toSpm(id)
    must(
      await house.take(BUD, id, {
        langkah: 'tolak-sp2d',
        alasan: 'Rekening penerima tidak sesuai kontrak',
        suratNomor: '900/18/BUD/2026',
      }),
    )
    const { href, answer } = await letterOf(id)
    expect(textOf(answer.bytes)).toContain('Surat Penolakan Penerbitan SP2D')
    const other = await signIn(app, 'penerimaan-bapenda')
    expect((await other.get(href)).status).toBe(404)
    const officer = await signIn(app, 'bud')
    const gone = href.replace(/[^/]+$/, '00000000-0000-7000-8000-000000000000')
    expect((await officer.get(gone)).status).toBe(404)
  })
})
