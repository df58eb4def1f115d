import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderPdf } from './render-pdf.ts'

const AT = new Date('2026-11-26T03:00:00Z')
const TEMPLATE = `#show: naskah.with(judul: d.judul, kaki: [Contoh])
#kop(pemerintah: "Pemerintah Kabupaten Jatiraya", nama: "Kelurahan Sukamaju", alamat: "Jalan Merdeka 1")
= #d.judul
#d.isi
#pasangan((("Nama", d.isi),))
#tabel-data(("Unsur", "Nilai"), (("Persyaratan", "100,00"),), kanan: (1,))`

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined
if (!hasPdftotext)
  process.stderr.write('pdftotext is missing, texts are not read. Debian: poppler-utils\n')

async function render(isi: string, at = AT) {
  return renderPdf({ template: TEMPLATE, data: { judul: 'Surat Keterangan', isi }, at })
}

async function bytesOf(isi: string): Promise<Buffer> {
  const made = await render(isi)
  if (!made.ok) throw new Error(made.characters)
  return made.pdf
}

function textOf(pdf: Buffer): string {
  return spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).stdout.toString()
}

describe('a rendered document', () => {
  it('is an archive file of part 3, level A, tagged, in Indonesian', async () => {
    const text = (await bytesOf('Isi')).toString('latin1')
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(text).toMatch(/\/MarkInfo/)
    expect(text).toMatch(/\/Lang ?\(id(?:-ID)?\)/)
  })

  it('has the same bytes for the same data at the same moment, and says that moment', async () => {
    const [first, second] = [await bytesOf('Isi'), await bytesOf('Isi')]
    expect(first.equals(second)).toBe(true)
    expect(first.toString('latin1')).toContain('2026-11-26T03:00:00')
    const later = await render('Isi', new Date('2027-01-01T00:00:00Z'))
    expect(later.ok && later.pdf.equals(first)).toBe(false)
  })

  it('tells which characters it cannot print instead of printing boxes', async () => {
    expect(await render('Nama ꦲ dan 漢')).toEqual({
      ok: false,
      fault: 'unprintable',
      characters: 'ꦲ 漢',
    })
    expect(await render('a\u0001b')).toMatchObject({ ok: false, characters: 'U+1' })
    expect(await render('a\ue000b')).toMatchObject({ ok: false, characters: 'U+E000' })
  })

  it('reads no file of this machine, whatever a template says', async () => {
    const template = '#read("/etc/hostname")'
    await expect(renderPdf({ template, data: {}, at: AT })).rejects.toThrow('template:')
  })

  it('throws at a template that is wrong: that is ours to mend', async () => {
    await expect(renderPdf({ template: '#salah', data: {}, at: AT })).rejects.toThrow(
      'unknown variable: salah',
    )
  })

  it.skipIf(!hasPdftotext)('prints markup in the data as it stands', async () => {
    const hostile = '#read("base.typ") *tebal* $x$ <label> #let d = 1 \\ // bukan komentar "kutip"'
    const text = textOf(await bytesOf(hostile)).replaceAll(/\s+/g, ' ')
    expect(text).toContain('#read("base.typ") *tebal* $x$ <label> #let d = 1 \\ // bukan')
  })

  it.skipIf(!hasPdftotext)(
    'prints whatever European text it is given, or says it cannot',
    async () => {
      const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      await fc.assert(
        fc.asyncProperty(words, async (isi) => {
          const made = await render(isi)
          if (made.ok) expect(made.pdf.subarray(0, 5).toString()).toBe('%PDF-')
          else expect(made.characters).not.toBe('')
        }),
        { numRuns: 40 },
      )
    },
  )
})
