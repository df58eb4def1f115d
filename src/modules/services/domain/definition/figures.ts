import { inThousands } from '../../../../kernel/thousands.ts'
import type { Facts } from '../expr/types.ts'
import { type BlankForm, PARAM_PREFIX, readBlanks } from './blanks.ts'
import type { Rule, Words } from './types.ts'

/**
 * A message with its figures of law written in, as they are in force: "paling sedikit {param:usia} tahun" stays
 * true when the figure changes. A figure that is not yet in force is a dash.
 */
export function fillFigures(words: Words, param: Facts['param']): Words {
  if (typeof words === 'string') return filled(words, param, 'id')
  const { id, en } = words
  return {
    id: filled(id, param, 'id'),
    ...(en === undefined ? {} : { en: filled(en, param, 'en') }),
  }
}

/** @returns the rule with its message as people read it */
export function toldRule(rule: Rule, param: Facts['param']): Rule {
  const message = fillFigures(rule.message, param)
  return message === rule.message ? rule : { ...rule, message }
}

function filled(text: string, param: Facts['param'], lang: 'id' | 'en'): string {
  if (!text.includes(`{${PARAM_PREFIX}`)) return text
  return readBlanks(text)
    .map((piece) => {
      if (piece === undefined || typeof piece === 'string') return piece ?? ''
      const value = param(piece.name.slice(PARAM_PREFIX.length))
      if (typeof value !== 'number') return value ?? '-'
      return figure(value, piece.form, lang)
    })
    .join('')
}

/** Thousands and decimals as each language parts them. */
function figure(value: number, form: BlankForm, lang: 'id' | 'en'): string {
  const [thousand, decimal] = lang === 'id' ? ['.', ','] : [',', '.']
  const [whole = '0', part] = String(Math.abs(value)).split('.')
  const rest = part === undefined ? '' : decimal + part
  const text = `${value < 0 ? '-' : ''}${inThousands(whole, thousand)}${rest}`
  return form === 'rupiah' ? `Rp${text}` : text
}
