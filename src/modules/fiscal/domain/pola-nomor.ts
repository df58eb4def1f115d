import { assert } from '../../../kernel/assert.ts'

/** What a pattern may ask for. */
export type NomorFacts = Readonly<{
  wilayah: string
  urut: number
  skpd: string
  rincian: string
  bulan: number
  tahun: number
}>

const PLACE = /\{(wilayah|urut|skpd|rincian|bulan|tahun)(?::(\d))?\}/g

/**
 * Write a number by its pattern: `{wilayah}/04.0/{urut:6}/{rincian}/{skpd}/{bulan}/{tahun}`. A figure after a colon is
 * how many digits a number is filled up to.
 */
export function writeNomor(pola: string, facts: NomorFacts): string {
  return pola.replaceAll(PLACE, (_, name: keyof NomorFacts, digits: string | undefined) => {
    const fact = facts[name]
    assert(fact !== '', 'a pattern asks only for what the document has')
    return String(fact).padStart(digits === undefined ? 0 : Number(digits), '0')
  })
}

/** @returns whether a pattern can be written: it counts, and asks for nothing unknown */
export function isPola(pola: string): boolean {
  return /\{urut(?::\d)?\}/.test(pola) && !/[{}]/.test(pola.replaceAll(PLACE, ''))
}
