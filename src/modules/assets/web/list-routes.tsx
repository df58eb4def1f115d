import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { KEEPERS, READERS } from '../actions/wewenang.ts'
import type { KodeBarang } from '../domain/aturan.ts'
import { isKib, KONDISI } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import { listKartu, type StatusKartu } from '../store/kartu-store.ts'
import { listRuang } from '../store/ruang-store.ts'
import type { AssetsModule } from '../types.ts'
import { EntryPage } from './entry.page.tsx'
import { ASET } from './frame.tsx'
import { ListPage } from './list.page.tsx'
import { numberIn, textsOf, typedOf } from './read-form.ts'
import { readerOf } from './reader.ts'

const SHOWN = 50
const CODES_SHOWN = 40
const FIELDS = ['q', 'kib', 'skpd', 'kondisi', 'status', 'ruang'] as const

/** The list of cards, and a new card. */
export function listRoutes(assets: AssetsModule): readonly Route[] {
  const kind = 'page' as const
  const keep = { roles: KEEPERS }
  return [
    {
      kind,
      method: 'GET',
      url: ASET,
      access: { roles: READERS },
      handle: (req) => showList(assets, req),
    },
    {
      kind,
      method: 'GET',
      url: `${ASET}/baru`,
      access: keep,
      handle: (req) => showEntry(assets, req),
    },
    {
      kind,
      method: 'POST',
      url: `${ASET}/baru`,
      access: keep,
      handle: (req) => enter(assets, req),
    },
  ]
}

async function showList({ deps }: AssetsModule, req: Req): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const filter = Object.fromEntries(
    FIELDS.map((name) => [name, fieldText(req.query, name).trim().slice(0, 80)]),
  ) as Record<(typeof FIELDS)[number], string>
  const asked = numberIn(req.query, 'skpd')
  const chosen = reader.reads.skpd.find(({ id }) => id === asked)
  const after = readKeyset(fieldText(req.query, 'sesudah'))
  const found = await listKartu(deps.kit.db, {
    skpdIds: chosen === undefined ? reader.skpdIds : [chosen.id],
    kib: isKib(filter.kib) ? filter.kib : undefined,
    kondisi: KONDISI.find((one) => one === filter.kondisi),
    status: statusOf(filter.status),
    ruangId: numberIn(req.query, 'ruang'),
    q: filter.q,
    after,
    limit: SHOWN + 1,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const kept = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  const addressWith = (more: string) =>
    `${ASET}?${[kept.toString(), more].filter(Boolean).join('&')}`
  return page(
    <ListPage
      ctx={req.ctx}
      rows={rows}
      skpd={reader.reads.skpd}
      filter={filter}
      mayEnter={reader.keeps.skpd.length > 0}
      nextHref={last && addressWith(`sesudah=${last.dicatatAt.getTime()}_${last.id}`)}
      firstHref={after && addressWith('')}
    />,
  )
}

const statusOf = (text: string): StatusKartu =>
  text === 'dihapus' || text === 'jadi_aset' ? text : 'aktif'

async function showEntry(
  { deps }: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { kit, acuan } = deps
  const reader = await readerOf(deps, req)
  const rules = await acuan(kit.db, reader.tahun)
  const form = refusals.length > 0 ? req.form : req.query
  const kode = rules.byKode.get(fieldText(form, 'kode').trim())
  const q = fieldText(req.query, 'q').trim().slice(0, 60)
  const view = (
    <EntryPage
      ctx={req.ctx}
      refusals={refusals}
      kode={kode?.isDaun && kode.kib !== null ? kode : undefined}
      found={findCodes(rules.semua, q)}
      q={q}
      typed={refusals.length > 0 ? textsOf(req.form) : { kondisi: 'B', unit: '1' }}
      skpd={reader.keeps.skpd}
      ruang={
        reader.keeps.skpd.length === 1
          ? await listRuang(
              kit.db,
              reader.keeps.skpd.map(({ id }) => id),
            )
          : []
      }
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** Codes a card can have, by the beginning of the code or by words of the name. */
export function findCodes(all: readonly KodeBarang[], q: string): readonly KodeBarang[] {
  const words = q.toLowerCase()
  return all
    .filter(({ isDaun, kib }) => isDaun && kib !== null)
    .filter(({ kode, nama }) => kode.startsWith(words) || nama.toLowerCase().includes(words))
    .slice(0, CODES_SHOWN)
}

async function enter(assets: AssetsModule, req: Req): Promise<Answer> {
  if (req.actor.kind !== 'officer') return notFound
  const done = await assets.catat(req.actor, {
    skpdId: numberIn(req.form, 'skpd') ?? 0,
    ruangId: numberIn(req.form, 'ruang') ?? null,
    dokumen: fieldText(req.form, 'dokumen'),
    typed: typedOf(req.form),
  })
  if (!done.ok) return showEntry(assets, req, done.refusals)
  const text = messagesIn(req.ctx.lang).entry.saved(String(done.value.length))
  return redirect(`${ASET}/kartu/${done.value[0]?.label ?? ''}`, {
    flash: { kind: 'success', text },
  })
}
