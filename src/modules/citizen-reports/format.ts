import { minuteOfDayIn, type TimeZone, tanggalIn, zoneAbbreviation } from '../../kernel/date.ts'

const BULAN = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
]

/** "27 November 2026, 16.00 WIB": a deadline is always told with its hour and zone. */
export function formatTanggalWaktu(at: Date, zone: TimeZone): string {
  const [year = '', month = '', day = ''] = tanggalIn(zone, at).split('-')
  const minute = minuteOfDayIn(zone, at)
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`
  return `${Number(day)} ${BULAN[Number(month) - 1]} ${year}, ${clock} ${zoneAbbreviation(zone)}`
}
