import type { NotificationEvent } from '../../notifications/index.ts'

/** What citizens are told of their disputes, in both languages. */
export const NOTICES: readonly NotificationEvent[] = [
  {
    event: 'sanggahan.diterima',
    templates: {
      id: {
        subject: 'Sanggahan Anda diterima',
        body: 'Sanggahan Anda tentang {{bidang}} diterima: {{alasan}}',
        short: 'Sanggahan Anda tentang {{bidang}} diterima.',
      },
      en: {
        subject: 'Your correction was accepted',
        body: 'Your correction of {{bidang}} was accepted: {{alasan}}',
        short: 'Your correction of {{bidang}} was accepted.',
      },
    },
  },
  {
    event: 'sanggahan.ditolak',
    templates: {
      id: {
        subject: 'Sanggahan Anda ditolak',
        body: 'Sanggahan Anda tentang {{bidang}} ditolak: {{alasan}} Bila Anda tidak setuju, bawa dokumen asli ke kantor penanggung jawab register.',
        short: 'Sanggahan Anda tentang {{bidang}} ditolak. Alasannya ada di situs.',
      },
      en: {
        subject: 'Your correction was refused',
        body: 'Your correction of {{bidang}} was refused: {{alasan}} If you disagree, bring the original document to the office that keeps the register.',
        short: 'Your correction of {{bidang}} was refused. The reason is on the site.',
      },
    },
  },
]
