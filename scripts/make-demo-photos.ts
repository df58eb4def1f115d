// Draws the photos of the demo region: streets that do not exist, before and after the work. Each differs
// enough from every other to pass the check on re-used pictures. Run: npx tsx scripts/make-demo-photos.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { hammingDistance, preparePhoto } from '../src/platform/photo/index.ts'
import { createDice } from '../src/seed/dice.ts'
import { drawScene, SUBJECTS, type Subject } from './demo-photos/scene.ts'

const folder = join(import.meta.dirname, '../data/demo/foto')
const PER_SUBJECT: Readonly<Record<Subject, readonly [before: number, after: number]>> = {
  jalan: [6, 14],
  penerangan: [4, 9],
  sampah: [4, 8],
  air: [3, 7],
  umum: [3, 10],
}
/** Well above the distance at which two photos are taken for the same. */
const DISTANCE_MIN = 14
const TRIES_MAX = 400

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const kept: { phash: string; mirrored: string }[] = []
for (const subject of SUBJECTS) {
  const [before, after] = PER_SUBJECT[subject]
  for (let index = 0; index < before; index += 1) await draw(subject, false, index)
  for (let index = 0; index < after; index += 1) await draw(subject, true, index)
}
process.stdout.write(`${kept.length} photos in data/demo/foto\n`)

async function draw(subject: Subject, isFixed: boolean, index: number): Promise<void> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const seed = SUBJECTS.indexOf(subject) * 1e6 + (isFixed ? 5e5 : 0) + index * 1_000 + attempt
    const svg = drawScene(subject, isFixed, createDice(seed))
    const jpeg = await sharp(Buffer.from(svg)).resize(480).jpeg({ quality: 62 }).toBuffer()
    const prepared = await preparePhoto(jpeg)
    if (!prepared.ok) throw new Error(prepared.refusals[0]?.message)
    const { phash, phashMirrored } = prepared.value
    if (kept.some((one) => isNear(one, { phash, mirrored: phashMirrored }))) continue
    kept.push({ phash, mirrored: phashMirrored })
    const name = `${subject}-${isFixed ? 'sesudah' : 'sebelum'}-${String(index + 1).padStart(2, '0')}.jpg`
    writeFileSync(join(folder, name), jpeg)
    return
  }
  throw new Error(`no picture of ${subject} differs enough from the others`)
}

type Prints = Readonly<{ phash: string; mirrored: string }>

function isNear(one: Prints, other: Prints): boolean {
  return (
    Math.min(
      hammingDistance(one.phash, other.phash),
      hammingDistance(one.phash, other.mirrored),
      hammingDistance(one.mirrored, other.phash),
    ) < DISTANCE_MIN
  )
}
