import { parseTanggal } from '../../../kernel/date.ts'
import { parseRupiah } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { TerminForm } from '../domain/kontrak.ts'
import { refusal } from '../domain/refusals.ts'
import { cellsOf } from './read-form.ts'

const KINDS = ['uang-muka', 'termin', 'retensi'] as const

/** Percent as people write it, in basis points; nothing written is none. */
export function readPercent(text: string): number {
  const value = Number(text.replace('%', '').replace(',', '.').trim())
  return Number.isFinite(value) ? Math.round(value * 100) : -1
}

/** Whole days as people write them; nothing written is none. */
export function readDays(text: string): number {
  return /^\d{0,4}$/.test(text) ? Number(text) : -1
}

/** Stages as they are pasted: kind, words, amount, physical progress, planned day. */
export function readStages(text: string): Result<readonly TerminForm[]> {
  const stages = cellsOf(text).map(({ cells }) => {
    const [kind = '', uraian = '', amount = '', fisik = '', day = ''] = cells
    const jenis = KINDS.find((one) => one === kind.toLowerCase())
    const nilai = parseRupiah(amount)
    const rencana = parseTanggal(day)
    if (jenis === undefined || !nilai.ok || !rencana.ok) return undefined
    return {
      jenis,
      uraian,
      nilai: nilai.value,
      fisikBps: readPercent(fisik),
      rencana: rencana.value,
    }
  })
  const read = stages.filter((one) => one !== undefined)
  return read.length === stages.length ? ok(read) : refuse(refusal('TERMIN_ISI', {}, 'termin'))
}
