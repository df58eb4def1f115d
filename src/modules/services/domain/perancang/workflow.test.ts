import { describe, expect, it } from 'vitest'
import { readPatterns } from '../../definition-file/patterns.ts'
import { definition } from '../../testing/definition.ts'
import type { Layanan } from '../definition/types.ts'
import { drawWorkflow, statesInOrder } from './diagram.ts'
import { unmappedStates } from './migrate.ts'
import { renameState } from './rename.ts'

const BASE = definition()
const moving = (
  migrate: Readonly<Record<string, string>>,
  more: Partial<Layanan> = {},
): Layanan => ({
  ...BASE,
  ...more,
  version: 2,
  running: { migrate },
})
const check = (newer: Layanan, ...tahap: readonly string[]) =>
  unmappedStates(
    newer,
    new Map([[1, BASE]]),
    tahap.map((one) => ({ versi: 1, tahap: one })),
  )

describe('the picture of a workflow', () => {
  it('shows every state once, none on another, and every line between states that are there', () => {
    for (const { sample } of readPatterns().all) {
      const { boxes, lines, width, height } = drawWorkflow(sample, 'id')
      const ids = boxes.map((box) => box.id)
      expect(new Set(ids)).toEqual(new Set(Object.keys(sample.workflow.states)))
      const places = new Set(boxes.map((box) => `${box.x} ${box.y}`))
      expect(places.size).toBe(boxes.length)
      for (const box of boxes) {
        expect(box.x >= 0 && box.x + box.width <= width).toBe(true)
        expect(box.y >= 0 && box.y + box.height <= height).toBe(true)
      }
      for (const line of lines) expect(ids.includes(line.from) && ids.includes(line.to)).toBe(true)
    }
  })

  it('begins at the start and ends with the ends', () => {
    const order = statesInOrder(BASE.workflow)
    expect(order[0]).toBe('verifikasi')
    expect(order.slice(-3).toSorted()).toEqual(['batal', 'ditolak', 'terbit'])
  })
})

describe('a map of states', () => {
  it('must take every state of running applications to one of the same side', () => {
    expect(
      check(
        moving({ verifikasi: 'verifikasi', perbaikan: 'perbaikan' }),
        'verifikasi',
        'perbaikan',
      ),
    ).toEqual([])
    expect(check(moving({ verifikasi: 'verifikasi' }), 'verifikasi', 'ttd')).toEqual(['ttd'])
    expect(check(moving({ verifikasi: 'tidakAda' }), 'verifikasi')).toEqual(['verifikasi'])
    expect(check(moving({ verifikasi: 'terbit' }), 'verifikasi')).toEqual(['verifikasi'])
    expect(check(moving({ verifikasi: 'perbaikan' }), 'verifikasi')).toEqual(['verifikasi'])
    expect(check(moving({ perbaikan: 'ttd' }), 'perbaikan')).toEqual(['perbaikan'])
  })

  it('is not asked for where applications finish on their own version', () => {
    expect(check({ ...BASE, version: 2 }, 'verifikasi')).toEqual([])
  })
})

describe('a state that is renamed', () => {
  it('is renamed everywhere it is named, and back again, in every pattern', () => {
    for (const isi of [BASE, ...readPatterns().all.map(({ sample }) => sample)])
      for (const id of Object.keys(isi.workflow.states)) {
        const renamed = renameState(isi, id, 'namaLain')
        expect(Object.keys(renamed.workflow.states)).toContain('namaLain')
        const text = JSON.stringify(renamed)
        for (const key of ['to', 'no', 'at', 'start'])
          expect(text.includes(`"${key}":"${id}"`)).toBe(false)
        expect(renameState(renamed, 'namaLain', id)).toEqual(isi)
      }
  })
})
