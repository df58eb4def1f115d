import { atMost, type Figure } from '../line.ts'
import { openVisitor, type Visitor } from '../reports/visitor.ts'
import { percentile } from '../rounds.ts'
import type { ServicesHouse } from './house.ts'

const VISITS = 60
const APPLY_KB = 30
const QUEUE_MS = 200
const OWN_MS = 100

async function p95Of(visitor: Visitor, url: string): Promise<number> {
  const times: number[] = []
  for (let visit = 0; visit < VISITS; visit += 1) {
    const startedMs = performance.now()
    const seen = await visitor.get(url)
    times.push(performance.now() - startedMs)
    if (seen.status !== 200) throw new Error(`${url} answered ${seen.status}`)
  }
  return percentile(times, 0.95)
}

/** The officer's queue and the citizen's own list, through the production server. */
export async function measureLists({
  officer,
  citizen,
  size,
}: ServicesHouse): Promise<readonly Figure[]> {
  return [
    {
      name: 'queue',
      about: `p95 of ${VISITS} visits of an officer's queue, one in fifty of the applications open`,
      size,
      unit: 'ms',
      ours: await p95Of(officer, '/kerja/permohonan'),
      bar: atMost(QUEUE_MS),
    },
    {
      name: 'own',
      about: `p95 of ${VISITS} visits of a citizen's own list of ${Math.ceil(size / 1000)} applications`,
      size,
      unit: 'ms',
      ours: await p95Of(citizen, '/akun/permohonan'),
      bar: atMost(OWN_MS),
    },
  ]
}

/** Bytes of the pages of applying on a first visit, compressed, style and scripts included by the page. */
export async function measureApply({ app, size }: ServicesHouse): Promise<readonly Figure[]> {
  const stranger = openVisitor(app, true)
  const pages = ['/layanan', '/layanan/DESA-DOMISILI', '/layanan/DESA-DOMISILI/ajukan']
  const figures: Figure[] = []
  for (const url of pages) {
    const { bytes } = await stranger.get(url)
    figures.push({
      name: 'page',
      about: `${url}, HTML with its style on a first visit, Brotli`,
      size,
      unit: 'kB',
      ours: bytes / 1000,
      bar: atMost(APPLY_KB),
    })
  }
  return figures
}
