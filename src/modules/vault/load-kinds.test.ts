import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { KindsSchema } from './load-kinds.ts'
import { messagesIn } from './messages/index.ts'

const data = join(packageRoot, 'data')
const { jenis, aturan } = KindsSchema.parse(
  JSON.parse(readFileSync(join(data, 'berkas/jenis.json'), 'utf8')),
)

/** Kinds that definitions of services ask for. */
function kindsAskedFor(): ReadonlySet<string> {
  const folder = join(data, 'layanan')
  if (!existsSync(folder)) return new Set()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  const asked = files
    .filter((file) => file.isFile() && file.name.endsWith('.json'))
    .flatMap((file) => {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8')
      return [...text.matchAll(/"berkas":\s*"([^"]+)"/g)].map(([, kode = '']) => kode)
    })
  return new Set(asked)
}

describe('the kinds that ship', () => {
  it('are at least forty, each once, in a group with a name', () => {
    expect(jenis.length).toBeGreaterThanOrEqual(40)
    expect(new Set(jenis.map(({ kode }) => kode)).size).toBe(jenis.length)
    const groups = new Set(jenis.map(({ kelompok }) => kelompok))
    for (const lang of ['id', 'en'] as const)
      expect(Object.keys(messagesIn(lang).groups).toSorted()).toEqual([...groups].toSorted())
  })

  it('are all that definitions of services ask for', () => {
    const known = new Set(jenis.map(({ kode }) => kode))
    expect([...kindsAskedFor()].filter((kode) => !known.has(kode))).toEqual([])
  })

  it('claim no verified source: none has been read', () => {
    expect([...jenis, ...aturan].filter(({ terverifikasi }) => terverifikasi)).toEqual([])
    const withMonths = jenis.filter(({ masaBerlakuBulan }) => masaBerlakuBulan !== null)
    expect(withMonths.every(({ sumber }) => sumber.includes('belum diverifikasi'))).toBe(true)
    expect(aturan.every(({ sumber }) => sumber.includes('belum diverifikasi'))).toBe(true)
  })

  it('take a photo wherever a citizen has paper, and a date only where one is written', () => {
    for (const one of jenis) {
      expect(one.masaBerlakuBulan === null || one.tanggal === 'terbit', one.kode).toBe(true)
      expect(one.maksKb, one.kode).toBeGreaterThanOrEqual(1_000)
    }
  })
})
