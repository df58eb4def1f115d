import { rows, sql } from '../../platform/db/database.ts'
import type { VoiceSource } from '../participation/index.ts'
import { PUBLIK, publikPath } from './web/paths.ts'

/** Votes that are open; ballots carry no name, so nobody finds theirs again. */
export function ballotVoices(): VoiceSource {
  return {
    kode: 'pemungutan-suara',
    name: { id: 'Pemungutan suara', en: 'Votes' },
    about: {
      id: 'Tentukan bersama untuk apa anggaran dipakai. Suara rahasia, penghitungan terbuka.',
      en: 'Decide together what money is spent on. The ballot is secret, the count is open.',
    },
    href: PUBLIK,
    openNow: async (tx, now, limit) => {
      const found = await rows(
        tx,
        sql<{
          nomor: string
          judul: string
          tutupAt: Date
        }>`select p.nomor, p.judul, p.tutup_at as "tutupAt"
        from ballots.pungutan p where p.status in ('tetap', 'buka') and p.buka_at <= ${now} and p.tutup_at > ${now}
        order by p.tutup_at, p.id limit ${limit}`,
      )
      return found.map(({ nomor, judul, tutupAt }) => ({
        title: judul,
        href: publikPath(nomor),
        until: tutupAt,
      }))
    },
  }
}
