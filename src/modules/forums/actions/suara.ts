import type { Tanggal } from '../../../kernel/date.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { countOverdue, type Kunci, listOwnTopik, type Topik } from '../store/forum-store.ts'
import { readHitungan } from '../store/kiriman-store.ts'

/** Where something a resident began stands. */
export type KeadaanSuara =
  | 'bahasan'
  | 'menunggu'
  | 'terlambat'
  | 'dijawab'
  | 'terkunci'
  | 'disembunyikan'

/** A topic or question of a resident, for a page that gathers everything they sent. */
export type SuaraWarga = Readonly<{
  id: string
  /** `kauman-jati/3`. */
  nomor: string
  jenis: 'bahasan' | 'pertanyaan'
  judul: string
  dikirimAt: Date
  /** Last day for the official answer; null where none is owed. */
  tenggatPada: Tanggal | null
  unitKode: string | null
  keadaan: KeadaanSuara
  /** When the agency answered, and where. */
  jawaban: Readonly<{ at: Date; href: string }> | null
  href: string
}>

export function keadaanOf(
  topik: Pick<Topik, 'isTersembunyi' | 'status' | 'jenis' | 'dijawabAt' | 'tenggatPada'>,
  today: Tanggal,
): KeadaanSuara {
  if (topik.isTersembunyi) return 'disembunyikan'
  if (topik.dijawabAt !== null) return 'dijawab'
  if (topik.tenggatPada !== null) return topik.tenggatPada < today ? 'terlambat' : 'menunggu'
  return topik.status === 'kunci' ? 'terkunci' : 'bahasan'
}

/** What an account began, the latest first. */
export async function listSuara(
  { kit }: Pick<Deps, 'kit'>,
  tx: Tx,
  { akunId, ...page }: Readonly<{ akunId: string; after?: Kunci; limit: number }>,
): Promise<readonly SuaraWarga[]> {
  const found = await listOwnTopik(tx, { akunId, ...page })
  return found.map((topik) => {
    const href = `/forum/${topik.forumKode}/${topik.nomor}`
    return {
      id: topik.id,
      nomor: `${topik.forumKode}/${topik.nomor}`,
      jenis: topik.jenis,
      judul: topik.judul,
      dikirimAt: topik.dibuatAt,
      tenggatPada: topik.tenggatPada,
      unitKode: topik.unitKode,
      keadaan: keadaanOf(topik, kit.today()),
      jawaban:
        topik.dijawabAt === null || topik.jawabanNomor === null
          ? null
          : { at: topik.dijawabAt, href: postHref(href, topik.jawabanNomor) },
      href,
    }
  })
}

/** Address of a post: the page that begins right before it. */
export function postHref(topikHref: string, nomor: number): string {
  return `${topikHref}${nomor > 1 ? `?sesudah=${nomor - 1}` : ''}#k-${nomor}`
}

/** Questions to the government so far: received, answered, and past their day today. */
export async function countSuara(
  { kit }: Pick<Deps, 'kit'>,
  tx: Tx,
): Promise<Readonly<{ diterima: number; dijawab: number; terlambat: number }>> {
  const [hitungan, terlambat] = await together([
    readHitungan(tx, { dari: '2000-01-01', sebelum: '9999-12-31' }),
    countOverdue(tx, kit.today()),
  ])
  return {
    diterima: hitungan.get('pertanyaan') ?? 0,
    dijawab: hitungan.get('jawaban') ?? 0,
    terlambat,
  }
}
