import type { App } from '../../../app.ts'
import type { Actor, Role } from '../../../kernel/actor.ts'
import { ZERO_SEN } from '../../../kernel/money.ts'
import type { Result } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import { createEnact } from '../actions/enact.ts'
import { createSaveLines, type LineChange } from '../actions/lines.ts'
import { createSetPagu } from '../actions/pagu.ts'
import { createMovePart } from '../actions/part.ts'
import { createMakeVersi, createStep } from '../actions/versi.ts'
import type { TypedLine } from '../domain/garis.ts'
import type { JenisVersi } from '../domain/versi.ts'

/** An officer of the demo region under an id of their own, one per name. */
export function officer(name: string, role: Role, unitKode: string): Actor {
  const digits = [...name]
    .map((one) => one.charCodeAt(0).toString(16))
    .join('')
    .padEnd(12, '0')
  return {
    kind: 'officer',
    accountId: `00000000-0000-7000-8000-${digits.slice(0, 12)}`,
    name,
    grants: [{ role, unitKode }],
  }
}

export const PPTK = officer('pptk', 'pptk', 'pupr')
export const PA = officer('pa', 'pa', 'pupr')
export const TAPD = officer('tapd', 'tapd', 'setda')
export const PPKD = officer('ppkd', 'ppkd', 'bpkad')

const EMPTY_LINE: TypedLine = {
  rekening: '5.1.02.01.01.0024',
  uraian: 'Kertas HVS',
  spesifikasi: 'A4 80 gram',
  volume: '10',
  satuan: 'rim',
  harga: '60.000',
  sumberDana: '',
  standar: '',
  alasan: '',
  keterangan: '',
}

export function typedLine(more: Partial<TypedLine> = {}): TypedLine {
  return { ...EMPTY_LINE, ...more }
}

/** @returns the value, or fails with every sentence of the refusal */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusals.map(({ message }) => message).join(' '))
  return result.value
}

/** A fiscal year nobody has a budget for: far beyond those the demo region plans. */
export async function openYear(app: App, tahun: number): Promise<number> {
  const { kit, fiscal } = app
  const actor: Actor = { kind: 'system', name: 'uji' }
  const order = { actor, tahun, ke: 'penyusunan', dasar: `SE Bupati 900/${tahun}` } as const
  must(await transaction(kit.db, (tx) => fiscal.setTahun(tx, order)))
  return tahun
}

/**
 * A year's budget made the way officers make it.
 *
 * @param kode of the sub kegiatan it spends on, or the beginning of it
 */
export async function openBudgetHouse(app: App, tahun: number, kode = '1.03.') {
  const { deps } = app.budget
  const { kit } = deps
  const codes: Kodefikasi = await deps.fiscal.kodefikasi(kit.db, tahun)
  const skpdOf = (unitKode: string): Skpd => {
    const [found] = codes.skpdOfUnit(unitKode)
    if (found === undefined) throw new Error(`no SKPD of ${unitKode}`)
    return found
  }
  const pupr = skpdOf('pupr')
  const subs = codes.nomenklatur.all.filter(
    (one) => one.jenis === 'sub_kegiatan' && one.kode.startsWith(kode),
  )
  const [sub] = subs
  if (sub === undefined) throw new Error('no sub kegiatan of public works')
  const belanja = codes.rekening.all.filter(
    (one) => one.isDaun && one.kode.startsWith('5.1.02.01.01.'),
  )
  const makeVersi = createMakeVersi(deps)
  const step = createStep(deps)
  const enact = createEnact(deps)
  const movePart = createMovePart(deps)
  const save = createSaveLines(deps)
  const setPagu = createSetPagu(deps)

  const make = async (jenis: JenisVersi, aturanGeser = '') =>
    must(await makeVersi(TAPD, { tahun, jenis, judul: `${jenis} ${tahun}`, aturanGeser }))
  const force = async (versiId: string) => {
    must(await step(TAPD, { versiId, ke: 'diajukan' }))
    return enact(PPKD, { versiId, dasar: `Perda 1/${tahun}`, tanggal: `${tahun}-01-02` })
  }
  const change = (line: Partial<TypedLine> = {}, more: Partial<LineChange> = {}): LineChange => ({
    key: 'b1',
    subKegiatanId: sub.id,
    line: typedLine({ rekening: belanja[0]?.kode ?? '', ...line }),
    ...more,
  })
  const write = (versiId: string, changes: readonly LineChange[], actor: Actor = PPTK) =>
    save(actor, { versiId, skpdId: pupr.id, changes, removed: [] })
  const approve = async (versiId: string) => {
    const at = { versiId, skpdId: pupr.id }
    must(await movePart(PA, { ...at, ke: 'diajukan' }))
    must(await movePart(TAPD, { ...at, ke: 'disetujui' }))
  }
  const agreeCeilings = async (jumlah: string) => {
    const versiId = await make('kua-ppas')
    const row = { key: 'p1', skpd: pupr.kode, sub: sub.kode, jumlah }
    must(await setPagu(TAPD, { versiId, rows: [row] }))
    must(await force(versiId))
    return versiId
  }
  /** From ceilings to an APBD in force with these lines. */
  const enactBudget = async (lines: readonly LineChange[]) => {
    await agreeCeilings('1.000.000.000.000')
    const rka = await make('rka')
    must(await write(rka, lines))
    await approve(rka)
    must(await force(rka))
    const apbd = await make('apbd')
    must(await force(apbd))
    return apbd
  }
  return {
    deps,
    kit,
    codes,
    pupr,
    sub,
    subs,
    belanja,
    skpdOf,
    makeVersi,
    step,
    enact,
    movePart,
    save,
    setPagu,
    make,
    force,
    change,
    write,
    approve,
    agreeCeilings,
    enactBudget,
    nothing: ZERO_SEN,
  }
}
