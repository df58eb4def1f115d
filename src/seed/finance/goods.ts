import { present } from '../../kernel/assert.ts'
import type { BarisModal } from '../../modules/treasury/index.ts'
import { must, officeOf, officer, type Tahun, turnTo } from './house.ts'

type Shape = Readonly<{ kode: string; nama: string; rincian: Readonly<Record<string, string>> }>

/** What capital spending of an account has become, by the beginning of its code. */
const SHAPES: readonly (readonly [string, Shape])[] = [
  [
    '5.2.02.02',
    { kode: '1.3.2.05.01.04.001', nama: 'Lemari arsip besi', rincian: { merek: 'Jati Baja' } },
  ],
  [
    '5.2.02.05',
    {
      kode: '1.3.2.05.01.04.002',
      nama: 'Perlengkapan ruang kerja',
      rincian: { merek: 'Jati Baja' },
    },
  ],
  [
    '5.2.02.07',
    { kode: '1.3.2.07.01.01.002', nama: 'Alat pemeriksaan USG', rincian: { merek: 'Medika Nusa' } },
  ],
  ['5.2.02', { kode: '1.3.2.10.01.02.001', nama: 'Komputer kerja', rincian: { merek: 'Nusa' } }],
  [
    '5.2.03',
    { kode: '1.3.6.01.01.01.002', nama: 'Pembangunan gedung, belum diserahkan', rincian: {} },
  ],
  [
    '5.2.04',
    {
      kode: '1.3.6.01.01.01.003',
      nama: 'Pembangunan jalan dan irigasi, belum diserahkan',
      rincian: {},
    },
  ],
]

const GOODS_MANAGER = officer('aset', 'Bidang Aset', 'aset', 'bpkad')
const LINES_AT_ONCE = 40

/** Cards for what was bought: an agency's lines of one kind become one card, all linked back to their SP2D. */
export async function takeUpGoods(year: Tahun, units?: readonly string[]): Promise<void> {
  const { tx, house, tahun, codes, sampai } = year
  turnTo(year, sampai, 4)
  const groups = new Map<string, BarisModal[]>()
  const open = await house.treasury.belanjaModalBelumTercatat(tx, { tahun, limit: 5_000 })
  for (const line of open) {
    const { kode } = present(codes.rekening.byId.get(line.rekeningId), 'a line has its account')
    const shape = SHAPES.findIndex(([awalan]) => kode.startsWith(awalan))
    const skpd = codes.skpd.byId.get(line.skpdId)
    if (shape < 0 || (units !== undefined && !units.includes(skpd?.unitKode ?? ''))) continue
    const key = `${line.skpdId} ${shape}`
    const group = groups.get(key) ?? []
    group.push(line)
    groups.set(key, group)
  }
  for (const [key, lines] of groups) {
    const [skpdId, at] = key.split(' ').map(Number)
    const skpd = present(codes.skpd.byId.get(skpdId ?? 0), 'an SKPD of the year')
    const [, shape] = present(SHAPES[at ?? 0], 'a shape of goods')
    for (let from = 0; from < lines.length; from += LINES_AT_ONCE)
      must(
        await house.assets.dariSp2d(officeOf(skpd).keeper, {
          baris: lines.slice(from, from + LINES_AT_ONCE).map(({ barisId }) => barisId),
          induk: undefined,
          typed: {
            kodeBarang: shape.kode,
            nama: `${shape.nama} ${tahun}`,
            asalUsul: 'pembelian',
            kondisi: 'B',
            tanggalPerolehan: '',
            nilai: '',
            unit: '1',
            keterangan: '',
            lat: '',
            lon: '',
            poligon: '',
            rincian: {
              ...shape.rincian,
              ...(shape.kode.startsWith('1.3.6') ? { alamat: skpd.nama } : {}),
            },
          },
        }),
      )
  }
}

/** Depreciation of the semesters that have ended. */
export async function wearDown({ house, tahun, sampai }: Tahun): Promise<void> {
  for (const [semester, ended] of [
    ['1', '06-30'],
    ['2', '12-31'],
  ])
    if (sampai >= `${tahun}-${ended}`)
      must(await house.assets.susutkan(GOODS_MANAGER, { periode: `${tahun}-${semester}` }))
}
