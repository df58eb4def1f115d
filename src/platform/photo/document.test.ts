import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { photographPaper } from '../../../tests/support/papers.ts'
import { faultsOf, prepareDocument } from './document.ts'

async function judge(made: object, fault: object): Promise<string> {
  const prepared = await prepareDocument(await photographPaper(made, fault), 'berkas')
  if (!prepared.ok) return prepared.refusals.map(({ code }) => code).join(' ')
  const faults = faultsOf(prepared.value.legibility)
  return faults.map(({ what, how }) => `${what} ${how}`).join(', ') || 'readable'
}

describe('a photo of a document', () => {
  it.each([
    ['held still in good light', {}, {}, 'readable'],
    ['from a large sensor', { heightPx: 3000, dotPx: 3 }, {}, 'readable'],
    ['with grain', {}, { noise: 10 }, 'readable'],
    ['with a lot of grain', {}, { noise: 20 }, 'readable'],
    ['pressed hard by a messenger', {}, { quality: 40 }, 'readable'],
    ['in half the light', {}, { light: 0.5 }, 'readable'],
    ['of large letters', { dotPx: 6 }, {}, 'readable'],
    ['a little soft', {}, { blur: 2 }, 'readable'],
    ['soft', {}, { blur: 3 }, 'kabur hard'],
    ['out of focus', {}, { blur: 5 }, 'kabur unreadable'],
    ['far out of focus', {}, { blur: 8 }, 'kabur unreadable'],
    ['of large letters, far out of focus', { dotPx: 6 }, { blur: 10 }, 'kabur unreadable'],
    ['in a dim room', {}, { light: 0.35 }, 'gelap hard'],
    ['in the dark', {}, { light: 0.15 }, 'gelap unreadable'],
    ['in no light at all', {}, { light: 0.02 }, 'gelap unreadable'],
    ['pale as a carbon copy', { ink: 205 }, {}, 'pudar hard'],
    ['of an empty sheet', { ink: 235 }, {}, 'polos unreadable'],
  ])('%s is judged by what can be read', async (_what, made, fault, expected) => {
    expect(await judge(made, fault)).toBe(expected)
  })

  it('is kept upright, without metadata, large enough for small print', async () => {
    const jpeg = await photographPaper({ heightPx: 3000, dotPx: 3 })
    const sent = await sharp(jpeg)
      .withExif({ IFD3: { GPSLatitude: '7/1 15/1 0/1', GPSLatitudeRef: 'S' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const prepared = await prepareDocument(sent, 'berkas')
    if (!prepared.ok) throw new Error('refused')
    const { photo } = prepared.value
    const kept = await sharp(photo.jpeg).metadata()
    expect([kept.exif, kept.xmp, kept.orientation]).toEqual([undefined, undefined, undefined])
    expect([photo.widthPx, photo.heightPx]).toEqual([2000, 1414])
    expect(photo.jpeg.length).toBeLessThanOrEqual(700_000)
  })

  it.each([
    ['HTML', Buffer.from('<!doctype html><script>1</script>'), 'FOTO_BUKAN_GAMBAR'],
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'FOTO_JENIS_TIDAK_DITERIMA',
    ],
    ['nothing', Buffer.alloc(0), 'FOTO_KOSONG'],
  ])('that is %s is refused at its field', async (_what, bytes, code) => {
    const prepared = await prepareDocument(bytes, 'berkas')
    expect(prepared).toMatchObject({ ok: false, refusals: [{ code, field: 'berkas' }] })
  })
})

describe('the reader of photos', () => {
  it('answers any change to a sound picture with a picture or a reason, in time', async () => {
    const small = { heightPx: 500, dotPx: 1 }
    const jpeg = await photographPaper(small)
    const png = await sharp(jpeg).resize(200).png().toBuffer()
    const webp = await sharp(jpeg).resize(200).webp().toBuffer()
    const change = fc.record({ at: fc.nat(), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(jpeg, png, webp),
        fc.array(change, { minLength: 1, maxLength: 20 }),
        fc.option(fc.nat(), { nil: undefined }),
        async (seed, changes, cut) => {
          const bytes = Buffer.from(cut === undefined ? seed : seed.subarray(0, cut % seed.length))
          for (const { at, byte } of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte
          const startedAt = performance.now()
          const prepared = await prepareDocument(bytes, 'berkas')
          if (!prepared.ok)
            expect(prepared.refusals.every(({ field }) => field === 'berkas')).toBe(true)
          expect(performance.now() - startedAt).toBeLessThan(3_000)
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)
})
