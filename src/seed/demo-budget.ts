import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Role, SignedIn } from '../kernel/actor.ts'
import { present } from '../kernel/assert.ts'
import { yearOf } from '../kernel/date.ts'
import { allocate, type Sen, sen, subtractSen, sumSen, toDecimalString } from '../kernel/money.ts'
import type { Result } from '../kernel/result.ts'
import { type BudgetModule, budgetWork, type LineChange } from '../modules/budget/index.ts'
import type { Kodefikasi, StandarHarga } from '../modules/fiscal/index.ts'
import { demoAccountId } from '../modules/identity/index.ts'
import type { Baris, PlanningModule } from '../modules/planning/index.ts'
import { packageRoot } from '../package-root.ts'
import type { Tx } from '../platform/db/database.ts'

const rekening = z.string().regex(/^\d[\d.]+$/)
const PolaSchema = z.object({
  pola: z.array(
    z.object({
      kata: z.array(z.string()),
      bukan: z.array(z.string()).default([]),
      baris: z.array(
        z.tuple([rekening, z.string(), z.string(), z.number(), z.string().nullable()]),
      ),
    }),
  ),
  pendapatan: z.array(z.tuple([z.string(), rekening, z.string(), z.number()])),
})
type Pola = z.infer<typeof PolaSchema>

/** Cash goes out slowly at first and fastest in the last quarter; salaries keep the months close. */
const MONTHS = [7n, 7n, 8n, 8n, 8n, 9n, 9n, 8n, 8n, 9n, 9n, 10n]
const SILPA = '6.1.01.05.02.0001'
/** What other revenue leaves open is carried over from the year before. */
const SILPA_PERMIL = 40n

const officer = (name: string, role: Role, unitKode: string): SignedIn => ({
  kind: 'officer',
  accountId: demoAccountId(name),
  name,
  grants: [{ role, unitKode }],
})
const PLANNER = officer('bappeda', 'perencana', 'bappeda')
const TAPD = officer('sekda', 'tapd', 'setda')
const PPKD = officer('ppkd', 'ppkd', 'bpkad')

export type BudgetHouse = Readonly<{ budget: BudgetModule; planning: PlanningModule }>

/**
 * Budgets of the demo region as officers make them: last year's and this year's in force with their cash plans, next
 * year's agreed ceilings with RKA being written.
 */
export async function seedBudget(tx: Tx, { budget, planning }: BudgetHouse): Promise<void> {
  const { fiscal, kit } = budget.deps
  const year = yearOf(kit.today())
  const pola = PolaSchema.parse(
    JSON.parse(await readFile(join(packageRoot, 'data/demo/pola-belanja.json'), 'utf8')),
  )
  for (const tahun of [year - 1, year, year + 1]) {
    const plan: Year = {
      tahun,
      pola,
      codes: await fiscal.kodefikasi(tx, tahun),
      lines: await planning.rkpdBaris(tx, { tahun }),
      prices: await pricesOf(tx, fiscal, tahun, pola),
    }
    await seedYear(budget, plan, tahun <= year)
  }
}

type Year = Readonly<{
  tahun: number
  pola: Pola
  codes: Kodefikasi
  lines: readonly Baris[]
  prices: ReadonlyMap<string, StandarHarga>
}>

async function pricesOf(
  tx: Tx,
  fiscal: BudgetModule['deps']['fiscal'],
  tahun: number,
  { pola }: Pola,
): Promise<ReadonlyMap<string, StandarHarga>> {
  const codes = pola.flatMap(({ baris }) => baris.flatMap(([, , , , kode]) => kode ?? []))
  return new Map((await fiscal.standarDariKode(tx, tahun, codes)).map((one) => [one.kode, one]))
}

async function seedYear(budget: BudgetModule, plan: Year, isInForce: boolean): Promise<void> {
  const work = budgetWork(budget.deps)
  const { tahun } = plan
  const make = async (jenis: 'kua-ppas' | 'rka' | 'apbd') =>
    must(
      await work.makeVersi(TAPD, {
        tahun,
        jenis,
        judul: `${JUDUL[jenis]} ${tahun}`,
        aturanGeser: '',
      }),
    )
  const enact = async (versiId: string, dasar: string, tanggal: string) => {
    must(await work.step(TAPD, { versiId, ke: 'diajukan' }))
    must(await work.enact(PPKD, { versiId, dasar, tanggal }))
  }
  await enact(await make('kua-ppas'), `Nota Kesepakatan KUA-PPAS ${tahun}`, `${tahun - 1}-08-07`)
  const rka = await make('rka')
  for (const [skpdId, changes] of changesOf(plan)) {
    must(await work.saveLines(PLANNER, { versiId: rka, skpdId, changes, removed: [] }))
    if (!isInForce) continue
    must(await work.movePart(headOf(plan, skpdId), { versiId: rka, skpdId, ke: 'diajukan' }))
    must(await work.movePart(TAPD, { versiId: rka, skpdId, ke: 'disetujui' }))
  }
  if (!isInForce) return
  await enact(rka, `Persetujuan RKA ${tahun}`, `${tahun - 1}-09-15`)
  await enact(await make('apbd'), `Perda Nomor 12 Tahun ${tahun - 1}`, `${tahun - 1}-12-30`)
  for (const { id } of plan.codes.skpd.all)
    await work.fillKas(PPKD, { tahun, skpdId: id, weights: MONTHS, isAll: true })
}

const JUDUL = { 'kua-ppas': 'KUA-PPAS', rka: 'RKA', apbd: 'APBD' }

function must<Value>(done: Result<Value>): Value {
  if (!done.ok)
    throw new Error(done.refusals.map(({ message, field }) => `${field}: ${message}`).join('\n'))
  return done.value
}

/** Whoever hands an agency's part in; only demo offices have accounts, so the office's head stands for it. */
function headOf({ codes }: Year, skpdId: number): SignedIn {
  const unitKode = codes.skpd.byId.get(skpdId)?.unitKode ?? 'setda'
  return { ...officer('pa-pupr', 'pa', unitKode), name: `pa-${unitKode}` }
}

function changesOf(plan: Year): ReadonlyMap<number, readonly LineChange[]> {
  const changes = new Map<number, LineChange[]>()
  const add = (skpdId: number, more: readonly LineChange[]) => {
    const found = changes.get(skpdId)
    if (found === undefined) changes.set(skpdId, [...more])
    else found.push(...more)
  }
  for (const baris of plan.lines) add(baris.skpdId, spendingOf(plan, baris))
  const spending = sumSen(plan.lines.map(({ pagu }) => pagu))
  for (const [skpdId, change] of revenueOf(plan, spending)) add(skpdId, [change])
  return changes
}

/** One line of the plan as budget lines: by its name, priced from standards, to the last rupiah. */
function spendingOf(plan: Year, baris: Baris): readonly LineChange[] {
  const { codes, pola, prices } = plan
  const nama = (codes.nomenklatur.byId.get(baris.subKegiatanId)?.nama ?? '').toLowerCase()
  const { baris: shape } = present(
    pola.pola.find(
      ({ kata, bukan }) =>
        (kata.length === 0 || kata.some((word) => nama.includes(word))) &&
        !bukan.some((word) => nama.includes(word)),
    ),
    'the last pattern takes everything',
  )
  const shares = allocate(
    baris.pagu,
    shape.map(([, , , share]) => BigInt(share)),
  )
  let left = sen(0n)
  return shape.flatMap((one, at) => {
    const [kode, uraian, satuan, , standar] = one
    const isLast = at === shape.length - 1
    const wanted = sumSen([shares[at] ?? sen(0n), left])
    const price = standar === null ? undefined : prices.get(standar)
    const priced = price === undefined ? undefined : wholePieces(wanted, price.harga)
    // What a whole number of pieces leaves over goes into the next line, and at the end into a lump.
    const line = { rekening: kode, uraian, satuan, standar: standar ?? '' }
    if (priced === undefined || priced.volume === 0n) {
      left = sen(0n)
      return wanted === 0n ? [] : [changeOf(baris, `${at}`, { ...line, standar: '' }, 1n, wanted)]
    }
    left = priced.left
    const lines = [changeOf(baris, `${at}`, line, priced.volume, present(price, 'priced').harga)]
    if (!isLast || left === 0n) return lines
    const rest = { ...line, uraian: `${uraian}, bagian terakhir`, satuan: 'paket', standar: '' }
    return [...lines, changeOf(baris, `${at}-sisa`, rest, 1n, left)]
  })
}

function wholePieces(wanted: Sen, price: Sen): Readonly<{ volume: bigint; left: Sen }> {
  const volume = wanted / price
  return { volume, left: subtractSen(wanted, sen(volume * price)) }
}

type Shape = Readonly<{ rekening: string; uraian: string; satuan: string; standar: string }>

function changeOf(baris: Baris, key: string, line: Shape, volume: bigint, harga: Sen): LineChange {
  return {
    key: `${baris.id}-${key}`,
    subKegiatanId: baris.subKegiatanId,
    rkpdBarisId: baris.id,
    line: { ...line, volume: String(volume), harga: toDecimalString(harga), ...EMPTY },
  }
}

const EMPTY = { spesifikasi: '', sumberDana: '', alasan: '', keterangan: '' }

function revenueOf(
  { codes, pola }: Year,
  spending: Sen,
): readonly (readonly [number, LineChange])[] {
  const silpa = sen((spending * SILPA_PERMIL) / 1000n)
  const shares = allocate(
    subtractSen(spending, silpa),
    pola.pendapatan.map(([, , , share]) => BigInt(share)),
  )
  const skpdkb = present(codes.skpkd, 'the demo has an SKPKD').id
  const skpdOf = (unit: string) =>
    unit === 'skpkd' ? skpdkb : present(codes.skpdOfUnit(unit)[0], `${unit} is an SKPD`).id
  const revenue = pola.pendapatan.map(
    ([unit, kode, uraian], at) =>
      [skpdOf(unit), receipt(`p${at}`, kode, uraian, shares[at] ?? sen(0n))] as const,
  )
  return [...revenue, [skpdkb, receipt('silpa', SILPA, 'Sisa lebih perhitungan anggaran', silpa)]]
}

function receipt(key: string, kode: string, uraian: string, jumlah: Sen): LineChange {
  const line = { rekening: kode, uraian, satuan: 'tahun', standar: '', volume: '1' }
  return { key, subKegiatanId: null, line: { ...line, harga: toDecimalString(jumlah), ...EMPTY } }
}
