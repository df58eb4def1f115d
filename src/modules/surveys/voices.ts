import { isTimeZone, startOfDay, tanggal } from '../../kernel/date.ts'
import { rows, sql } from '../../platform/db/database.ts'
import type { VoiceSource } from '../participation/index.ts'
import type { Deps } from './deps.ts'

const LAST_MS_OF_DAY = 24 * 3_600_000 - 1

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
      const { timezone } = kit.region()
      const zone = isTimeZone(timezone) ? timezone : 'Asia/Jakarta'
      return found.map(({ kode, judul, tutupPada }) => ({
        title: judul,
        href: `/survei/${kode}`,
        until: new Date(startOfDay(zone, tanggal(tutupPada)).getTime() + LAST_MS_OF_DAY),
      }))
    },
  }
}
