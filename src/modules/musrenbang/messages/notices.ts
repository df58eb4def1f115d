import type { NotificationEvent } from '../../notifications/index.ts'
import { kabarOf } from '../actions/kabar.ts'
import type { Status } from '../domain/kedudukan.ts'

const WORDS: Readonly<Record<Status, readonly [id: string, en: string]>> = {
  diterima: ['sudah diterima dan akan diperiksa', 'was received and will be checked'],
  dibahas: ['dibahas di jenjang berikutnya', 'is discussed at the next tier'],
  digabung: ['digabung dengan usulan lain', 'was merged with another proposal'],
  belum: [
    'belum disepakati; alasannya ada di halamannya',
    'is not agreed yet; the reason is on its page',
  ],
  rencana: [
    'disepakati dan diteruskan ke rencana daerah',
    'was agreed and passed to the plan of the region',
  ],
  rkpd: ['masuk rencana tahunan (RKPD)', 'is in the yearly plan (RKPD)'],
  apbd: ['masuk anggaran (APBD)', 'is in the budget (APBD)'],
  kontrak: ['sudah dikontrak', 'is under contract'],
  dibayar: ['sudah dibayar', 'was paid'],
  selesai: ['sudah selesai dan diserahkan', 'is finished and handed over'],
}

/** Notices of this module, one per state; {{nomor}} and {{judul}} are filled in. */
export const NOTICES: readonly NotificationEvent[] = Object.entries(WORDS).map(
  ([status, [id, en]]) => ({
    event: kabarOf(status as Status),
    templates: {
      id: {
        subject: `Usulan {{nomor}} ${id}`,
        body: `Usulan {{nomor}}, {{judul}}, ${id}. Lihat siapa yang mengerjakan langkah berikutnya dan sampai kapan.`,
        short: `Usulan {{nomor}} ${id}.`,
      },
      en: {
        subject: `Proposal {{nomor}} ${en}`,
        body: `Proposal {{nomor}}, {{judul}}, ${en}. See who does the next step and until when.`,
        short: `Proposal {{nomor}} ${en}.`,
      },
    },
  }),
)
