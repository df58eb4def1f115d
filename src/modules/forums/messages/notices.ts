import type { NotificationEvent } from '../../notifications/index.ts'
import { BANDING, JAWABAN, KABAR, LEWAT, PUTUSAN } from '../actions/kabar.ts'

type Words = readonly [subject: string, body: string, short: string]
const notice = (event: string, id: Words, en: Words): NotificationEvent => ({
  event,
  templates: {
    id: { subject: id[0], body: id[1], short: id[2] },
    en: { subject: en[0], body: en[1], short: en[2] },
  },
})

/** What authors, followers and heads of units hear of the forums. */
export const NOTICES: readonly NotificationEvent[] = [
  notice(
    PUTUSAN,
    [
      'Putusan moderator {{nomor}}',
      'Moderator memutus tulisan Anda di forum. Aturan: {{aturan}}. Alasan: {{alasan}} Anda dapat mengajukan banding dalam {{hari}} hari; petugas lain yang memutusnya.',
      'Putusan {{nomor}} tentang tulisan Anda. Banding dapat diajukan dalam {{hari}} hari.',
    ],
    [
      'Decision of a moderator {{nomor}}',
      'A moderator decided on your post. Rule: {{aturan_en}}. Reason: {{alasan}} You can appeal within {{hari}} days; another officer will judge it.',
      'Decision {{nomor}} on your post. You can appeal within {{hari}} days.',
    ],
  ),
  notice(
    BANDING,
    [
      'Banding atas {{nomor}} {{hasil}}',
      'Banding Anda atas putusan {{nomor}} {{hasil}}. Alasan: {{alasan}}',
      'Banding atas {{nomor}} {{hasil}}.',
    ],
    [
      'Appeal against {{nomor}} {{hasil_en}}',
      'Your appeal against decision {{nomor}} was {{hasil_en}}. Reason: {{alasan}}',
      'Appeal against {{nomor}} {{hasil_en}}.',
    ],
  ),
  notice(
    JAWABAN,
    [
      'Pertanyaan Anda dijawab',
      '{{unit}} menjawab pertanyaan "{{judul}}" di forum.',
      'Pertanyaan Anda di forum sudah dijawab resmi.',
    ],
    [
      'Your question was answered',
      '{{unit}} answered the question "{{judul}}" in the forum.',
      'Your question in the forum has its official answer.',
    ],
  ),
  notice(
    LEWAT,
    [
      'Pertanyaan warga belum dijawab',
      'Pertanyaan "{{judul}}" seharusnya dijawab unit Anda paling lambat {{tanggal}}. Keterlambatan ini tampil untuk umum.',
      'Pertanyaan forum lewat tenggat {{tanggal}}.',
    ],
    [
      'A question of a resident waits',
      'The question "{{judul}}" was due to be answered by your unit on {{tanggal_en}}. Everybody sees that it is late.',
      'A forum question was due on {{tanggal_en}}.',
    ],
  ),
  notice(
    KABAR,
    [
      '{{kiriman}} kiriman baru di forum',
      'Ada {{kiriman}} kiriman baru di {{topik}} topik yang Anda ikuti.',
      '{{kiriman}} kiriman baru di {{topik}} topik yang Anda ikuti.',
    ],
    [
      '{{kiriman}} new posts in the forum',
      'There are {{kiriman}} new posts in {{topik}} topics you follow.',
      '{{kiriman}} new posts in {{topik}} topics you follow.',
    ],
  ),
]
