import type { NotificationEvent } from '../../notifications/index.ts'

type Words = readonly [subject: string, body: string, short: string]

/**
 * One event in both languages; {{nomor}}, {{judul}}, {{unit}}, {{pesan}}, {{alasan}} and {{tanggal}} are filled
 * in. Dates, reasons and the name of "no unit yet" differ by language, so English takes its own.
 */
export function notice(event: string, id: Words, en: Words): NotificationEvent {
  const english = (text: string) => text.replaceAll(/\{\{(tanggal|unit|alasan)\}\}/g, '{{$1_en}}')
  return {
    event,
    templates: {
      id: { subject: id[0], body: id[1], short: id[2] },
      en: { subject: english(en[0]), body: english(en[1]), short: english(en[2]) },
    },
  }
}
