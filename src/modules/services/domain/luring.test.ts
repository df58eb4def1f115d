import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TINJAU_UJI } from '../testing/inspection.ts'
import type { Layanan } from './definition/types.ts'
import { fieldsForApplicant } from './field-forms.ts'
import { fieldsOnSite, filledAt, hasMoved } from './inspection.ts'
import { byPage, differing, fitTo, remember } from './luring.ts'

const [tempat, pegawai] = TINJAU_UJI.form
const withFields = (change: (id: string) => object | undefined): Layanan => ({
  ...TINJAU_UJI,
  version: 2,
  form: TINJAU_UJI.form.map((page) => ({
    ...page,
    fields: page.fields.flatMap((field) => {
      const changed = change(field.id)
      return changed === undefined ? [] : [{ ...field, ...changed }]
    }),
  })),
})
const idsOf = (fields: readonly { id: string }[]) => fields.map(({ id }) => id)

describe('answers of a phone', () => {
  it('are sorted by the page their question stands on, rows with their group', () => {
    const { pages, unknown } = byPage(TINJAU_UJI, {
      nama: 'Sari',
      luas: '12',
      'orang.0.nama': 'Budi',
      'orang.0.gaji': '1',
    })
    expect(pages).toEqual([
      { pageId: tempat?.id, typed: { nama: 'Sari' } },
      { pageId: pegawai?.id, typed: { luas: '12', 'orang.0.nama': 'Budi', 'orang.0.gaji': '1' } },
    ])
    expect(unknown).toEqual([])
  })

  it.each([['biaya'], ['orang'.concat('.x.nama')], ['__proto__'], ['constructor'], ['nama.0.x']])(
    'that no question asked for are told: %s',
    (name) => {
      expect(byPage(TINJAU_UJI, Object.fromEntries([[name, '1']])).unknown).toEqual([name])
    },
  )

  it('never get lost on the way: each name is on a page or told', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (typed) => {
        const { pages, unknown } = byPage(TINJAU_UJI, typed)
        const found = [...unknown, ...pages.flatMap((page) => Object.keys(page.typed))]
        expect(found.toSorted()).toEqual(Object.keys(typed).toSorted())
      }),
    )
  })
})

describe('answers given to an earlier version', () => {
  const typed = { nama: 'Sari', cara: 'tetap', luas: '12', 'orang.0.nama': 'Budi' }

  it('fit where the question is the same, whatever its words are now', () => {
    const reworded = withFields(() => ({ label: 'Lain', hint: 'Lain' }))
    expect(fitTo(TINJAU_UJI, reworded, typed)).toEqual({ typed, changed: [] })
  })

  it('are kept out where the question is another, is gone, or is new', () => {
    const changed = withFields((id) =>
      id === 'luas' ? { type: 'teks' } : id === 'nama' ? undefined : {},
    )
    const fitted = fitTo(TINJAU_UJI, changed, typed)
    expect(fitted.typed).toEqual({ cara: 'tetap', 'orang.0.nama': 'Budi' })
    expect(idsOf(fitted.changed)).toEqual(['nama', 'luas'])
    const back = fitTo(changed, TINJAU_UJI, { cara: 'tetap' })
    expect(idsOf(back.changed).toSorted()).toEqual(['luas', 'nama'])
  })

  it('lose the rows of a group whose columns changed', () => {
    const changed = withFields((id) =>
      id === 'orang' ? { fields: [{ id: 'nama', type: 'teks', label: 'Nama' }] } : {},
    )
    const fitted = fitTo(TINJAU_UJI, changed, typed)
    expect(Object.keys(fitted.typed)).not.toContain('orang.0.nama')
    expect(idsOf(fitted.changed)).toEqual(['orang'])
  })
})

describe('two states of one draft', () => {
  it('differ where an answer does, is missing, or came', () => {
    const here = { nama: 'Sari', luas: 12, orang: [{ nama: 'A' }], jumlahUpah: 1 }
    const there = { nama: 'Sari', luas: 13, orang: [{ nama: 'A' }], cara: 'tetap', jumlahUpah: 2 }
    expect(idsOf(differing(TINJAU_UJI, here, there))).toEqual(['cara', 'luas'])
    expect(differing(TINJAU_UJI, here, here)).toEqual([])
  })
})

describe('what a draft remembers of sendings', () => {
  it('is each once, the newest last, and not without end', () => {
    expect(remember(['a', 'b'], 'a')).toEqual(['b', 'a'])
    let kiriman: readonly string[] = []
    for (let n = 0; n < 200; n += 1) kiriman = remember(kiriman, String(n))
    expect(kiriman).toHaveLength(60)
    expect(kiriman.at(-1)).toBe('199')
  })
})

describe('an inspection', () => {
  const sejak = new Date('2026-11-26T02:00:00.000Z')
  const stands = { akhir: null, tahap: 'lapangan', tahapSejak: sejak }
  const taken = { tahap: 'lapangan', sejak: sejak.toISOString() }

  it.each([
    ['the very stay it was taken along in', stands, false],
    ['another stage', { ...stands, tahap: 'putusan' }, true],
    ['a later stay at the same stage', { ...stands, tahapSejak: new Date(0) }, true],
    ['its end', { ...stands, akhir: 'batal' as const }, true],
  ])('knows %s', (_, now, isMoved) => {
    expect(hasMoved(now, taken)).toBe(isMoved)
  })

  const now = new Date('2026-11-26T09:00:00.000Z')
  it.each([
    ['2026-11-26T08:00:00.000Z', '2026-11-26T08:00:00.000Z'],
    ['2026-11-26T10:00:00.000Z', now.toISOString()],
    ['2026-09-01T08:00:00.000Z', now.toISOString()],
    ['kemarin', now.toISOString()],
    ['2026-99-99T08:00:00.000Z', now.toISOString()],
    ['', now.toISOString()],
  ])('filled in at %s counts as filled in at %s', (told, at) => {
    expect(filledAt(told, now).toISOString()).toBe(at)
  })

  it('takes along places and what the definition says, and no name', () => {
    expect(idsOf(fieldsOnSite(TINJAU_UJI))).toEqual(['desa', 'alamat'])
  })

  it('shows the applicant only what the definition says', () => {
    expect([...fieldsForApplicant(TINJAU_UJI).keys()]).toEqual(['fotoDepan', 'temuan'])
  })
})
