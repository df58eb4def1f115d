import { isSignedIn } from '../../../../kernel/actor.ts'
import { transaction } from '../../../../platform/db/database.ts'
import type { Req } from '../../../../platform/http/route.ts'
import { type Caller, mayReadSecret, standingOf } from '../../actions/act-on-laporan.ts'
import { readReporterPass } from '../../actions/reporter-pass.ts'
import type { Deps } from '../../deps.ts'
import type { Laporan } from '../../domain/laporan.ts'
import type { Standing } from '../../domain/transitions.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import { findPelapor, readIsiRahasia } from '../../store/pelapor-store.ts'

export type Opened = Readonly<{ laporan: Laporan; standing: Standing; judul: string; isi: string }>

export function nomorOf(req: Req): string {
  return String(req.params.nomor).toUpperCase()
}

/** Who asks: the account, and the case whose tracking code this browser showed. */
export function callerOf({ kit }: Pick<Deps, 'kit'>, req: Req): Caller {
  const shownCodeOf = readReporterPass(kit, req.reporterPass)
  return { actor: req.actor, ...(shownCodeOf === undefined ? {} : { shownCodeOf }) }
}

/** The case as this visitor may see it. A secret or hidden one is not there for strangers. */
export async function openCase(
  deps: Deps,
  req: Req,
  caller: Caller = callerOf(deps, req),
): Promise<Opened | undefined> {
  const laporan = await findLaporanByNomor(deps.kit.db, nomorOf(req))
  if (laporan === undefined) return undefined
  const standing = await standingOf(deps.kit.db, laporan, caller)
  if (laporan.isRahasia) return openSecret(deps, laporan, standing)
  const isStranger = !standing.isReporter && req.actor.kind !== 'officer'
  if (!laporan.isPublik && isStranger) return undefined
  return { laporan, standing, judul: laporan.judul, isi: laporan.isi }
}

async function openSecret(
  deps: Deps,
  laporan: Laporan,
  standing: Standing,
): Promise<Opened | undefined> {
  if (!mayReadSecret(standing)) return undefined
  return transaction(deps.kit.db, async (tx) => {
    const secret = await readIsiRahasia(tx, laporan.id)
    if (!standing.isReporter) await recordLook(deps, tx, { laporan, standing })
    return { laporan, standing, judul: secret?.judul ?? '', isi: secret?.isi ?? '' }
  })
}

async function recordLook(
  deps: Deps,
  tx: Parameters<typeof findPelapor>[0],
  { laporan, standing }: Readonly<{ laporan: Laporan; standing: Standing }>,
): Promise<void> {
  const pelapor = await findPelapor(tx, laporan.id)
  if (!isSignedIn(standing.actor) || pelapor?.akunId == null) return
  await deps.audit.recordAccess(tx, standing.actor, {
    ownerId: pelapor.akunId,
    subject: { kind: 'laporan', id: laporan.id },
    purpose: `Membaca laporan rahasia ${laporan.nomor}`,
    fields: ['judul', 'isi'],
  })
}
