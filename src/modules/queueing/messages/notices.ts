import type { NotificationEvent } from '../../notifications/index.ts'

type Words = readonly [subject: string, body: string, short: string]

const notice = (event: string, id: Words, en: Words): NotificationEvent => {
  const of = ([subject, body, short]: Words) => ({ subject, body, short })
  return { event, templates: { id: of(id), en: of(en) } }
}

/** What holders of appointments with an account are told. */
export const QUEUE_NOTICES: readonly NotificationEvent[] = [
  notice(
    'antrean.booked',
    [
      'Janji di {{tempat}}',
      'Janji Anda untuk {{layanan}} di {{tempat}}: {{hari}} pukul {{jam}}. Lewat halaman ini janji dapat dipindah atau dibatalkan.',
      'Janji {{layanan}} di {{tempat}}, {{hari}} pukul {{jam}}.',
    ],
    [
      'Appointment at {{tempat}}',
      'Your appointment for {{layanan}} at {{tempat}}: {{hari}} at {{jam}}. On this page it can be moved or cancelled.',
      'Appointment {{layanan}} at {{tempat}}, {{hari}} at {{jam}}.',
    ],
  ),
  notice(
    'antrean.moved',
    [
      'Janji dipindahkan',
      'Janji Anda untuk {{layanan}} di {{tempat}} pindah ke {{hari}} pukul {{jam}}.',
      'Janji di {{tempat}} pindah ke {{hari}} pukul {{jam}}.',
    ],
    [
      'Appointment moved',
      'Your appointment for {{layanan}} at {{tempat}} is moved to {{hari}} at {{jam}}.',
      'Your appointment at {{tempat}} is moved to {{hari}} at {{jam}}.',
    ],
  ),
  notice(
    'antrean.promoted',
    [
      'Anda mendapat tempat dari daftar tunggu',
      'Ada yang batal: Anda mendapat janji {{layanan}} di {{tempat}}, {{hari}} pukul {{jam}}. Bila tidak jadi, batalkan agar dipakai orang lain.',
      'Anda mendapat janji {{layanan}}, {{hari}} pukul {{jam}}.',
    ],
    [
      'You got a place from the waiting list',
      'Somebody cancelled: you have an appointment {{layanan}} at {{tempat}}, {{hari}} at {{jam}}. If you cannot come, cancel it so that somebody else can.',
      'You got an appointment {{layanan}}, {{hari}} at {{jam}}.',
    ],
  ),
  notice(
    'antrean.reminder',
    [
      'Besok: janji di {{tempat}}',
      'Besok, {{hari}} pukul {{jam}}, Anda punya janji {{layanan}} di {{tempat}}. Bila tidak jadi, batalkan atau pindahkan.',
      'Besok pukul {{jam}}: janji {{layanan}} di {{tempat}}.',
    ],
    [
      'Tomorrow: appointment at {{tempat}}',
      'Tomorrow, {{hari}} at {{jam}}, you have an appointment {{layanan}} at {{tempat}}. If you cannot come, cancel or move it.',
      'Tomorrow at {{jam}}: appointment {{layanan}} at {{tempat}}.',
    ],
  ),
]
