import type { SignedIn } from '../../kernel/actor.ts'
import { oneRow, rows, sql, type Tx } from '../../platform/db/database.ts'
import { endOfDay, type Voice, type VoiceKey, type VoiceSource } from '../participation/index.ts'
import { personOf } from './actions/own.ts'
import type { Deps } from './deps.ts'
import { messagesIn } from './messages/index.ts'
import type { Pernyataan } from './store.ts'

/** So many conversations are looked through for a person's statements. */
const CONVERSATIONS_MAX = 200

/** Conversations and the statements people add, for the pages of taking part. */
export function opinionVoices(deps: Deps): VoiceSource {
  return {
    kode: 'pendapat',
    name: { id: 'Pendapat warga', en: 'Opinions' },
    about: {
      id: 'Setuju, tidak setuju, atau lewati pernyataan orang lain, dan tambahkan pernyataan Anda.',
      en: 'Agree, disagree or pass on what others state, and add a statement of your own.',
    },
    href: '/pendapat',
    own: (tx, actor, page) => listOwnStatements(deps, tx, actor, page),
    openNow: async (tx, _now, limit) => {
      const found = await rows(
        tx,
        sql<{
          kode: string
          judul: string
          tutupPada: string
        }>`select p.kode, p.judul, p.tutup_pada as "tutupPada"
        from opinions.percakapan p where p.status = 'buka' and p.tutup_pada >= ${deps.kit.today()}::date
        order by p.tutup_pada, p.id limit ${limit}`,
      )
      return found.map(({ kode, judul, tutupPada }) => ({
        title: judul,
        href: `/pendapat/${kode}`,
        until: endOfDay(deps.kit.region(), tutupPada),
      }))
    },
    count: (tx, since) =>
      oneRow(
        tx,
        sql<{
          received: number
          answered: number
          overdue: number
        }>`select count(*)::int as received,
          count(*) filter (where n.diputus_at is not null)::int as answered, 0 as overdue
        from opinions.pernyataan n where n.asal = 'warga' and n.dibuat_at >= ${since}`,
      ),
  }
}

type OwnRow = Pick<Pernyataan, 'id' | 'nomor' | 'teks' | 'status' | 'alasan'> &
  Readonly<{ kode: string; at: Date }>

/** A person has another code in every conversation: those of the latest are worked out, then looked for at once. */
async function listOwnStatements(
  deps: Deps,
  tx: Tx,
  actor: SignedIn,
  { after, limit }: Readonly<{ after: VoiceKey | undefined; limit: number }>,
): Promise<readonly Voice[]> {
  const held = await rows(
    tx,
    sql<{ id: string }>`select p.id from opinions.percakapan p where p.status <> 'draf'
    order by p.dibuat_at desc, p.id desc limit ${CONVERSATIONS_MAX}`,
  )
  const codes = held.map(({ id }) => personOf(deps, id, actor))
  const found = await rows(
    tx,
    sql<OwnRow>`select n.id, n.nomor, n.teks, n.status, n.alasan, p.kode, n.dibuat_at as at
    from unnest(${held.map(({ id }) => id)}::uuid[], ${codes}::bytea[]) as k (percakapan_id, orang)
      join opinions.pernyataan n on n.percakapan_id = k.percakapan_id and n.pengusul = k.orang
      join opinions.percakapan p on p.id = n.percakapan_id
    where (n.dibuat_at, n.id) < (${after?.at ?? 'infinity'}::timestamptz, ${after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid)
    order by n.dibuat_at desc, n.id desc limit ${limit}`,
  )
  return found.map(({ id, at, nomor, teks, status, alasan, kode }) => ({
    id,
    at,
    nomor: `${kode}/${nomor}`,
    title: teks,
    href: `/pendapat/${kode}`,
    state: {
      kind: KINDS[status],
      words: {
        id: messagesIn('id').statementStatus[status],
        en: messagesIn('en').statementStatus[status],
      },
    },
    ...(alasan === null ? {} : { answer: alasan }),
  }))
}

const KINDS = { menunggu: 'tunggu', diterima: 'selesai', ditolak: 'netral' } as const
