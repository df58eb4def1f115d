import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { parseRupiah, type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { type Answer, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req } from '../../../platform/http/route.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { refusal } from '../domain/refusals.ts'
import { skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'

const TEXT_MAX = 20_000

/** A field of a form, cut to what any of them may hold. */
export const typed = (req: Req, name: string): string =>
  fieldText(req.form, name).trim().slice(0, TEXT_MAX)

export const typedAll = (req: Req): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(req.form).map((name) => [name, typed(req, name)]))

/** Amounts and days of a form: what cannot be read is remembered at its field, and the form goes on. */
export function createReading(req: Req) {
  const refusals: Refusal[] = []
  return {
    refusals,
    money: (name: string): Sen => {
      const read = parseRupiah(typed(req, name))
      if (read.ok) return read.value
      refusals.push(refusal('JUMLAH_TIDAK_TERBACA', {}, name))
      return ZERO_SEN
    },
    day: (name: string): Tanggal => {
      const read = parseTanggal(typed(req, name))
      if (read.ok) return read.value
      refusals.push(refusal('TANGGAL_SALAH', {}, name))
      return '1000-01-01' as Tanggal
    },
  }
}

/** The SKPD a page is about: the chosen one among those that may be seen, else the first. */
export function chosenSkpd(req: Req, { skpd }: Kodefikasi) {
  const seen = skpdsSeen(req.actor, skpd)
  const own = skpd.all.filter(({ id }) => seen === undefined || seen.includes(id))
  const wanted = fieldText(req.query, 'skpd') || fieldText(req.form, 'skpd')
  const chosen = own.find(({ id }) => String(id) === wanted) ?? own[0]
  return { chosen, choices: own.map(({ id, nama }) => ({ value: String(id), label: nama })) }
}

export type Tried = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>
export const UNTRIED: Tried = { refusals: [], typed: {} }

/** Back to the page when it went well; the page again, with what was typed, when it was refused. */
export async function afterwards(
  req: Req,
  done: Result<unknown>,
  at: Readonly<{ to: string; again: (tried: Tried) => Promise<Answer>; text?: string }>,
): Promise<Answer> {
  if (!done.ok) return at.again({ refusals: done.refusals, typed: typedAll(req) })
  const text = at.text ?? messagesIn(req.ctx.lang).up.done
  return redirect(at.to, { flash: { kind: 'success', text } })
}
