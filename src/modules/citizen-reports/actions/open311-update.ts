import { ANONYMOUS } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { cleanText } from '../../../kernel/clean-text.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Laporan, Status } from '../domain/laporan.ts'
import type { Tindakan } from '../domain/transitions.ts'
import { PERMINTAAN_TIDAK_ADA } from '../open311/refusals.ts'
import type { PostUpdate } from '../open311/request-form.ts'
import { findPesanMasuk, insertPesanMasuk } from '../store/channel-store.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import { findOrigin, type KunciApi } from '../store/program-store.ts'
import { insertRiwayat } from '../store/riwayat-store.ts'
import { type ActOnLaporan, createActOnLaporan } from './act-on-laporan.ts'
import { programActor } from './open311-server.ts'
import { kodeLacakOf } from './submit-laporan.ts'

/** @returns the id of the update on our side; the same when it is sent again */
export type ReceiveUpdate = (key: KunciApi, update: PostUpdate) => Promise<Result<string>>

/**
 * Take in an update of another program as a note for officers. It moves nothing by itself, with one
 * exception: the program that filed a case speaks for its reporter, and may say REOPEN.
 */
export function createReceiveUpdate(deps: Deps): ReceiveUpdate {
  const act = createActOnLaporan(deps)
  return (key, update) =>
    transaction(deps.kit.db, async (tx) => {
      const laporan = await findLaporanByNomor(tx, update.serviceRequestId.toUpperCase())
      if (laporan === undefined || !laporan.isPublik) return refuse(PERMINTAAN_TIDAK_ADA)
      const rujukan = `${key.id}:${update.updateId}`
      const id = deps.kit.newId()
      const diterimaAt = deps.kit.now()
      const row = {
        id,
        kanal: 'open311-update',
        rujukan,
        diterimaAt,
        laporanId: laporan.id,
      } as const
      if (!(await insertPesanMasuk(tx, row))) {
        const known = await findPesanMasuk(tx, row.kanal, rujukan)
        return ok(present(known, 'a message handled before has its row').id)
      }
      const outcome =
        update.status === 'REOPEN' ? await reopen(deps, tx, { act, laporan, key }) : ''
      await note(deps, tx, { id, laporan, key, update, outcome })
      return ok(id)
    })
}

const REOPENINGS: Readonly<Partial<Record<Status, Tindakan>>> = {
  menunggu_konfirmasi: 'belum_selesai',
  selesai: 'buka_kembali',
  ditutup_tanpa_konfirmasi: 'buka_kembali',
}

type Reopening = Readonly<{ act: ActOnLaporan; laporan: Laporan; key: KunciApi }>

/** @returns what became of the wish, for the note */
async function reopen(deps: Deps, tx: Tx, { act, laporan, key }: Reopening): Promise<string> {
  const tindakan = REOPENINGS[laporan.status]
  const origin = present(await findOrigin(tx, laporan.id), 'a stored case has an origin')
  const isOwn = origin.kanalRujukan?.startsWith(`${key.id}:`) === true
  if (tindakan === undefined || !isOwn) return ' (belum dibuka kembali: periksa)'
  const kodeLacak = kodeLacakOf(deps, origin.kunciKlien)
  const caller = { actor: ANONYMOUS, kodeLacak }
  const acted = await act(tx, caller, { nomor: laporan.nomor, tindakan, form: {} })
  return acted.ok ? '' : ` (belum dibuka kembali: ${acted.refusals[0]?.message ?? ''})`
}

type Noting = Readonly<{
  id: string
  laporan: Laporan
  key: KunciApi
  update: PostUpdate
  outcome: string
}>

/** Words from outside are for officers; nothing unread goes onto the public timeline. */
async function note(
  deps: Deps,
  tx: Tx,
  { id, laporan, key, update, outcome }: Noting,
): Promise<void> {
  const said = cleanText(update.description).trim()
  await insertRiwayat(tx, {
    id,
    laporanId: laporan.id,
    waktu: deps.kit.now(),
    kejadian: 'catat',
    status: null,
    pelakuJenis: 'sistem',
    pelakuLabel: `Open311: ${key.nama}`,
    pelakuAkunId: null,
    isPublik: false,
    pesan: `${update.status}${outcome}${said === '' ? '' : `: ${said}`}`,
    data: { updateId: update.updateId, waktuMereka: update.updatedAt },
  })
  await deps.audit.record(tx, programActor(key), {
    action: 'laporan.catat-luar',
    subject: { kind: 'laporan', id: laporan.id },
    after: { status: update.status },
  })
}
