import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '../../../kernel/date.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import { STATUS } from '../domain/laporan.ts'
import { parseLocalTime } from './lapor-cell.ts'
import {
  LAPOR_KASUS_KOLOM,
  type LaporImport,
  type LaporKasus,
  laporKasusColumns,
  laporStatusColumns,
  readLaporKasus,
  readLaporStatus,
} from './lapor-csv.ts'
import { fromLaporStatus, LAPOR_STATUS, toLaporStatus } from './lapor-status.ts'

const zone = 'Asia/Jakarta'

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const readKasus = (text: string, rename: Record<string, string> = {}) =>
  all(readLaporKasus([Buffer.from(text)], { zone, rename }))

const problemsOf = (items: readonly LaporImport<unknown>[]) =>
  items.filter((item) => item.kind === 'problem')

const kasus: LaporKasus = {
  trackingId: '1234567',
  nomor: null,
  jenis: 'permintaan_informasi',
  judul: '=Judul',
  isi: 'Isi,\n"panjang"',
  kategori: null,
  instansi: 'Dinas PUPR',
  lokasi: '-',
  lat: -7.4478,
  lon: 112.7183,
  waktuLapor: instant('2026-11-24T01:10:00Z'),
  status: 'terdisposisi sedang diproses',
  isAnonim: true,
  isRahasia: false,
  tindakLanjut: null,
  waktuTindakLanjut: null,
}

const header = 'tracking_id,klasifikasi,judul,isi,waktu_lapor,status'
const line = '1,Pengaduan,Jalan rusak,Lubang,24/11/2026 08:10,Belum_terverifikasi'

describe('cases from SP4N-LAPOR!', () => {
  it('come back as they were written', async () => {
    const text = fc
      .string({ unit: 'binary', minLength: 3, maxLength: 60 })
      .filter(
        (words) => words.trim().length >= 3 && words === words.trim() && !words.includes('\u0000'),
      )
    await fc.assert(
      fc.asyncProperty(text, text, fc.constantFrom(...LAPOR_STATUS), async (judul, isi, status) => {
        const written = {
          ...kasus,
          judul,
          isi,
          status,
          tindakLanjut: isi,
          waktuTindakLanjut: kasus.waktuLapor,
        }
        const pieces = await all(csvStream([written], laporKasusColumns(zone)))
        expect(await readKasus(pieces.join(''))).toEqual([{ kind: 'data', row: 2, data: written }])
      }),
      { numRuns: 60 },
    )
  })

  it('need only the starred columns, in any case, and take the region’s time', async () => {
    const [item] = await readKasus(`${header.toUpperCase()}\n${line}\n`)
    expect(item).toMatchObject({
      kind: 'data',
      data: {
        trackingId: '1',
        jenis: 'pengaduan',
        status: 'belum terverifikasi',
        waktuLapor: '2026-11-24T01:10:00.000Z',
        isAnonim: false,
        lat: null,
      },
    })
  })

  it('take the headers of another export when told which is which', async () => {
    const renamed = header.replace('tracking_id', 'ID Laporan').replace('isi', 'Deskripsi')
    const items = await readKasus(`${renamed}\n${line}\n`, {
      'id laporan': 'tracking_id',
      deskripsi: 'isi',
    })
    expect(items).toMatchObject([{ kind: 'data', data: { trackingId: '1', isi: 'Lubang' } }])
  })

  it('are refused row by row with column and sentence, the good rows beside them', async () => {
    const items = await readKasus(
      [
        `${header},lintang,bujur,anonim`,
        `${line},-7.4,112.7,ya`,
        '2,Pujian,Jalan rusak,Lubang,24/11/2026,arsip,,,',
        '3,Pengaduan,Ab,Lubang,24/11/2026 25:10,arsip,,,',
        '4,Pengaduan,Jalan rusak,Lubang,24/11/2026,selesai,,,',
        '5,Pengaduan,Jalan rusak,Lubang,24/11/2026,arsip,"-7,4",,',
        '6,Pengaduan,Jalan rusak,Lubang,24/11/2026,arsip,-97.4,112.7,',
        '7,Pengaduan,Jalan rusak,Lubang,24/11/2026,arsip,,,mungkin',
        '1,Pengaduan,Jalan rusak,Lubang,24/11/2026,arsip,,,',
        ',Pengaduan,Jalan rusak,,24/11/2026,arsip,,,',
      ].join('\n'),
    )
    expect(items.filter((item) => item.kind === 'data')).toHaveLength(1)
    expect(problemsOf(items)).toMatchObject([
      { row: 3, column: 'klasifikasi' },
      { row: 4 },
      { row: 5, column: 'status' },
      { row: 6, column: 'lintang' },
      { row: 7, column: 'lintang' },
      { row: 8, column: 'anonim' },
      {
        row: 9,
        column: 'tracking_id',
        message: 'Nomor lacak ini sudah ada di baris 2. Hapus salah satunya.',
      },
      { row: 10 },
    ])
    const second = problemsOf(items)[1]
    expect(second?.kind === 'problem' && second.message).toContain(
      'judul: Isi paling sedikit 3 huruf.',
    )
    expect(second?.kind === 'problem' && second.message).toContain(
      'waktu_lapor: Tulis tanggal dan jam',
    )
  })

  it('name a missing column', async () => {
    expect(
      problemsOf(await readKasus('tracking_id\n1\n')).map(
        (item) => item.kind === 'problem' && item.column,
      ),
    ).toEqual(
      Object.entries(LAPOR_KASUS_KOLOM)
        .filter(([name, about]) => about.startsWith('*') && name !== 'tracking_id')
        .map(([name]) => name),
    )
  })

  it('never throw, whatever the file is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 }), async (cells) => {
        const items = await readKasus(`${header}\n${cells.join(',')}\n`)
        expect(items.every((item) => item.kind === 'data' || item.message !== '')).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

describe('statuses', () => {
  it('come back as they were written, several for one case', async () => {
    const changes = [
      {
        trackingId: '1',
        status: 'tertunda' as const,
        waktu: instant('2026-11-24T01:10:00Z'),
        pesan: '+ kabar',
      },
      {
        trackingId: '1',
        status: 'arsip' as const,
        waktu: instant('2026-11-25T01:10:00Z'),
        pesan: null,
      },
    ]
    const pieces = await all(csvStream(changes, laporStatusColumns(zone)))
    const items = await all(readLaporStatus([Buffer.from(pieces.join(''))], { zone }))
    expect(items).toEqual(changes.map((data, index) => ({ kind: 'data', row: index + 2, data })))
  })

  it('map both ways, and never claim that a reporter confirmed', () => {
    for (const status of STATUS) expect(LAPOR_STATUS).toContain(toLaporStatus(status))
    for (const status of LAPOR_STATUS) {
      expect(fromLaporStatus(status)).not.toBe('selesai')
      expect(toLaporStatus(fromLaporStatus(status))).toBe(status)
    }
  })
})

describe('times in a table', () => {
  it.each([
    ['24/11/2026 08:10', '2026-11-24T01:10:00.000Z'],
    ['24-11-2026 08.10', '2026-11-24T01:10:00.000Z'],
    ['2026-11-24T08:10:30', '2026-11-24T01:10:30.000Z'],
    ['2026-11-24', '2026-11-23T17:00:00.000Z'],
    ['2026-11-24T08:10:00+09:00', '2026-11-23T23:10:00.000Z'],
  ])('read %s', (text, expected) => {
    expect(parseLocalTime(text, zone)).toBe(expected)
  })

  it.each(['', 'kemarin', '31/02/2026', '24/11/2026 24:00', '24/11/2026 08:60', '24/11/26'])(
    'refuse %j',
    (text) => {
      expect(parseLocalTime(text, zone)).toBeUndefined()
    },
  )
})
