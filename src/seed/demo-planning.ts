import { yearOf } from '../kernel/date.ts'
import { type Sen, sumSen, ZERO_SEN } from '../kernel/money.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import {
  type LoadedDokumen,
  loadDokumen,
  loadRealisasi,
  type PlanningModule,
} from '../modules/planning/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { createDice } from './dice.ts'
import { type Bahan, momentOf, pastDate, readBahan, stableId } from './planning/data.ts'
import { changeYear, makeYear, OLEH, type TahunRencana } from './planning/lines.ts'
import { makeRealisasi } from './planning/realisations.ts'
import {
  type Ceilings,
  growCeilings,
  makeRenstra,
  makeRpjmd,
  type Pohon,
} from './planning/trees.ts'

const BUPATI = {
  kind: 'officer',
  accountId: demoAccountId('bupati'),
  name: 'bupati',
  grants: [{ role: 'bupati', unitKode: 'setda' }],
} as const
/** Agencies whose lines the draft of the year after next already holds. */
const DRAFTED = ['pupr', 'dikbud', 'dinkes', 'perkim', 'dishub', 'dispertapa', 'kec-kota-jati']

/**
 * Plans of the demo region: an RPJMD of five years that began last year, a Renstra for every agency, the RKPD of last
 * year, this year and next, changes of the first two, and a draft of the year after. Nothing where plans are already.
 */
export async function seedPlanning(tx: Tx, { deps, hasDokumen }: PlanningModule): Promise<void> {
  if (await hasDokumen(tx)) return
  const { kit, fiscal, reference } = deps
  const today = kit.today()
  const year = yearOf(today)
  const bahan = await readBahan(await fiscal.kodefikasi(tx, year), {
    zone: reference.calendar().zone,
    today,
  })
  const start = year - 1
  const years = [0, 1, 2, 3, 4].map((at) => start + at)
  const plans = [
    makeYear(bahan, { tahun: start, permil: 960n }),
    makeYear(bahan, { tahun: start + 1, permil: 1000n }),
    makeYear(bahan, { tahun: start + 2, permil: 1030n }),
  ]
  const changes = plans.slice(0, 2).map((plan) => ({ plan, ubahPagu: changeYear(plan) }))
  const ceilings = ceilingsOf(bahan, { plans, changes, years })
  const rpjmdId = stableId('rpjmd 1')
  const rpjmd = makeRpjmd(bahan, { dokumenId: rpjmdId, years, ceilings })
  const load = (one: LoadedDokumen) => loadDokumen(deps, tx, one)
  await load({
    ...treeOf(rpjmd),
    dokumen: documentOf(bahan, {
      id: rpjmdId,
      jenis: 'rpjmd',
      years,
      judul: `RPJMD Kabupaten Jatiraya ${start}–${start + 4}`,
    }),
    penetapan: actOf(bahan, {
      jenis: 'perda',
      nomor: `4 Tahun ${start}`,
      tanggal: `${start}-08-20`,
    }),
  })
  const renstra: Pohon[] = []
  for (const perangkat of bahan.perangkat) {
    const id = stableId(`renstra ${perangkat.unit} 1`)
    const tree = makeRenstra(bahan, { perangkat, dokumenId: id, years, ceilings })
    renstra.push(tree)
    await load({
      ...treeOf(tree),
      dokumen: documentOf(bahan, {
        id,
        jenis: 'renstra',
        years,
        induk: rpjmdId,
        skpdId: perangkat.skpd.id,
        judul: `Renstra ${perangkat.skpd.nama} ${start}–${start + 4}`,
      }),
      penetapan: actOf(bahan, {
        jenis: 'perkada',
        nomor: `41 Tahun ${start}`,
        tanggal: `${start}-10-15`,
      }),
    })
  }
  for (const plan of plans) await load(rkpdOf(bahan, plan, rpjmdId))
  for (const change of changes) await load(changeOf(bahan, change, rpjmdId))
  const draft = draftOf(bahan, start + 3, rpjmdId)
  await load(draft)
  for (const one of renjaOf(bahan, draft.dokumen)) await load(one)
  await loadRealisasi(
    tx,
    makeRealisasi(bahan, [rpjmd, ...renstra], { start, dice: createDice(11) }),
  )
}

const NOTHING = {
  simpul: [],
  pagu: [],
  indikator: [],
  baris: [],
  ubahPagu: [],
  usulan: [],
  links: [],
}
const treeOf = (tree: Pohon) => ({
  ...NOTHING,
  simpul: tree.simpul,
  pagu: tree.pagu,
  indikator: tree.indikator,
})

function documentOf(
  bahan: Bahan,
  order: Readonly<{
    id: string
    jenis: LoadedDokumen['dokumen']['jenis']
    years: readonly number[]
    judul: string
    induk?: string
    skpdId?: number
    mengubah?: string
  }>,
): LoadedDokumen['dokumen'] {
  const first = order.years[0] ?? 0
  return {
    id: order.id,
    jenis: order.jenis,
    skpdId: order.skpdId ?? null,
    tahunMulai: first,
    tahunSampai: order.years.at(-1) ?? first,
    versi: order.mengubah === undefined ? 1 : 2,
    indukId: order.induk ?? null,
    mengubahId: order.mengubah ?? null,
    judul: order.judul,
    dibuatOleh: OLEH,
    at: momentOf(bahan, pastDate(bahan, `${first - 1}-01-15`)),
  }
}

function actOf(
  bahan: Bahan,
  act: Readonly<{ jenis: 'perda' | 'perkada'; nomor: string; tanggal: string }>,
): NonNullable<LoadedDokumen['penetapan']> {
  const tanggal = pastDate(bahan, act.tanggal)
  return {
    jenis: act.jenis,
    nomor: act.nomor,
    tanggal,
    diajukanOleh: OLEH,
    ditetapkan: BUPATI,
    at: momentOf(bahan, tanggal),
  }
}

function rkpdOf(bahan: Bahan, plan: TahunRencana, rpjmdId: string): LoadedDokumen {
  const { tahun } = plan
  return {
    ...NOTHING,
    ...plan,
    dokumen: documentOf(bahan, {
      id: plan.dokumenId,
      jenis: 'rkpd',
      years: [tahun],
      induk: rpjmdId,
      judul: `RKPD Kabupaten Jatiraya ${tahun}`,
    }),
    penetapan: actOf(bahan, {
      jenis: 'perkada',
      nomor: `27 Tahun ${tahun - 1}`,
      tanggal: `${tahun - 1}-06-26`,
    }),
  }
}

type Change = Readonly<{ plan: TahunRencana; ubahPagu: LoadedDokumen['ubahPagu'] }>

function changeOf(bahan: Bahan, { plan, ubahPagu }: Change, rpjmdId: string): LoadedDokumen {
  const { tahun } = plan
  return {
    ...NOTHING,
    ubahPagu,
    dokumen: documentOf(bahan, {
      id: stableId(`rkpd ${tahun} 2`),
      jenis: 'rkpd',
      years: [tahun],
      induk: rpjmdId,
      mengubah: plan.dokumenId,
      judul: `Perubahan RKPD Kabupaten Jatiraya ${tahun}`,
    }),
    penetapan: actOf(bahan, {
      jenis: 'perkada',
      nomor: `33 Tahun ${tahun}`,
      tanggal: `${tahun}-07-24`,
    }),
  }
}

function draftOf(bahan: Bahan, tahun: number, rpjmdId: string): LoadedDokumen {
  const plan = makeYear(bahan, { tahun, permil: 1060n, units: DRAFTED, isDraft: true })
  return {
    ...NOTHING,
    ...plan,
    dokumen: documentOf(bahan, {
      id: plan.dokumenId,
      jenis: 'rkpd',
      years: [tahun],
      induk: rpjmdId,
      judul: `RKPD Kabupaten Jatiraya ${tahun}`,
    }),
  }
}

/** What the agencies of the draft still work on: their lines in it. */
function renjaOf(bahan: Bahan, rkpd: LoadedDokumen['dokumen']): readonly LoadedDokumen[] {
  const { id: induk, tahunMulai: tahun } = rkpd
  return bahan.perangkat
    .filter(({ unit }) => DRAFTED.includes(unit))
    .map(({ unit, skpd }) => ({
      ...NOTHING,
      dokumen: documentOf(bahan, {
        id: stableId(`renja ${unit} ${tahun}`),
        jenis: 'renja',
        years: [tahun],
        induk,
        skpdId: skpd.id,
        judul: `Renja ${skpd.nama} ${tahun}`,
      }),
    }))
}

/** Ceilings of the five years hold every line that was ever planned in them. */
function ceilingsOf(
  bahan: Bahan,
  order: Readonly<{
    plans: readonly TahunRencana[]
    changes: readonly Change[]
    years: readonly number[]
  }>,
): Ceilings {
  const unitOf = new Map(bahan.perangkat.map(({ unit, skpd }) => [skpd.id, unit]))
  const sums = new Map<string, Map<number, Sen>>()
  for (const { tahun, baris } of order.plans) {
    const changed = new Map(
      order.changes
        .filter(({ plan }) => plan.tahun === tahun)
        .flatMap(({ ubahPagu }) => ubahPagu.map(({ id, pagu }) => [id, pagu] as const)),
    )
    for (const line of baris) {
      const kode = bahan.kode.nomenklatur.byId.get(line.subKegiatanId)?.kode ?? ''
      const key = `${unitOf.get(line.skpdId)} ${kode}`
      const after = changed.get(line.id) ?? line.pagu
      const years = sums.get(key) ?? new Map<number, Sen>()
      const [, most = line.pagu] = [after, line.pagu].toSorted((a, b) => Number(a - b))
      sums.set(key, years.set(tahun, sumSen([years.get(tahun) ?? ZERO_SEN, most])))
    }
  }
  const [, , planned = 0, ...later] = order.years
  for (const years of sums.values())
    for (const [at, tahun] of later.entries())
      years.set(tahun, growCeilings(years.get(planned) ?? ZERO_SEN, at + 1))
  return sums
}
