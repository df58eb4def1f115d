import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '../../../kernel/date.ts'
import { collectCsv, readCsv } from '../../../platform/csv/read-csv.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import { STATUS } from '../domain/laporan.ts'
import { readXml, type XmlElement } from '../open311/read-xml.ts'
import {
  EXPORT_DICTIONARY,
  type ExportRow,
  exportColumns,
  exportJsonStream,
  toExportRecord,
  toExportRecords,
} from './export-row.ts'
import { type Feed, renderAtom, renderRss } from './feed.ts'

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

const row: ExportRow = {
  nomor: 'ADU-2026-004417-N',
  jenis: 'pengaduan',
  kategoriKode: 'jalan.lubang',
  kategori: 'Jalan berlubang',
  judul: '=Lubang di depan pasar',
  isi: 'Hubungi 081234567890, lubangnya dalam.',
  status: 'menunggu_konfirmasi',
  caraTutup: null,
  kanal: 'sms',
  kecamatan: 'Tumbas',
  desa: null,
  lat: -7.44781234,
  lon: 112.71834567,
  perangkatDaerah: 'Dinas PUPR',
  diterimaAt: instant('2026-11-24T01:10:00Z'),
  diubahAt: instant('2026-11-25T01:10:00Z'),
  tenggatAt: null,
  selesaiAt: null,
  hariKerjaSelesai: null,
  isTepatWaktu: null,
  isBerbukti: true,
  jumlahDibukaKembali: 0,
  jumlahDukungan: 3,
}

describe('the public export', () => {
  const record = toExportRecord(row, 'Asia/Jakarta')

  it('masks personal data, rounds the place, and tells times with the offset', () => {
    expect(record).toMatchObject({
      isi: 'Hubungi [nomor telepon disamarkan], lubangnya dalam.',
      lintang: -7.44781,
      bujur: 112.71835,
      diterima: '2026-11-24T08:10:00+07:00',
      tenggat: null,
      status_open311: 'open',
    })
  })

  it('has no column for a person, and a dictionary entry for every column it has', () => {
    const columns = exportColumns.map((column) => column.header)
    expect(columns).toEqual(Object.keys(record))
    expect(columns).toEqual(Object.keys(EXPORT_DICTIONARY))
    expect(columns.filter((name) => /nama|pelapor|telepon|email|nik|petugas/.test(name))).toEqual(
      [],
    )
  })

  it('gives the same values as CSV and as JSON, whatever the words are', async () => {
    const csv = await joined(csvStream(toExportRecords([row, row], 'Asia/Jakarta'), exportColumns))
    const table = await collectCsv(readCsv([Buffer.from(csv)]))
    expect(table.problems).toEqual([])
    const asText = Object.entries(record).map(([name, value]) => [
      name,
      value === null ? '' : String(value),
    ])
    expect(table.rows.map((found) => found.cells)).toEqual([
      Object.fromEntries(asText),
      Object.fromEntries(asText),
    ])
    expect(csv).toContain("'=Lubang")
    const json = await joined(exportJsonStream(toExportRecords([row, row], 'Asia/Jakarta')))
    expect(JSON.parse(json)).toEqual([record, record])
    expect(JSON.parse(await joined(exportJsonStream(toExportRecords([], 'Asia/Jakarta'))))).toEqual(
      [],
    )
  })

  it('streams in pieces of bounded size', async () => {
    let longest = 0
    const many = Array.from({ length: 300 }, () => row)
    for await (const piece of exportJsonStream(toExportRecords(many, 'Asia/Jakarta'))) {
      longest = Math.max(longest, piece.length)
    }
    expect(longest).toBeLessThan(20_000)
  })

  it('says closed to Open311 exactly for the closed statuses', () => {
    const closed = STATUS.filter(
      (status) => toExportRecord({ ...row, status }, 'Asia/Jakarta').status_open311 === 'closed',
    )
    expect(closed).toHaveLength(5)
  })
})

describe('feeds', () => {
  const item = {
    url: 'https://contoh.go.id/laporan/ADU-2026-004417-N?a=1&b=2',
    title: 'Lubang <dalam> & lebar',
    summary: 'Isi <b>polos</b>',
    publishedAt: instant('2026-11-24T01:10:00.500Z'),
    updatedAt: instant('2026-11-25T01:10:00Z'),
    categories: ['Jalan "rusak"'],
    point: { lat: -7.44781, lon: 112.71834 },
  }
  const feed: Feed = {
    title: 'Laporan warga',
    description: 'Terbaru',
    siteUrl: 'https://contoh.go.id/laporan',
    selfUrl: 'https://contoh.go.id/laporan.rss',
    language: 'id',
    author: 'Kabupaten Contoh',
    updatedAt: instant('2026-11-25T01:10:00Z'),
    items: [item],
  }

  function read(xml: string): XmlElement {
    const parsed = readXml(xml)
    if (!parsed.ok) throw new Error('not XML')
    return parsed.value
  }

  const find = (element: XmlElement | undefined, name: string) =>
    element?.children.find((child) => child.name === name)

  it('are RSS 2.0 whose description survives a reader that takes it for HTML', () => {
    const xml = renderRss(feed)
    const channel = find(read(xml), 'channel')
    const entry = find(channel, 'item')
    expect(find(channel, 'lastBuildDate')?.text).toBe('Wed, 25 Nov 2026 01:10:00 GMT')
    expect(find(entry, 'guid')?.text).toBe(item.url)
    expect(find(entry, 'title')?.text).toBe(item.title)
    expect(find(entry, 'description')?.text).toBe('Isi &lt;b&gt;polos&lt;/b&gt;')
    expect(find(entry, 'georss:point')?.text).toBe('-7.44781 112.71834')
    expect(xml).toContain('<rss version="2.0" xmlns:atom=')
  })

  it('are Atom 1.0 with id, author, updated and links', () => {
    const xml = renderAtom(feed)
    const root = read(xml)
    const entry = find(root, 'entry')
    expect(find(root, 'id')?.text).toBe(feed.selfUrl)
    expect(find(find(root, 'author'), 'name')?.text).toBe('Kabupaten Contoh')
    expect(find(entry, 'published')?.text).toBe('2026-11-24T01:10:00Z')
    expect(find(entry, 'summary')?.text).toBe(item.summary)
    expect(xml).toContain('<category term="Jalan &quot;rusak&quot;">')
    expect(xml).toContain('xml:lang="id"')
  })

  it('stay well formed whatever the words are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const hostile = { ...item, title: words, summary: words, categories: [words], url: words }
        expect(readXml(renderRss({ ...feed, items: [hostile] })).ok).toBe(true)
        expect(readXml(renderAtom({ ...feed, items: [hostile] })).ok).toBe(true)
      }),
    )
  })
})
