import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { quarterOf } from '../domain/periode.ts'
import { invitedMoves } from '../domain/sisi.ts'
import { UNDANGAN } from '../messages/notices.ts'
import { upsertLayanan } from '../store/layanan-store.ts'
import { moveRekap } from '../store/rekap-store.ts'
import { insertUndangan } from '../store/undangan-store.ts'

/** A service that was finished, and for whom. */
export type Invitation = Readonly<{
  /** What was finished: one is invited once, however often this is called. */
  subject: Readonly<{ kind: string; id: string; nomor: string }>
  layananKode: string
  layananNama: string
  unitKode: string
  /** Who is told, by the ways they chose; left out, the caller hands the address over. */
  pemohonAkunId?: string
  bahasa: Lang
  kanal: 'web' | 'loket'
  /** The service costs nothing: cost is asked about accordingly. */
  isGratis?: boolean
}>

/** The token of the survey's address, told this once; undefined when this subject was invited before. */
export type Invited = Readonly<{ token: string | undefined }>

const TOKEN_BYTES = 16
const SYSTEM: Actor = { kind: 'system', name: 'satisfaction' }

/** What is kept of a token. */
export function digestOf(token: string): Uint8Array {
  return createHash('sha256').update(`pendopo skm ${token}`).digest()
}

/** Invite the one a service was finished for to judge it, in the transaction that finishes it. */
export async function invite(deps: Deps, tx: Tx, invitation: Invitation): Promise<Invited> {
  const { kit, rules } = deps
  const { subject, layananKode, layananNama, unitKode, pemohonAkunId, kanal } = invitation
  const isGratis = invitation.isGratis ?? false
  const now = kit.now()
  const { selMinimum, tokenHari } = rules.aturanAt(kit.today())
  const triwulan = quarterOf(kit.today())
  const token = Buffer.from(kit.randomBytes(TOKEN_BYTES)).toString('base64url')
  const id = kit.newId()
  await upsertLayanan(tx, [{ kode: layananKode, nama: layananNama, isGratis }], now)
  const isNew = await insertUndangan(tx, {
    id,
    sidik: digestOf(token),
    subjekJenis: subject.kind,
    subjekId: subject.id,
    nomor: subject.nomor,
    layananKode,
    unitKode,
    akunId: pemohonAkunId ?? null,
    bahasa: invitation.bahasa,
    kanal,
    isGratis,
    dibuatAt: now,
    triwulan,
    berlakuSampai: new Date(now.getTime() + tokenHari * DAY_MS),
  })
  if (!isNew) return { token: undefined }
  await together([
    moveRekap(tx, invitedMoves({ unitKode, layananKode, kanal }, triwulan), selMinimum),
    deps.audit.record(tx, SYSTEM, { action: 'skm.undang', subject: { kind: 'skm.undangan', id } }),
    pemohonAkunId !== undefined &&
      deps.notifications.notify(tx, {
        event: UNDANGAN,
        to: { kind: 'account', accountId: pemohonAkunId },
        values: { nomor: subject.nomor, layanan: layananNama },
        link: `/skm/${token}`,
        key: `${UNDANGAN} ${id}`,
      }),
  ])
  return { token }
}
