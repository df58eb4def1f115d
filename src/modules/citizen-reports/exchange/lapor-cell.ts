import { z } from 'zod'
import type { Instant, TimeZone } from '../../../kernel/date.ts'
import {
  DAY_MS,
  MINUTE_MS,
  parseTanggal,
  startOfDay,
  toDate,
  toInstant,
} from '../../../kernel/date.ts'
import type { Jenis } from '../domain/laporan.ts'
import { parseW3cDatetime } from '../open311/w3c-datetime.ts'
import { LAPOR_STATUS, type LaporStatus } from './lapor-status.ts'

/**
 * Cells of an exchange file as people and other systems write them, one schema per kind of cell.
 */
export const textCell = (lengthMin: number, lengthMax: number) =>
  z
    .string()
    .trim()
    .min(lengthMin, lengthMin === 1 ? 'Isi kolom ini.' : `Isi paling sedikit ${lengthMin} huruf.`)
    .max(lengthMax, `Singkatkan menjadi paling banyak ${lengthMax} huruf.`)

export const optionalCell = (lengthMax: number) =>
  textCell(0, lengthMax).transform((text) => (text === '' ? null : text))

export const statusCell = choiceCell<LaporStatus>(
  Object.fromEntries(LAPOR_STATUS.map((status) => [status, status])),
)

export const jenisCell = choiceCell<Jenis>({
  pengaduan: 'pengaduan',
  aspirasi: 'aspirasi',
  'permintaan informasi': 'permintaan_informasi',
})

export const yesNoCell = choiceCell<boolean>({
  '': false,
  tidak: false,
  false: false,
  '0': false,
  ya: true,
  true: true,
  '1': true,
})

/** Case, underscores and double spaces do not matter. */
function choiceCell<T>(choices: Readonly<Record<string, T>>) {
  const values = new Map(Object.entries(choices))
  const names = [...values.keys()].filter((name) => name !== '').join(', ')
  return z.string().transform((text, context) => {
    const value = values.get(
      text
        .trim()
        .toLowerCase()
        .replace(/[_\s]+/g, ' '),
    )
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: `Pilih salah satu: ${names}.` })
    return z.NEVER
  })
}

export const degreesCell = (limit: number) =>
  z
    .string()
    .trim()
    // A spreadsheet with Indonesian settings writes -7,4478.
    .regex(/^([+-]?\d{1,3}([.,]\d{1,15})?)?$/, 'Tulis derajat desimal, misalnya -7.4478.')
    .transform((text) => (text === '' ? null : Number(text.replace(',', '.'))))
    .refine((degrees) => degrees === null || Math.abs(degrees) <= limit, {
      error: `Nilai harus antara -${limit} dan ${limit}.`,
    })

export const timeCell = (zone: TimeZone) =>
  z.string().transform((text, context) => {
    const at = parseLocalTime(text, zone)
    if (at !== undefined) return at
    context.addIssue({ code: 'custom', message: TIME_MESSAGE })
    return z.NEVER
  })

export const optionalTimeCell = (zone: TimeZone) =>
  z.string().transform((text, context) => {
    if (text.trim() === '') return null
    const at = parseLocalTime(text, zone)
    if (at !== undefined) return at
    context.addIssue({ code: 'custom', message: TIME_MESSAGE })
    return z.NEVER
  })

const TIME_MESSAGE = 'Tulis tanggal dan jam, misalnya 24/11/2026 08:10 atau 2026-11-24 08:10.'

/**
 * @returns the moment; a time without offset is the region's, a date without a time its midnight
 */
export function parseLocalTime(text: string, zone: TimeZone): Instant | undefined {
  const trimmed = text.trim()
  const withOffset = parseW3cDatetime(trimmed)
  if (withOffset !== undefined) return withOffset
  const [, day, hour = '0', minute = '0', second = '0'] = LOCAL_TIME.exec(trimmed) ?? []
  const date = parseTanggal(day ?? '')
  if (!date.ok) return undefined
  const sinceMidnightMs = (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * 1_000
  if (sinceMidnightMs >= DAY_MS || Number(minute) > 59 || Number(second) > 59) return undefined
  return toInstant(toDate(startOfDay(zone, date.value).getTime() + sinceMidnightMs))
}

const LOCAL_TIME = /^([\d/.-]{8,10})(?:[T ](\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/
