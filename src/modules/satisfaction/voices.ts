import { rows, sql } from '../../platform/db/database.ts'
import type { VoiceSource } from '../participation/index.ts'

/** The satisfaction survey: its answers carry no name, what agencies did about them is told. */
export function satisfactionVoices(): VoiceSource {
  return {
    kode: 'skm',
    name: { id: 'Kepuasan layanan (SKM)', en: 'Satisfaction with services (SKM)' },
    about: {
      id: 'Nilai layanan yang Anda pakai, lihat nilainya per unit dan rencana perbaikannya.',
      en: 'Judge the services you used, see the scores of every unit and how it will improve.',
    },
    href: '/skm',
    results: async (tx, limit) => {
      const found = await rows(
        tx,
        sql<{
          unitKode: string
          periode: string
          unsur: string
          kegiatan: string
          hasil: string
          at: Date
        }>`select r.unit_kode as "unitKode", r.periode, r.unsur, r.kegiatan, r.hasil, r.diubah_at as at
        from satisfaction.rencana r where r.hasil is not null order by r.selesai_pada desc, r.id desc limit ${limit}`,
      )
      return found.map(({ unitKode, periode, unsur, kegiatan, hasil, at }) => ({
        title: kegiatan.slice(0, 300),
        href: `/skm/unit/${unitKode}?periode=${periode}#${unsur}`,
        at,
        words: { id: hasil, en: hasil },
      }))
    },
  }
}
