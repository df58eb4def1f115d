import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { kasusMessages } from '../messages/index.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'
import { tellOfficer } from './notices.ts'

export const KOREKSI = ['data_pribadi', 'foto', 'isi', 'lokasi'] as const
export type Koreksi = (typeof KOREKSI)[number]

const DETAIL_MIN = 5
const DETAIL_MAX = 1_000

export type CorrectionForm = Readonly<{ apa: string; rincian: string; lang: Lang }>
export type Asker = Readonly<{ actor: Actor; isReporter: boolean }>

/**
 * Someone asks to hide or correct what a page shows: an internal note for the coordinators, who are
 * told at once. Nothing of it is published, and nothing on the page changes by itself.
 */
export async function askCorrection(
  deps: Deps,
  { actor, isReporter }: Asker,
  { laporan, form }: Readonly<{ laporan: Laporan; form: CorrectionForm }>,
): Promise<Result<undefined>> {
  const m = kasusMessages(form.lang).refusals
  const apa = KOREKSI.find((one) => one === form.apa)
  const rincian = form.rincian.trim()
  const isDetailSound = rincian.length >= DETAIL_MIN && rincian.length <= DETAIL_MAX
  const refusals: readonly Refusal[] = [
    ...(apa === undefined
      ? [{ code: 'KOREKSI_TIDAK_DIPILIH', message: m.correctionWhat, field: 'apa' }]
      : []),
    ...(isDetailSound
      ? []
      : [{ code: 'KOREKSI_TIDAK_JELAS', message: m.correctionDetail, field: 'rincian' }]),
  ]
  if (apa === undefined || refusals.length > 0) return refuse(refusals)
  const { kit } = deps
  await transaction(kit.db, async (tx) => {
    const id = kit.newId()
    await insertRiwayat(tx, {
      id,
      laporanId: laporan.id,
      waktu: kit.now(),
      kejadian: 'permintaan_koreksi',
      status: laporan.status,
      pelakuJenis: 'warga',
      pelakuLabel: isReporter ? 'Pelapor' : 'Warga',
      pelakuAkunId: null,
      isPublik: false,
      pesan: rincian,
      data: { apa },
    })
    await deps.audit.record(tx, actor, {
      action: 'laporan.minta-koreksi',
      subject: { kind: 'laporan', id: laporan.id },
      after: { apa },
    })
    const [role, unit] = laporan.isRahasia
      ? (['inspektorat', undefined] as const)
      : (['operator-aduan', undefined] as const)
    for (const officer of await deps.identity.officersWith(tx, role, unit))
      await tellOfficer(deps, tx, {
        event: 'petugas.minta_koreksi',
        laporan,
        accountId: officer.accountId,
        pesan: null,
        key: `koreksi:${id}:${officer.accountId}`,
      })
  })
  return ok(undefined)
}
