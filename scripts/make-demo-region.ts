// Writes the invented Kabupaten Jatiraya into data/demo from the drawing and the lists in
// data/demo/sumber. The same sources always give the same files. Run: npx tsx scripts/make-demo-region.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildAreas, type Names, sketchedKecamatan } from './demo-region/region.ts'
import type { Sketch } from './demo-region/sketch.ts'
import { type DemoUnit, officesOf } from './demo-region/units.ts'
import {
  writeBatas,
  writeLatar,
  writePetaSketsa,
  writeRecords,
  writeWilayah,
} from './demo-region/write.ts'

const demo = new URL('../data/demo/', import.meta.url)

function readSource<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`sumber/${name}.json`, demo), 'utf8')) as T
}

/** Content of every generated file of data/demo by its name. */
export function makeDemoRegion(): Readonly<Record<string, string>> {
  const sketch = readSource<Sketch>('sketsa')
  const names = readSource<Names>('nama-wilayah')
  const perangkatDaerah = readSource<readonly DemoUnit[]>('perangkat-daerah')
  const areas = buildAreas(sketch, names)
  return {
    'wilayah.csv': writeWilayah(names, areas),
    'batas.geojson': writeBatas(areas),
    'latar.geojson': writeLatar(sketch),
    'peta-sketsa.json': writePetaSketsa(sketch, sketchedKecamatan(sketch, names)),
    'unit.json': writeRecords([...perangkatDaerah, ...officesOf(areas)]),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, content] of Object.entries(makeDemoRegion())) {
    writeFileSync(new URL(name, demo), content)
  }
}
