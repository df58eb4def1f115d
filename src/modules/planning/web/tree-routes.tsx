import { isUuid } from '../../../kernel/id.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import {
  createAddSimpul,
  createMoveSimpul,
  createRemoveIndikator,
  createRemoveSimpul,
  createSaveIndikator,
  createSaveSimpul,
} from '../actions/simpul.ts'
import type { Deps } from '../deps.ts'
import { type JenisSimpul, kindBelow, levelsOf, yearsOf } from '../domain/dokumen.ts'
import type { Simpul } from '../domain/simpul.ts'
import { PLANNERS, READERS } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { findNewest } from '../store/dokumen-store.ts'
import { readSimpul } from '../store/simpul-store.ts'
import { asked, type Seen, seeDokumen, typed } from './asked.ts'
import { dokumenPath, RENCANA } from './paths.ts'
import { SimpulPage } from './simpul.page.tsx'
import { TreePage, type TreeProps } from './tree.page.tsx'

/** Editing a tree: every step is a form, so it works with keys alone and without script. */
export function treeRoutes(deps: Deps): readonly Route[] {
  const node = `${RENCANA}/:id/simpul/:simpul`
  const get = (url: string, handle: Route['handle']): Route => ({
    kind: 'page',
    method: 'GET',
    url,
    access: { roles: READERS },
    handle,
  })
  const post = (url: string, handle: Route['handle']): Route => ({
    kind: 'page',
    method: 'POST',
    url,
    access: { roles: PLANNERS },
    handle,
  })
  return [
    get(`${RENCANA}/:id/baru`, (req) => showNew(deps, req)),
    post(`${RENCANA}/:id/simpul`, (req) => add(deps, req)),
    get(node, (req) => showNode(deps, req)),
    post(node, (req) => save(deps, req)),
    post(`${node}/pindah`, (req) => move(deps, req)),
    post(`${node}/hapus`, (req) => remove(deps, req)),
    post(`${node}/indikator`, (req) => saveIndikator(deps, req)),
    post(`${node}/indikator/hapus`, (req) => removeIndikator(deps, req)),
  ]
}

type Shown = Readonly<{ seen: Seen; state: TreeProps['state'] }>

export async function showTree({ kit }: Deps, req: Req, { seen, state }: Shown): Promise<Answer> {
  const years = yearsOf(seen.dokumen)
  const now = Number(kit.today().slice(0, 4))
  const view = (
    <TreePage
      ctx={req.ctx}
      {...seen}
      simpul={await readSimpul(kit.db, seen.dokumen.id)}
      tahun={years.includes(now) ? now : (years[0] ?? now)}
      state={state}
      refusals={[]}
    />
  )
  return page(view, { status: state.refusals.length > 0 ? 422 : 200 })
}

type Refused = Readonly<{
  refusals: readonly Refusal[]
  refused: string
  typed: Readonly<Record<string, string>>
}>
const NOTHING: Refused = { refusals: [], refused: '', typed: {} }

async function showNew(deps: Deps, req: Req, refused = NOTHING): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const simpul = await readSimpul(deps.kit.db, seen.dokumen.id)
  const indukId = refused.refused === '' ? asked(req, 'induk') : typed(req, 'induk')
  const above = simpul.find(({ id }) => id === indukId)
  const jenis = kindBelow(seen.dokumen.jenis, above?.jenis)
  if (jenis === undefined || (indukId !== '' && above === undefined)) return notFound
  return render(deps, req, { seen, simpul, above, jenis, node: undefined, refused })
}

async function showNode(deps: Deps, req: Req, refused = NOTHING): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  const { simpul: simpulId = '' } = req.params
  if (seen === undefined || !isUuid(simpulId)) return notFound
  const simpul = await readSimpul(deps.kit.db, seen.dokumen.id)
  const node = simpul.find(({ id }) => id === simpulId)
  if (node === undefined) return notFound
  const above = simpul.find(({ id }) => id === node.indukId)
  return render(deps, req, { seen, simpul, above, jenis: node.jenis, node, refused })
}

async function render(
  { kit }: Deps,
  req: Req,
  shown: Readonly<{
    seen: Seen
    simpul: readonly Simpul[]
    above: Simpul | undefined
    jenis: JenisSimpul
    node: Simpul | undefined
    refused: Refused
  }>,
): Promise<Answer> {
  const { seen, simpul, above, jenis, node, refused } = shown
  const { dokumen } = seen
  const levels = levelsOf(dokumen.jenis)
  const aboveKind = levels[levels.indexOf(jenis) - 1]
  const rpjmd =
    dokumen.jenis === 'renstra' && (jenis === 'tujuan' || jenis === 'sasaran')
      ? await findNewest(kit.db, { jenis: 'rpjmd', tahun: dokumen.tahunMulai }, true)
      : undefined
  const goals = rpjmd === undefined ? [] : await readSimpul(kit.db, rpjmd.id)
  const view = (
    <SimpulPage
      ctx={req.ctx}
      {...seen}
      jenis={jenis}
      node={node}
      above={above}
      places={simpul.filter((one) => one.jenis === aboveKind)}
      goals={goals.filter((one) => one.jenis === 'sasaran')}
      hasBelow={simpul.some(({ indukId }) => indukId === node?.id)}
      {...refused}
    />
  )
  return page(view, { status: refused.refusals.length > 0 ? 422 : 200 })
}

const byYear = (seen: Seen, req: Req, prefix: string): Record<number, string> =>
  Object.fromEntries(yearsOf(seen.dokumen).map((year) => [year, typed(req, `${prefix}-${year}`)]))

function nodeForm(seen: Seen, req: Req) {
  return {
    uraian: typed(req, 'uraian'),
    kode: typed(req, 'kode'),
    mendukungId: typed(req, 'mendukung'),
    pagu: byYear(seen, req, 'pagu'),
  }
}

/** Everything a form sent, so that a refusal loses nothing. */
function allTyped(req: Req): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(req.form).map((name) => [name, typed(req, name)]))
}

const targetOf = (req: Req, seen: Seen) => ({ actor: signedInOf(req), dokumenId: seen.dokumen.id })

async function add(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const induk = typed(req, 'induk')
  const added = await createAddSimpul(deps)(targetOf(req, seen), {
    indukId: induk === '' ? null : induk,
    form: nodeForm(seen, req),
    skpd: typed(req, 'skpd'),
  })
  if (added === undefined) return notFound
  if (!added.ok)
    return showNew(deps, req, {
      refusals: added.refusals,
      refused: 'simpul',
      typed: allTyped(req),
    })
  const text = messagesIn(req.ctx.lang).tree.added
  return redirect(`${dokumenPath(seen.dokumen)}/simpul/${added.value}`, {
    flash: { kind: 'success', text },
  })
}

type Done = Readonly<{ outcome: Result<unknown> | undefined; refused: string; text: string }>

/** Back to the node after a change, or the page again with every reason. */
function answer(deps: Deps, req: Req, { outcome, refused, text }: Done): Promise<Answer> | Answer {
  if (outcome === undefined) return notFound
  if (!outcome.ok)
    return showNode(deps, req, { refusals: outcome.refusals, refused, typed: allTyped(req) })
  const path = `${RENCANA}/${req.params.id}/simpul/${req.params.simpul}`
  return redirect(path, { flash: { kind: 'success', text } })
}

async function save(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const outcome = await createSaveSimpul(deps)(targetOf(req, seen), {
    id: req.params.simpul ?? '',
    revisi: Number(typed(req, 'revisi')) || 0,
    form: nodeForm(seen, req),
  })
  const { saved } = messagesIn(req.ctx.lang).tree
  return answer(deps, req, { outcome, refused: 'simpul', text: saved })
}

async function move(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const ke = (['naik', 'turun', 'induk'] as const).find((one) => one === typed(req, 'ke'))
  if (ke === undefined) return notFound
  const outcome = await createMoveSimpul(deps)(targetOf(req, seen), {
    id: req.params.simpul ?? '',
    ke,
    indukId: typed(req, 'induk'),
  })
  const { moved } = messagesIn(req.ctx.lang).tree
  return answer(deps, req, { outcome, refused: 'pindah', text: moved })
}

async function remove(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const outcome = await createRemoveSimpul(deps)(targetOf(req, seen), req.params.simpul ?? '')
  const { removed } = messagesIn(req.ctx.lang).tree
  if (outcome?.ok !== true) return answer(deps, req, { outcome, refused: 'hapus', text: removed })
  return redirect(dokumenPath(seen.dokumen), { flash: { kind: 'success', text: removed } })
}

async function saveIndikator(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  if (seen === undefined) return notFound
  const id = typed(req, 'id')
  if (id !== '' && !isUuid(id)) return notFound
  const outcome = await createSaveIndikator(deps)(targetOf(req, seen), {
    simpulId: req.params.simpul ?? '',
    id: id === '' ? undefined : id,
    form: {
      nama: typed(req, 'nama'),
      satuan: typed(req, 'satuan'),
      rumus: typed(req, 'rumus'),
      arah: typed(req, 'arah'),
      awal: typed(req, 'awal'),
      awalTahun: typed(req, 'awalTahun'),
      penjelasan: typed(req, 'penjelasan'),
      isUtama: typed(req, 'utama') === 'ya',
      target: byYear(seen, req, 'target'),
    },
  })
  const { saved } = messagesIn(req.ctx.lang).tree
  return answer(deps, req, {
    outcome,
    refused: `indikator-${id === '' ? 'baru' : id}`,
    text: saved,
  })
}

async function removeIndikator(deps: Deps, req: Req): Promise<Answer> {
  const seen = await seeDokumen(deps, req)
  const id = typed(req, 'id')
  if (seen === undefined || !isUuid(id)) return notFound
  const outcome = await createRemoveIndikator(deps)(targetOf(req, seen), id)
  const { removed } = messagesIn(req.ctx.lang).tree
  return answer(deps, req, { outcome, refused: 'hapus', text: removed })
}
