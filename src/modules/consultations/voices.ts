import { oneRow, rows, sql, type Tx } from '../../platform/db/database.ts'
import { endOfDay, type Voice, type VoiceSource } from '../participation/index.ts'
import type { Deps } from './deps.ts'
import { nomorMasukan } from './domain/masukan.ts'
import { messagesIn } from './messages/index.ts'
import { listSuara, type SuaraRow } from './store/masukan-store.ts'

const KINDS = { menunggu: 'tunggu', dijawab: 'selesai', ditarik: 'netral' } as const

/** Draft regulations and public forums, for the pages of taking part. */
export function consultationVoices({ kit }: Pick<Deps, 'kit'>): VoiceSource {
  return {
    kode: 'konsultasi',
    name: { id: 'Konsultasi publik', en: 'Public consultations' },
    about: {
      id: 'Beri masukan pada pasal rancangan peraturan. Tiap masukan dijawab, perubahannya terlihat.',
      en: 'Comment on the articles of draft regulations. Every comment is answered, every change is shown.',
    },
    href: '/konsultasi',
    own: async (tx, { accountId }, page) =>
      (await listSuara(tx, accountId, page)).map((row) => voiceOf(kit, row)),
    openNow: async (tx, _now, limit) => {
      const found = await rows(
        tx,
        sql<{
          kode: string
          judul: string
          tutupPada: string
        }>`select k.kode, k.judul, k.tutup_pada as "tutupPada"
        from consultations.konsultasi k where k.status = 'buka' and k.tutup_pada >= ${kit.today()}::date
        order by k.tutup_pada, k.id limit ${limit}`,
      )
      return found.map(({ kode, judul, tutupPada }) => ({
        title: judul,
        href: `/konsultasi/${kode}`,
        until: endOfDay(kit.region(), tutupPada),
      }))
    },
    count: (tx, since) => countMasukan(kit, tx, since),
    results: async (tx, limit) => {
      const found = await rows(
        tx,
        sql<{
          kode: string
          urut: number
          teks: string
          bukti: string
          at: Date
        }>`select k.kode, j.urut, j.teks, j.bukti, j.berakhir_at as at from consultations.janji j
          join consultations.konsultasi k on k.id = j.konsultasi_id
        where j.status = 'selesai' order by j.berakhir_at desc, k.kode, j.urut limit ${limit}`,
      )
      return found.map(({ kode, urut, teks, bukti, at }) => ({
        title: teks.slice(0, 300),
        href: `/konsultasi/${kode}#janji-${urut}`,
        at,
        words: { id: bukti, en: bukti },
      }))
    },
  }
}

function countMasukan({ today }: Pick<Deps['kit'], 'today'>, tx: Tx, since: Date) {
  return oneRow(
    tx,
    sql<{ received: number; answered: number; overdue: number }>`select
      count(*) filter (where m.dikirim_at >= ${since})::int as received,
      count(*) filter (where m.dikirim_at >= ${since} and m.status = 'dijawab')::int as answered,
      count(*) filter (where m.status = 'menunggu' and m.tenggat < ${today()}::date)::int as overdue
    from consultations.masukan m where m.status <> 'ditarik'`,
  )
}

function voiceOf(kit: Deps['kit'], row: SuaraRow): Voice {
  return {
    id: row.id,
    at: row.dikirimAt,
    nomor: nomorMasukan(row.kode, row.urut),
    title: `${row.label}: ${row.judul}`,
    href: `/konsultasi/${row.kode}/masukan/${row.urut}`,
    state: {
      kind: KINDS[row.status],
      words: {
        id: messagesIn('id').statusMasukan[row.status],
        en: messagesIn('en').statusMasukan[row.status],
      },
    },
    ...(row.status === 'menunggu' ? { due: endOfDay(kit.region(), row.tenggat) } : {}),
    ...(row.jawaban === null ? {} : { answer: row.jawaban.alasan }),
  }
}
