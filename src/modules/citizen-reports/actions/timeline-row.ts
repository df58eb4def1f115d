import { type Grant, isSignedIn } from '../../../kernel/actor.ts'
import type { Deps } from '../deps.ts'
import type { ActDecision } from '../domain/act.ts'
import type { Laporan } from '../domain/laporan.ts'
import { grantFor, type Standing, type Tindakan } from '../domain/transitions.ts'
import type { Riwayat } from '../store/riwayat-store.ts'

export type Acted = Readonly<{
  laporan: Laporan
  decision: ActDecision
  tindakan: Tindakan
  standing: Standing
  form: Readonly<{
    pesan?: string
    unitKode?: string
    alasanKode?: string
    indukNomor?: string
    buktiSha256?: readonly string[]
  }>
}>

/** Steps only officers read: notes, who was sent, and why proof went back. */
const INTERNAL: readonly Tindakan[] = ['catat', 'tugaskan', 'tolak_bukti']

/** What everyone may read of an action; notes stay inside, and officers appear as their office. */
export function timelineRow(deps: Deps, acted: Acted): Riwayat {
  const { form, tindakan, standing, laporan, decision } = acted
  const grant = grantFor(laporan, decision.transition, standing)
  return {
    id: deps.kit.newId(),
    laporanId: laporan.id,
    waktu: deps.kit.now(),
    kejadian: tindakan,
    status: decision.after.status,
    pelakuJenis: standing.isReporter ? 'warga' : standing.isSystem ? 'sistem' : 'petugas',
    pelakuLabel: labelOf(deps, standing, grant),
    pelakuAkunId:
      isSignedIn(standing.actor) && !standing.isReporter ? standing.actor.accountId : null,
    isPublik: !INTERNAL.includes(tindakan),
    pesan: form.pesan?.trim() ?? null,
    data: {
      ...(form.unitKode === undefined
        ? {}
        : { unit: deps.reference.findUnit(form.unitKode)?.nama ?? form.unitKode }),
      ...(form.alasanKode === undefined ? {} : { alasan: form.alasanKode }),
      ...(decision.after.unitKode === null ? {} : { unitKode: decision.after.unitKode }),
      ...(form.indukNomor === undefined ? {} : { induk: form.indukNomor }),
      ...(form.buktiSha256 === undefined ? {} : { bukti: form.buktiSha256 }),
      ...(grant?.as === undefined ? {} : { sebagai: grant.as, atasNama: grant.onBehalfOf }),
    },
  }
}

const ACTING = { plt: 'Plt.', plh: 'Plh.', delegasi: 'delegasi' } as const

/** "Dinas Perhubungan", "Dinas Perhubungan (Plh.)": whoever acts for someone else says so. */
function labelOf(
  { reference }: Deps,
  { isReporter, isSystem }: Standing,
  grant: Grant | undefined,
): string {
  if (isReporter) return 'Pelapor'
  if (isSystem) return 'Sistem'
  const office =
    grant?.role === 'operator-aduan'
      ? 'Koordinator pengaduan'
      : (grant?.unitKode && reference.findUnit(grant.unitKode)?.nama) || 'Koordinator pengaduan'
  return grant?.as === undefined ? office : `${office} (${ACTING[grant.as]})`
}
