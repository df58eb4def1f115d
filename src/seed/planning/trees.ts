import { present } from '../../kernel/assert.ts'
import { type Sen, sen, sumSen, ZERO_SEN } from '../../kernel/money.ts'
import { type LoadedDokumen, ukuranFromDecimal } from '../../modules/planning/index.ts'
import {
  type Bahan,
  type Indikator,
  momentOf,
  nomenklaturOf,
  type Perangkat,
  pastDate,
  stableId,
  writtenName,
} from './data.ts'
import { kunciOf, OLEH } from './lines.ts'

type Simpul = LoadedDokumen['simpul'][number]
type Pagu = LoadedDokumen['pagu'][number]
type StoredIndikator = LoadedDokumen['indikator'][number]
/** Nodes of a document with their ceilings and indicators. */
export type Pohon = Readonly<{
  simpul: readonly Simpul[]
  pagu: readonly Pagu[]
  indikator: readonly StoredIndikator[]
}>

/** Ceiling of a sub kegiatan of an agency per year: `pupr 1.03.10.2.01.0033`. */
export type Ceilings = ReadonlyMap<string, ReadonlyMap<number, Sen>>

/** A tree while it grows. */
type Growing = Readonly<{
  simpul: Simpul[]
  pagu: Pagu[]
  indikator: StoredIndikator[]
  dokumenId: string
  at: Date
  years: readonly number[]
}>

const growOn = (dokumenId: string, at: Date, years: readonly number[]): Growing => ({
  simpul: [],
  pagu: [],
  indikator: [],
  dokumenId,
  at,
  years,
})

type NodeOrder = Readonly<{
  nama: string
  jenis: Simpul['jenis']
  uraian: string
  induk?: string
  nomenklaturId?: number
  skpdId?: number
  mendukung?: string
  pagu?: ReadonlyMap<number, Sen>
}>

function addNode(tree: Growing, order: NodeOrder): string {
  const id = stableId(order.nama)
  const indukId = order.induk ?? null
  tree.simpul.push({
    dokumenId: tree.dokumenId,
    id,
    indukId,
    jenis: order.jenis,
    urutan: 1 + tree.simpul.filter((one) => one.indukId === indukId).length,
    uraian: order.uraian,
    nomenklaturId: order.nomenklaturId ?? null,
    skpdId: order.skpdId ?? null,
    mendukungId: order.mendukung ?? null,
    diubahOleh: OLEH,
    at: tree.at,
  })
  if (order.pagu !== undefined) tree.pagu.push({ simpulId: id, pagu: order.pagu })
  return id
}

function addIndikator(
  tree: Growing,
  simpulId: string,
  list: readonly Indikator[],
  isUtama: boolean,
): void {
  for (const [at, [nama, satuan, arah, rumus, awal, target]] of list.entries())
    tree.indikator.push({
      dokumenId: tree.dokumenId,
      id: stableId(`indikator ${simpulId} ${at}`),
      simpulId,
      urutan: at + 1,
      nama,
      satuan,
      rumus,
      arah,
      awal: ukuranFromDecimal(awal),
      awalTahun: (tree.years[0] ?? 0) - 1,
      penjelasan: '',
      isUtama,
      target: new Map(
        tree.years.map((tahun, year) => [
          tahun,
          ukuranFromDecimal(present(target[year], 'five years have five targets')),
        ]),
      ),
    })
}

export const sasaranId = (kunci: string) => stableId(`rpjmd sasaran ${kunci}`)

/** Vision to programme; programmes stand under the sasaran they work for, one node per agency. */
export function makeRpjmd(
  bahan: Bahan,
  order: Readonly<{ dokumenId: string; years: readonly number[]; ceilings: Ceilings }>,
): Pohon {
  const { rpjmd } = bahan.rencana
  const tree = growOn(order.dokumenId, dayOf(bahan, order.years), order.years)
  const visi = addNode(tree, { nama: 'rpjmd visi', jenis: 'visi', uraian: rpjmd.visi })
  for (const [m, misi] of rpjmd.misi.entries()) {
    const misiId = addNode(tree, {
      nama: `rpjmd misi ${m}`,
      jenis: 'misi',
      uraian: misi.uraian,
      induk: visi,
    })
    for (const [t, tujuan] of misi.tujuan.entries()) {
      const tujuanId = addNode(tree, {
        nama: `rpjmd tujuan ${m} ${t}`,
        jenis: 'tujuan',
        uraian: tujuan.uraian,
        induk: misiId,
      })
      addIndikator(tree, tujuanId, [tujuan.indikator], true)
      for (const { kunci, uraian, indikator } of tujuan.sasaran) {
        const id = addNode(tree, {
          nama: `rpjmd sasaran ${kunci}`,
          jenis: 'sasaran',
          uraian,
          induk: tujuanId,
        })
        addIndikator(tree, id, indikator, true)
      }
    }
  }
  for (const perangkat of bahan.perangkat) addPrograms(bahan, tree, { perangkat, ...order })
  return tree
}

function addPrograms(
  bahan: Bahan,
  tree: Growing,
  { perangkat, ceilings }: Readonly<{ perangkat: Perangkat; ceilings: Ceilings }>,
): void {
  for (const [program, kode] of groupByLevel(perangkat, 3)) {
    const found = nomenklaturOf(bahan, program)
    addNode(tree, {
      nama: `rpjmd program ${perangkat.unit} ${program}`,
      jenis: 'program',
      uraian: writtenName(found.nama),
      induk: sasaranId(kunciOf(bahan, perangkat, program)),
      nomenklaturId: found.id,
      skpdId: perangkat.skpd.id,
      pagu: sumOf(ceilings, { unit: perangkat.unit, kode, years: tree.years }),
    })
  }
}

/** Programmes of an agency are told apart in depth where people ask most. */
const IN_DEPTH = new Set(['pupr', 'dikbud', 'dinkes'])

/** Goal to sub kegiatan of one agency. */
export function makeRenstra(
  bahan: Bahan,
  order: Readonly<{
    perangkat: Perangkat
    dokumenId: string
    years: readonly number[]
    ceilings: Ceilings
  }>,
): Pohon {
  const { perangkat, dokumenId, years, ceilings } = order
  const { unit } = perangkat
  const tree = growOn(dokumenId, dayOf(bahan, years), years)
  const tujuan = addNode(tree, {
    nama: `renstra ${unit} tujuan`,
    jenis: 'tujuan',
    uraian: perangkat.tujuan,
    mendukung: sasaranId(perangkat.mendukung),
  })
  addIndikator(tree, tujuan, perangkat.indikator.slice(0, 1), true)
  const sasaran = addNode(tree, {
    nama: `renstra ${unit} sasaran`,
    jenis: 'sasaran',
    uraian: perangkat.sasaran,
    induk: tujuan,
    mendukung: sasaranId(perangkat.mendukung),
  })
  addIndikator(tree, sasaran, perangkat.indikator, true)
  const ceilingOf = (kode: readonly string[]) => sumOf(ceilings, { unit, kode, years })
  for (const [program, inProgram] of groupByLevel(perangkat, 3)) {
    const programId = addCoded(bahan, tree, {
      unit,
      kode: program,
      induk: sasaran,
      pagu: ceilingOf(inProgram),
    })
    if (IN_DEPTH.has(unit)) addIndikator(tree, programId, [PROGRAM_REACHED], false)
    for (const [kegiatan, subs] of groupByLevel(perangkat, 5)) {
      if (!kegiatan.startsWith(`${program}.`)) continue
      const kegiatanId = addCoded(bahan, tree, {
        unit,
        kode: kegiatan,
        induk: programId,
        pagu: ceilingOf(subs),
      })
      for (const kode of subs) {
        const id = addCoded(bahan, tree, { unit, kode, induk: kegiatanId, pagu: ceilingOf([kode]) })
        addIndikator(tree, id, [outputOf(perangkat, kode)], false)
      }
    }
  }
  return tree
}

const PROGRAM_REACHED: Indikator = [
  'Keluaran program yang tercapai',
  'persen',
  'naik',
  'Sub kegiatan yang mencapai target dibagi sub kegiatan program, dikali 100',
  '86',
  ['88', '90', '92', '94', '96'],
]

function addCoded(
  bahan: Bahan,
  tree: Growing,
  order: Readonly<{
    unit: string
    kode: string
    induk: string
    pagu: ReadonlyMap<number, Sen>
  }>,
): string {
  const { id, nama, jenis } = nomenklaturOf(bahan, order.kode)
  return addNode(tree, {
    nama: `renstra ${order.unit} ${order.kode}`,
    jenis: jenis as Simpul['jenis'],
    uraian: writtenName(nama),
    induk: order.induk,
    nomenklaturId: id,
    pagu: order.pagu,
  })
}

function outputOf({ belanja }: Perangkat, kode: string): Indikator {
  const row = present(
    belanja.find(([one]) => one === kode),
    'every sub kegiatan came from a row',
  )
  const [, , target, satuan, indikator] = row
  return [indikator, satuan, 'naik', '', target, [target, target, target, target, target]]
}

/** Codes of an agency's sub kegiatan by the first so many parts of them. */
function groupByLevel(
  { belanja }: Perangkat,
  level: number,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const [kode] of belanja) {
    const above = kode.split('.').slice(0, level).join('.')
    const group = groups.get(above) ?? []
    if (!group.includes(kode)) group.push(kode)
    groups.set(above, group)
  }
  return groups
}

function sumOf(
  ceilings: Ceilings,
  order: Readonly<{ unit: string; kode: readonly string[]; years: readonly number[] }>,
): ReadonlyMap<number, Sen> {
  return new Map(
    order.years.map((tahun) => [
      tahun,
      sumSen(order.kode.map((one) => ceilings.get(`${order.unit} ${one}`)?.get(tahun) ?? ZERO_SEN)),
    ]),
  )
}

function dayOf(bahan: Bahan, years: readonly number[]): Date {
  return momentOf(bahan, pastDate(bahan, `${years[0]}-07-01`))
}

/** Years without a plan yet go on from the last that has one, four percent a year. */
export function growCeilings(last: Sen, years: number): Sen {
  let amount: bigint = last
  for (let year = 0; year < years; year += 1) amount = (amount * 104n) / 100n
  return sen((amount / 10_000_000n) * 10_000_000n)
}
