import type { Refusal } from '../../../kernel/result.ts'

/** Everything this module refuses, in the language of the law. */
export const REFUSALS = {
  PENJELASAN_ISI: 'Tulis penjelasan 10 sampai 2.000 huruf: sebabnya, dan apa yang dilakukan.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** @returns the refusal with its sentence, tied to its field */
export function refusal(code: RefusalCode, field: string): Refusal {
  return { code, message: REFUSALS[code], field }
}
