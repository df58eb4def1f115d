import { DAY_MS } from '../../../kernel/date.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { formatTanggal } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { findButir } from '../domain/aturan.ts'
import type { Topik } from '../store/forum-store.ts'
import { takeDigest } from '../store/ikut-store.ts'
import type { Kiriman } from '../store/kiriman-store.ts'
import type { KeputusanBaru } from '../store/moderasi-store.ts'

export const PUTUSAN = 'forum.putusan'
export const BANDING = 'forum.banding'
export const JAWABAN = 'forum.jawaban'
export const LEWAT = 'forum.lewat'
export const KABAR = 'forum.kabar'

const topikHref = ({ forumKode, nomor }: Topik) => `/forum/${forumKode}/${nomor}`

/** The author hears of the rule, the reason and the way to appeal. */
export async function tellDecision(
  { kit, notifications, aturanAt }: Deps,
  tx: Tx,
  { kiriman, keputusan }: Readonly<{ kiriman: Kiriman; keputusan: KeputusanBaru }>,
): Promise<void> {
  if (kiriman.penulisAkun === null || keputusan.jenis === 'biarkan') return
  const aturan = aturanAt(kit.today())
  const nama = findButir(aturan, keputusan.aturan)?.nama
  await notifications.notify(tx, {
    event: PUTUSAN,
    to: { kind: 'account', accountId: kiriman.penulisAkun },
    values: {
      nomor: keputusan.nomor,
      aturan: nama?.id ?? keputusan.aturan,
      aturan_en: nama?.en ?? keputusan.aturan,
      alasan: keputusan.alasan,
      hari: String(aturan.tenggat.bandingDalamHari),
    },
    link: `/forum/banding/${keputusan.nomor}`,
    key: `${PUTUSAN} ${keputusan.id}`,
  })
}

/** The author hears what became of the appeal. */
export async function tellJudgement(
  { notifications }: Deps,
  tx: Tx,
  told: Readonly<{ akunId: string | null; nomor: string; isGranted: boolean; alasan: string }>,
): Promise<void> {
  if (told.akunId === null) return
  await notifications.notify(tx, {
    event: BANDING,
    to: { kind: 'account', accountId: told.akunId },
    values: {
      nomor: told.nomor,
      hasil: told.isGranted ? 'dikabulkan' : 'ditolak',
      hasil_en: told.isGranted ? 'granted' : 'refused',
      alasan: told.alasan,
    },
    link: `/forum/banding/${told.nomor}`,
    key: `${BANDING} ${told.nomor}`,
  })
}

/** Who asked hears that the agency has answered. */
export async function tellAnswer({ notifications, reference }: Deps, tx: Tx, topik: Topik) {
  if (topik.penulisAkun === null) return
  await notifications.notify(tx, {
    event: JAWABAN,
    to: { kind: 'account', accountId: topik.penulisAkun },
    values: {
      judul: topik.judul,
      unit: reference.findUnit(topik.unitKode ?? '')?.nama ?? topik.unitKode ?? '',
    },
    link: topikHref(topik),
    key: `${JAWABAN} ${topik.id}`,
  })
}

/** The head of the unit hears of a question that nobody answered in time. */
export async function tellOverdue(
  { notifications, identity }: Deps,
  tx: Tx,
  topik: Topik,
): Promise<void> {
  const heads = await identity.superiorsOf(tx, topik.unitKode ?? '', 1)
  const on = topik.tenggatPada
  for (const { accountId } of heads)
    await notifications.notify(tx, {
      event: LEWAT,
      to: { kind: 'account', accountId },
      values: {
        judul: topik.judul,
        tanggal: on === null ? '' : formatTanggal(on, 'id'),
        tanggal_en: on === null ? '' : formatTanggal(on, 'en'),
      },
      link: topikHref(topik),
      key: `${LEWAT} ${topik.id} ${accountId}`,
    })
}

const PEOPLE_AT_ONCE = 500
/** A run that was missed is made up for. */
const LOOK_BACK_DAYS = 7

/** Once a day: one message a person, whatever happened in the topics they follow. @returns how many were told */
export async function sendDigests({ kit, notifications }: Deps): Promise<number> {
  const since = new Date(kit.now().getTime() - LOOK_BACK_DAYS * DAY_MS)
  let told = 0
  for (;;) {
    const found = await transaction(kit.db, async (tx) => {
      const batch = await takeDigest(tx, { since, limit: PEOPLE_AT_ONCE })
      for (const one of batch)
        await notifications.notify(tx, {
          event: KABAR,
          to: { kind: 'account', accountId: one.akunId },
          values: { kiriman: String(one.kiriman), topik: String(one.topik) },
          link: one.topik === 1 ? one.href : '/forum',
          key: `${KABAR} ${one.akunId} ${kit.today()}`,
        })
      return batch.length
    })
    told += found
    if (found < PEOPLE_AT_ONCE) return told
  }
}
