import type { Sen } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { createKeep, serialOf } from '../../../platform/kept.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import type { Fakta } from '../domain/kubus.ts'
import { listPagu } from '../store/bagian-store.ts'
import { listBerlaku } from '../store/mata-store.ts'
import { findBerlakuVersi, findSource, type Versi } from '../store/versi-store.ts'

/** A year's budget as everybody may read it. */
export type OpenBudget = Readonly<{
  versi: Versi
  codes: Kodefikasi
  facts: readonly Fakta[]
  /** Ceilings are shown while no budget is in force. */
  isCeilings: boolean
  hasRealisasi: boolean
}>

const YEARS_KEPT_MAX = 4

/** From memory while the version in force and its codes are the same; without a budget, the agreed ceilings. */
export function createOpenBudget(deps: Deps) {
  const keep = createKeep(YEARS_KEPT_MAX)
  return async (tx: Tx, tahun: number): Promise<OpenBudget | undefined> => {
    const current = await findBerlakuVersi(tx, tahun)
    const versi = current ?? (await findSource(tx, tahun, ['kua-ppas']))
    if (versi === undefined) return undefined
    const codes = await deps.fiscal.kodefikasi(tx, tahun)
    const version = `${versi.id} ${serialOf(codes)}`
    const facts = await keep({ key: String(tahun), version }, () =>
      current === undefined ? ceilingFacts(tx, versi, codes) : positionFacts(tx, tahun, codes),
    )
    const realised = current === undefined ? undefined : await deps.realisasiOf?.(tx, tahun)
    return {
      versi,
      codes,
      facts: realised === undefined ? facts : withRealised(facts, realised),
      isCeilings: current === undefined,
      hasRealisasi: realised !== undefined,
    }
  }
}

async function positionFacts(tx: Tx, tahun: number, codes: Kodefikasi): Promise<readonly Fakta[]> {
  const positions = await listBerlaku(tx, { tahun })
  const pathOf = createPaths(codes)
  return positions.map((one) => ({
    id: one.id,
    skpd: codes.skpd.byId.get(one.skpdId)?.kode ?? '',
    urusan: pathOf(one.subKegiatanId),
    rekening: codes.rekening.byId.get(one.rekeningId)?.kode ?? '',
    jumlah: one.anggaran,
    realisasi: undefined,
  }))
}

async function ceilingFacts(tx: Tx, versi: Versi, codes: Kodefikasi): Promise<readonly Fakta[]> {
  const ceilings = await listPagu(tx, versi.id)
  const pathOf = createPaths(codes)
  return ceilings.map((one) => ({
    id: `${one.skpdId}-${one.subKegiatanId}`,
    skpd: codes.skpd.byId.get(one.skpdId)?.kode ?? '',
    urusan: pathOf(one.subKegiatanId),
    rekening: '',
    jumlah: one.jumlah,
    realisasi: undefined,
  }))
}

/** Thousands of positions share some hundreds of activities. */
function createPaths(codes: Kodefikasi): (subKegiatanId: number | null) => readonly string[] {
  const paths = new Map<number, readonly string[]>()
  return (subKegiatanId) => {
    if (subKegiatanId === null) return []
    const known = paths.get(subKegiatanId)
    if (known !== undefined) return known
    const kode = codes.nomenklatur.byId.get(subKegiatanId)?.kode ?? ''
    // Readers look for education and health, not for the law's groups of them.
    const path = codes.nomenklatur
      .pathOf(kode)
      .flatMap((one) => (one.jenis === 'urusan' ? [] : [one.kode]))
    paths.set(subKegiatanId, path)
    return path
  }
}

const withRealised = (
  facts: readonly Fakta[],
  realised: ReadonlyMap<string, Sen>,
): readonly Fakta[] =>
  facts.map((one) => ({ ...one, realisasi: realised.get(one.id) ?? (0n as Sen) }))
