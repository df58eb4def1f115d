import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { lingkupOf } from '../domain/antrean.ts'
import { refusal } from '../domain/refusals.ts'
import {
  addToJumlahKomentar,
  decideKomentar,
  type KomentarLocked,
  lockKomentar,
} from '../store/moderasi-store.ts'
import { REDACTION_KINDS } from './records.ts'

/** Why a comment is not shown; its writer is told the same. */
export const ALASAN_KOMENTAR = [
  'data-pribadi',
  'kasar',
  'tuduhan',
  'iklan',
  'bukan-tentang-ini',
] as const
export type AlasanKomentar = (typeof ALASAN_KOMENTAR)[number]

export type Moderation = Readonly<{
  id: string
  putusan: 'tampil' | 'disembunyikan'
  /** Needed to hide. */
  alasan: string
  /** What the form was drawn for: of two officers at once one wins. */
  statusDilihat: string
}>

/**
 * Show a comment or hide it with a reason. Its writer is told once that it is shown, and why it is not.
 *
 * @refuses KOMENTAR_TIDAK_DITEMUKAN, KOMENTAR_SUDAH_DIPUTUS, ALASAN_TIDAK_ADA
 */
export async function moderateKomentar(
  deps: Deps,
  actor: SignedIn,
  moderation: Moderation,
): Promise<Result<KomentarLocked>> {
  const alasan = ALASAN_KOMENTAR.find((one) => one === moderation.alasan)
  if (moderation.putusan === 'disembunyikan' && alasan === undefined)
    return refuse(refusal('ALASAN_TIDAK_ADA', 'alasan'))
  return transaction(deps.kit.db, async (tx) => {
    const komentar = await lockKomentar(tx, moderation.id, lingkupOf(actor))
    if (komentar === undefined) return refuse(refusal('KOMENTAR_TIDAK_DITEMUKAN'))
    if (komentar.status !== moderation.statusDilihat || komentar.status === moderation.putusan)
      return refuse(refusal('KOMENTAR_SUDAH_DIPUTUS'))
    await store(deps, tx, { actor, komentar, putusan: moderation.putusan, alasan })
    return ok(komentar)
  })
}

type Storing = Readonly<{
  actor: SignedIn
  komentar: KomentarLocked
  putusan: Moderation['putusan']
  alasan: AlasanKomentar | undefined
}>

async function store(deps: Deps, tx: Tx, { actor, komentar, putusan, alasan }: Storing) {
  const at = deps.kit.now()
  const isHidden = putusan === 'disembunyikan'
  await decideKomentar(tx, komentar.id, {
    status: putusan,
    alasan: isHidden ? (alasan ?? null) : null,
    oleh: actor.accountId,
    at,
  })
  if (putusan === 'tampil') await addToJumlahKomentar(tx, komentar.laporanId, 1)
  if (isHidden && komentar.status === 'tampil')
    await addToJumlahKomentar(tx, komentar.laporanId, -1)
  await deps.publicLog.append(tx, {
    kind: isHidden ? REDACTION_KINDS.komentarSembunyi : REDACTION_KINDS.komentarTampil,
    object: komentar.nomor,
    version: komentar.version,
    ref: deps.kit.newId(),
    actor,
    at,
    document: {
      format: 'pendopo.komentar/1',
      nomor: komentar.nomor,
      komentar: komentar.id,
      putusan,
      alasan: isHidden ? (alasan ?? null) : null,
      waktu: at.toISOString(),
    },
  })
  await deps.audit.record(tx, actor, {
    action: isHidden ? 'komentar.sembunyikan' : 'komentar.tampilkan',
    subject: { kind: 'komentar', id: komentar.id },
    ...(alasan !== undefined && isHidden ? { reason: alasan } : {}),
    before: { status: komentar.status },
    after: { status: putusan },
  })
  const notice = {
    to: { kind: 'account', accountId: komentar.akunId },
    link: `/laporan/${komentar.nomor}`,
  } as const
  const values = { nomor: komentar.nomor, judul: komentar.judul }
  if (!isHidden)
    return deps.notifications.notify(tx, {
      ...notice,
      event: 'komentar.tampil',
      values,
      // Hidden in between and shown again is no news to its writer.
      key: `komentar.tampil:${komentar.id}`,
    })
  if (alasan === undefined) return
  const words = ALASAN_TEKS[alasan]
  await deps.notifications.notify(tx, {
    ...notice,
    event: 'komentar.disembunyikan',
    values: { ...values, alasan: words.id, alasan_en: words.en },
    key: `komentar:${komentar.id}:${at.getTime()}`,
  })
}

/** The reason as its writer reads it. */
const ALASAN_TEKS: Readonly<Record<AlasanKomentar, Readonly<{ id: string; en: string }>>> = {
  'data-pribadi': { id: 'memuat data pribadi', en: 'it contains personal data' },
  kasar: { id: 'memuat kata kasar atau ancaman', en: 'it contains rude words or threats' },
  tuduhan: { id: 'menuduh orang dengan menyebut nama', en: 'it accuses someone by name' },
  iklan: { id: 'berisi iklan', en: 'it is an advertisement' },
  'bukan-tentang-ini': { id: 'tidak membahas laporan ini', en: 'it is not about this report' },
}
