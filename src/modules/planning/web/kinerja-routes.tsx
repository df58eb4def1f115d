import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import { mayWriteIn } from '../actions/isi.ts'
import { createRecord } from '../actions/realisasi.ts'
import type { Deps } from '../deps.ts'
import { aturanOf, measureCapaian } from '../domain/capaian.ts'
import { type Dokumen, yearsOf } from '../domain/dokumen.ts'
import { endedQuarters } from '../domain/realisasi.ts'
import type { Simpul } from '../domain/simpul.ts'
import { PLANNERS, READERS } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { type AturanCapaianRow, listAturanCapaian } from '../store/aturan-store.ts'
import { findDokumen, findNewest, listNewest } from '../store/dokumen-store.ts'
import { listRealisasi, listTerakhir } from '../store/realisasi-store.ts'
import { readSimpul, readTrees } from '../store/simpul-store.ts'
import { asked, numberOf, typed } from './asked.ts'
import { KinerjaPage, type Pohon, type Reached } from './kinerja.page.tsx'
import { KINERJA } from './paths.ts'
import { RealisasiPage } from './realisasi.page.tsx'

/** The cascade of indicators, and what came of each. */
export function kinerjaRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const read = { roles: READERS }
  const one = `${KINERJA}/:indikator`
  return [
    { kind, method: 'GET', url: KINERJA, access: read, handle: (req) => showTree(deps, req) },
    { kind, method: 'GET', url: one, access: read, handle: (req) => showIndikator(deps, req) },
    {
      kind,
      method: 'POST',
      url: one,
      access: { roles: PLANNERS },
      handle: (req) => record(deps, req),
    },
  ]
}

async function showTree(deps: Deps, req: Req): Promise<Answer> {
  const { kit, fiscal } = deps
  const tahun = numberOf(asked(req, 'tahun')) ?? yearOf(kit.today())
  const skpdId = numberOf(asked(req, 'skpd'))
  const rpjmd = await findNewest(kit.db, { jenis: 'rpjmd', tahun })
  const all = (await listNewest(kit.db, { jenis: 'renstra', tahun })).filter(
    ({ status }) => status === 'ditetapkan',
  )
  const renstra = skpdId === undefined ? all : all.filter((one) => one.skpdId === skpdId)
  const trees = await readTrees(
    kit.db,
    [rpjmd, ...renstra].flatMap((one) => one?.id ?? []),
  )
  const pohonOf = (one: Dokumen): Pohon => ({
    dokumenId: one.id,
    skpdId: one.skpdId,
    simpul: trees.get(one.id) ?? [],
  })
  const rule = aturanOf(await listAturanCapaian(kit.db), tahun) as AturanCapaianRow | undefined
  const shown = [...trees.values()].flat()
  const view = (
    <KinerjaPage
      ctx={req.ctx}
      tahun={tahun}
      years={rpjmd === undefined ? [tahun] : yearsOf(rpjmd)}
      skpd={String(skpdId ?? '')}
      kode={await fiscal.kodefikasi(kit.db, tahun)}
      rpjmd={rpjmd && pohonOf(rpjmd)}
      renstra={renstra.map(pohonOf)}
      reached={await reachedOf(deps, { simpul: shown, tahun, rule })}
      rule={rule === undefined ? '' : describeRule(req, rule)}
    />
  )
  return page(view)
}

function describeRule(req: Req, rule: AturanCapaianRow): string {
  const m = messagesIn(req.ctx.lang).kinerja
  const cap = formatNumber(Number(rule.batasAtas) / 100, req.ctx.lang)
  return m.rule(cap, m.falls[rule.caraTurun], rule.dasar)
}

async function reachedOf(
  { kit }: Deps,
  order: Readonly<{
    simpul: readonly Simpul[]
    tahun: number
    rule: AturanCapaianRow | undefined
  }>,
): Promise<ReadonlyMap<string, Reached>> {
  const { simpul, tahun, rule } = order
  if (rule === undefined) return new Map()
  const indikator = new Map(simpul.flatMap((node) => node.indikator.map((one) => [one.id, one])))
  const last = await listTerakhir(kit.db, { indikatorIds: [...indikator.keys()], tahun })
  return new Map(
    last.flatMap(({ indikatorId, nilai, triwulan }): [string, Reached][] => {
      const one = indikator.get(indikatorId)
      const target = one?.target.get(tahun)
      if (one === undefined || target === undefined) return []
      const capaian = measureCapaian({ target, nilai, arah: one.arah }, rule)
      return [[indikatorId, { nilai, triwulan, capaian }]]
    }),
  )
}

type Refused = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>
const NOTHING: Refused = { refusals: [], typed: {} }

async function showIndikator(deps: Deps, req: Req, refused = NOTHING): Promise<Answer> {
  const { kit, fiscal } = deps
  const { indikator: id = '' } = req.params
  const dokumenId =
    refused.refusals.length > 0 ? typed(req, 'dokumen') : fieldText(req.query, 'dokumen')
  if (!isUuid(id) || !isUuid(dokumenId)) return notFound
  const dokumen = await findDokumen(kit.db, dokumenId)
  const simpul = dokumen === undefined ? [] : await readSimpul(kit.db, dokumenId)
  const indikator = simpul.flatMap((node) => node.indikator).find((one) => one.id === id)
  if (dokumen === undefined || indikator === undefined) return notFound
  const kode = await fiscal.kodefikasi(kit.db, dokumen.tahunMulai)
  const span = { mulai: dokumen.tahunMulai, sampai: dokumen.tahunSampai, today: kit.today() }
  const view = (
    <RealisasiPage
      ctx={req.ctx}
      indikator={indikator}
      dokumenId={dokumenId}
      rows={await listRealisasi(kit.db, id)}
      periods={endedQuarters(span)}
      mayRecord={dokumen.status === 'ditetapkan' && mayWriteIn(signedInOf(req), dokumen, kode)}
      {...refused}
    />
  )
  return page(view, { status: refused.refusals.length > 0 ? 422 : 200 })
}

async function record(deps: Deps, req: Req): Promise<Answer> {
  const { indikator: indikatorId = '' } = req.params
  const dokumenId = typed(req, 'dokumen')
  if (!isUuid(indikatorId) || !isUuid(dokumenId)) return notFound
  const form = {
    periode: typed(req, 'periode'),
    nilai: typed(req, 'nilai'),
    bukti: typed(req, 'bukti'),
    buktiUrl: typed(req, 'buktiUrl'),
    kendala: typed(req, 'kendala'),
  }
  const done = await createRecord(deps)(signedInOf(req), { indikatorId, dokumenId, form })
  if (done === undefined) return notFound
  if (!done.ok) return showIndikator(deps, req, { refusals: done.refusals, typed: form })
  const text = messagesIn(req.ctx.lang).kinerja.recordedNow
  return redirect(`${KINERJA}/${indikatorId}?dokumen=${dokumenId}`, {
    flash: { kind: 'success', text },
  })
}
