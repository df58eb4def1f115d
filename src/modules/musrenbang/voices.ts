import { oneRow, rows, sql, type Tx } from '../../platform/db/database.ts'
import { endOfDay, type Voice, type VoiceSource } from '../participation/index.ts'
import { rapatName } from './actions/nama.ts'
import type { Deps } from './deps.ts'
import { jenjangOf } from './domain/aturan.ts'
import type { Status } from './domain/kedudukan.ts'
import { messagesIn } from './messages/index.ts'
import type { Rapat } from './store/rapat-store.ts'
import { USULAN_TAGS } from './web/parts.tsx'
import { PUBLIK, USULAN } from './web/paths.ts'

/** Proposals and the meetings they are discussed in, for the pages of taking part. */
export function musrenbangVoices(deps: Deps): VoiceSource {
  return {
    kode: 'usulan',
    name: { id: 'Musrenbang', en: 'Planning meetings (musrenbang)' },
    about: {
      id: 'Usulkan yang perlu dibangun di lingkungan Anda. Satu nomor dari rembuk RW sampai serah terima.',
      en: 'Propose what your neighbourhood needs. One number from the RW meeting to the handover.',
    },
    href: PUBLIK,
    own: (tx, { accountId }, page) => listOwnUsulan(deps, tx, { accountId, ...page }),
    openNow: async (tx, now, limit) => {
      const found = await rows(
        tx,
        sql<
          Pick<Rapat, 'jenjang' | 'wilayahKode' | 'rw' | 'unitKode' | 'mulaiAt' | 'tahun'>
        >`select m.jenjang, m.wilayah_kode as "wilayahKode", m.rw, m.unit_kode as "unitKode", m.mulai_at as "mulaiAt", m.tahun
        from musrenbang.musyawarah m where m.status = 'direncanakan' and m.mulai_at >= ${now}
        order by m.mulai_at, m.id limit ${limit}`,
      )
      return found.map((rapat) => ({
        title: rapatName(deps, jenjangOf(deps.data.aturanAt(deps.kit.today()), rapat.jenjang), {
          rapat,
          lang: 'id',
        }),
        href: `${PUBLIK}?tahun=${rapat.tahun}&wilayah=${rapat.wilayahKode}`,
        on: rapat.mulaiAt,
      }))
    },
    count: (tx, since) =>
      oneRow(
        tx,
        sql<{
          received: number
          answered: number
          overdue: number
        }>`select count(*) filter (where u.dibuat_at >= ${since})::int as received,
          count(*) filter (where u.dibuat_at >= ${since} and u.status <> 'diterima')::int as answered,
          count(*) filter (where u.tenggat < ${deps.kit.today()}::date)::int as overdue
        from musrenbang.usulan u`,
      ),
    results: async (tx, limit) => {
      const found = await rows(
        tx,
        sql<{
          nomor: string
          judul: string
          at: Date
        }>`select u.nomor, u.judul, max(l.terjadi_at) as at
        from musrenbang.usulan u join musrenbang.langkah l on l.usulan_id = u.id
        where u.status = 'selesai' group by u.id order by at desc, u.nomor limit ${limit}`,
      )
      return found.map(({ nomor, judul, at }) => ({
        title: judul,
        href: `${USULAN}/${nomor}`,
        at,
        words: { id: 'Dibangun dan diserahkan', en: 'Built and handed over' },
      }))
    },
  }
}

async function listOwnUsulan(
  { kit }: Deps,
  tx: Tx,
  page: Readonly<{
    accountId: string
    after: Readonly<{ at: Date; id: string }> | undefined
    limit: number
  }>,
): Promise<readonly Voice[]> {
  const { accountId, after, limit } = page
  const found = await rows(
    tx,
    sql<{
      id: string
      nomor: string
      judul: string
      status: Status
      tenggat: string | null
      at: Date
      alasan: string | null
    }>`select u.id, u.nomor, u.judul, u.status, u.tenggat, u.dibuat_at as at,
      (select l.alasan from musrenbang.langkah l where l.usulan_id = u.id and l.alasan is not null order by l.urutan desc limit 1) as alasan
    from musrenbang.usulan u
    where u.pengusul_akun = ${accountId}::uuid
      and (u.dibuat_at, u.id) < (${after?.at ?? 'infinity'}::timestamptz, ${after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid)
    order by u.dibuat_at desc, u.id desc limit ${limit}`,
  )
  return found.map(({ id, nomor, judul, status, tenggat, at, alasan }) => ({
    id,
    at,
    nomor,
    title: judul,
    href: `${USULAN}/${nomor}`,
    state: {
      kind: USULAN_TAGS[status],
      words: { id: messagesIn('id').status[status], en: messagesIn('en').status[status] },
    },
    ...(alasan === null ? {} : { answer: alasan }),
    ...(tenggat === null ? {} : { due: endOfDay(kit.region(), tenggat) }),
  }))
}
