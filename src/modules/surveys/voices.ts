import { rows, sql } from '../../platform/db/database.ts'
import { endOfDay, type VoiceSource } from '../participation/index.ts'
import type { Deps } from './deps.ts'

/** Surveys anybody may answer; answers carry no name, so nobody finds theirs again. */
export function surveyVoices({ kit }: Deps): VoiceSource {
  return {
    kode: 'survei',
    name: { id: 'Survei', en: 'Surveys' },
    about: {
      id: 'Jawab tanpa nama. Hasilnya terbit beserta cara menghitungnya.',
      en: 'Answer without a name. Results are published with how they were worked out.',
    },
    href: '/survei',
    openNow: async (tx, _now, limit) => {
      const found = await rows(
        tx,
        sql<{
          kode: string
          judul: string
          tutupPada: string
        }>`select s.kode, s.judul, s.tutup_pada as "tutupPada"
        from surveys.survei s where s.status = 'buka' and s.jenis = 'terbuka' and s.tutup_pada >= ${kit.today()}::date
        order by s.tutup_pada, s.id limit ${limit}`,
      )
      return found.map(({ kode, judul, tutupPada }) => ({
        title: judul,
        href: `/survei/${kode}`,
        until: endOfDay(kit.region(), tutupPada),
      }))
    },
  }
}
