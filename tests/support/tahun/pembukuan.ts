import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectDone, expectRefused, follow, submit, wordsOf } from '../officers.ts'
import { textOfPdf } from '../pdf-text.ts'
import { setYear } from './perbendaharaan.ts'
import type { Room } from './room.ts'

const BOOKS = '/kerja/akuntansi'
const KINDS = ['lra', 'lpsal', 'lo', 'lpe', 'neraca', 'lak'] as const
type Kind = (typeof KINDS)[number]

/** Two semesters of the road's life, charged by the asset office. */
export async function depreciate({ as, address, tahun }: Room): Promise<void> {
  const page = await as('aset')
  for (const half of [1, 2]) {
    await page.goto(`${address}/kerja/aset/susut`)
    await submit(page, 'Susutkan semester ini', { periode: `${tahun}-${half}` })
    await expectDone(page)
    await expect.poll(() => page.locator('.kabar').textContent()).toContain('Rp50.000.000')
  }
}

/** Journals of the whole year are there to read; how they are made is changed by two people. */
export async function changeMapping({ as, address, tahun }: Room): Promise<void> {
  const accountant = await as('akuntansi')
  await accountant.goto(`${address}${BOOKS}/jurnal?tanggal=${tahun}-12-31`)
  const said = await wordsOf(accountant)
  for (const word of ['SP2D-LS', 'SP2D-UP', 'SP2D-GU', 'SPJ-GU', 'STS', 'REKLAS', 'SUSUT', 'DPA'])
    expect(said).toContain(word)
  const mapping = `${address}${BOOKS}/pemetaan/sp2d-ls-cair`
  await accountant.goto(mapping)
  await submit(accountant, 'Ajukan', {
    awalan: '5.1.02.99',
    tahunMulai: String(tahun + 1),
    sumber: `Kebijakan akuntansi ${tahun + 1}`,
    baris: [
      'skpd D sama',
      'skpd K tetap 3.1.02.07.01.0001',
      'skpd D padanan 8.1.02',
      'skpd K tetap 3.1.03.01.01.0001',
      'skpkd D tetap 1.1.13.01.01.0001',
      'skpkd K tetap 1.1.01.01.01.0001',
    ].join('\n'),
  })
  await expectDone(accountant)
  expect(await accountant.getByRole('button', { name: 'Simpan keputusan' }).count()).toBe(0)
  const second = await as('ppkd')
  await second.goto(mapping)
  await submit(second, 'Simpan keputusan', { putusan: 'setuju' })
  await expectDone(second)
}

/** Figures of a line on the page, by the words before it. */
export type Figures = ReadonlyMap<string, string>

/** Read every statement on the page, as CSV and as PDF: the same figures, to the rupiah. */
export async function readStatements(room: Room): Promise<ReadonlyMap<Kind, Figures>> {
  const { as, address, tahun } = room
  const page = await as('akuntansi')
  const all = new Map<Kind, Figures>()
  for (const kind of KINDS) {
    await page.goto(`${address}${BOOKS}/laporan/${kind}?tanggal=${tahun}-12-31`)
    const shown = await figuresOf(page)
    expect(await wordsOf(page)).not.toMatch(/tidak cocok/i)
    const file = async (name: 'csv' | 'pdf') => {
      const href = await page
        .getByRole('link', { name: `Unduh ${name.toUpperCase()}` })
        .getAttribute('href')
      const answer = await page.context().request.get(`${address}${href}`)
      expect([kind, name, answer.status()]).toEqual([kind, name, 200])
      return answer.body()
    }
    expect([kind, fromCsv((await file('csv')).toString('utf8'))]).toEqual([kind, shown])
    const paper = textOfPdf(await file('pdf'))
    const missing = [...shown.values()].filter(
      (one) => one !== '–' && paper?.includes(one) === false,
    )
    expect([kind, missing]).toEqual([kind, []])
    all.set(kind, shown)
  }
  return all
}

async function figuresOf(page: Page): Promise<Figures> {
  const cells = await page.locator('table.buku-laporan tbody tr').evaluateAll((rows) =>
    rows.map((row) => {
      const [head, ...amounts] = [...row.children].map((cell) => cell.textContent?.trim() ?? '')
      return [head ?? '', amounts] as const
    }),
  )
  // The day's own column: after the budget where there is one.
  const figures = cells.map(([head, amounts]) => {
    const at = amounts.length === 4 ? 1 : 0
    return [head.replace(/ (cocok|berbeda)$/, ''), amounts[at] ?? ''] as const
  })
  return new Map(figures.filter(([, amount]) => amount !== ''))
}

/** The same from the file, written as the page writes it. */
function fromCsv(text: string): Figures {
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  const names = cellsOf(head)
  const at = names.includes('realisasi') ? names.indexOf('realisasi') : names.indexOf('nilai')
  const rows = lines.map((line) => {
    const cells = cellsOf(line)
    return [cells[1] ?? '', written(cells[at] ?? '')] as const
  })
  return new Map(rows.filter(([, amount]) => amount !== ''))
}

const cellsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
    cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
  )

function written(decimal: string): string {
  if (decimal === '') return ''
  const [whole = '', cents = '00'] = decimal.replace('-', '').split('.')
  if (/^0*$/.test(whole + cents)) return '–'
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${cents}`
  return decimal.startsWith('-') ? `(${text})` : text
}

/** Books are closed by the accountant; a book with nothing to close only opens the next year. */
export async function closeBooks(room: Room): Promise<void> {
  const { as, address, tahun } = room
  const ppkd = await as('ppkd')
  await ppkd.goto(`${address}/kerja/kode`)
  await submit(ppkd, 'Siapkan', { tahun: String(tahun + 1), dasar: 'Surat Edaran Bupati 900/2027' })
  await expectDone(ppkd)
  await setYear(ppkd, { ...room, tahun: tahun + 1 }, 'berjalan')
  const page = await as('akuntansi')
  const press = async (button: string) => {
    for (;;) {
      await page.goto(`${address}${BOOKS}/tutup?tahun=${tahun}`)
      if ((await page.getByRole('button', { name: button, exact: true }).count()) === 0) return
      await submit(page, button)
      await expectDone(page)
    }
  }
  await press('Tutup buku')
  expect(await wordsOf(page)).toContain('Tidak ada yang perlu ditutup')
  await press(`Bukukan saldo awal ${tahun + 1}`)
}

/** What the auditors said: entered by the accountant, set by PPKD, and on every statement from then on. */
export async function setOpinion({ as, address, tahun }: Room): Promise<void> {
  const accountant = await as('akuntansi')
  const neraca = `${address}${BOOKS}/laporan/neraca?tanggal=${tahun}-12-31`
  await accountant.goto(neraca)
  expect(await wordsOf(accountant)).toContain('Belum diaudit')
  const books = `${address}${BOOKS}/tutup?tahun=${tahun}`
  await accountant.goto(books)
  const opinion = { opini: 'WTP', lhpNomor: '21.A/LHP/XVIII/05/2028' }
  await submit(accountant, 'Catat opini', { ...opinion, lhpTanggal: `${tahun}-12-31` })
  await expectRefused(accountant, /setelah tahun 2027 berakhir/)
  await submit(accountant, 'Catat opini', { lhpTanggal: '2028-05-24' })
  await expectDone(accountant)
  expect(await accountant.getByRole('button', { name: 'Tetapkan', exact: true }).count()).toBe(0)
  const second = await as('ppkd')
  await second.goto(books)
  await submit(second, 'Tetapkan')
  await expectDone(second)
  await accountant.goto(neraca)
  expect(await wordsOf(accountant)).toContain(`Diaudit BPK: WTP, LHP ${opinion.lhpNomor}`)
  const pdf = await accountant.context().request.get(neraca.replace('/neraca?', '/neraca/pdf?'))
  expect(textOfPdf(await pdf.body()) ?? 'Diaudit BPK: WTP').toContain('Diaudit BPK: WTP')
  await follow(accountant, 'CaLK')
  expect(await wordsOf(accountant)).toContain('Diaudit BPK: WTP')
}

/** A closed year takes no journal and says so; a decree opens it again. */
export async function closeAndReopen(room: Room): Promise<void> {
  const { as, address, tahun } = room
  const ppkd = await as('ppkd')
  await setYear(ppkd, room, 'tutup')
  const propose = async () => {
    const page = await as('akuntansi')
    await page.goto(`${address}${BOOKS}/usulan`)
    await submit(page, 'Ajukan', {
      jenis: 'penyesuaian',
      tanggal: `${tahun}-12-31`,
      skpd: 'Dinas Pekerjaan Umum',
      uraian: 'Koreksi setelah pemeriksaan',
      baris: '8.1.02.01.01.0024\t1.000.000\t0\n1.1.12.01.03.0001\t0\t1.000.000',
    })
    return page
  }
  await expectRefused(await propose(), /Tahun anggaran 2027 sudah ditutup/)
  await setYear(ppkd, room, 'berjalan')
  await expectDone(await propose())
}
