import { differences } from '../../../../../kernel/differences.ts'
import { isUuid } from '../../../../../kernel/id.ts'
import { type Answer, notFound, redirect } from '../../../../../platform/http/answer.ts'
import { readKeyset } from '../../../../../platform/http/keyset.ts'
import { type Req, type Route, signedInOf } from '../../../../../platform/http/route.ts'
import { formatNumber } from '../../../../../ui/format.ts'
import { undoKatalogChange } from '../../../actions/katalog-undo.ts'
import type { Deps } from '../../../deps.ts'
import type { Katalog } from '../../../domain/katalog.ts'
import { findGaps } from '../../../domain/katalog-edit/wewenang.ts'
import { katalogMessages } from '../../../messages/katalog.ts'
import { type KatalogRiwayatRow, listRiwayat } from '../../../store/katalog-edit-store.ts'
import type { CitizenReports } from '../../../types.ts'
import { get, HOME, post, query, refusedTo, show, viewOf } from './edge.ts'
import { kategoriRoutes } from './kategori-routes.tsx'
import { pengarahRoutes } from './pengarah-routes.tsx'
import { KatalogHomePage, RiwayatPage, type ShownChange } from './riwayat.page.tsx'
import { alasanRoutes, templatRoutes } from './teks-routes.tsx'
import { tenggatRoutes } from './tenggat-routes.tsx'
import { wewenangRoutes } from './wewenang-routes.tsx'

const RIWAYAT = `${HOME}/riwayat`
const PAGE_SIZE = 30
const LATEST = 5

/** Every screen in which staff edit the catalogues. */
export function katalogRoutes(reports: CitizenReports): readonly Route[] {
  const { deps, katalog } = reports
  return [
    get('', async (req) => showHome(deps, req, await katalog.get())),
    ...kategoriRoutes(reports),
    ...wewenangRoutes(reports),
    ...tenggatRoutes(reports),
    ...alasanRoutes(reports),
    ...templatRoutes(reports),
    ...pengarahRoutes(reports),
    get('/riwayat', async (req) => showHistory(deps, req, await katalog.get())),
    post('/riwayat/:id/batalkan', async (req) => {
      const id = req.params.id ?? ''
      if (!isUuid(id)) return notFound
      const undone = await undoKatalogChange(deps, signedInOf(req), id)
      if (!undone.ok) return refusedTo(req, RIWAYAT, undone)
      const { riwayat } = katalogMessages(req.ctx.lang)
      return redirect(RIWAYAT, { flash: { kind: 'success', text: riwayat.undone } })
    }),
  ]
}

async function showHome(deps: Deps, req: Req, katalog: Katalog): Promise<Answer> {
  const words = katalogMessages(req.ctx.lang).doorNotes
  const count = (n: number) => formatNumber(n, req.ctx.lang)
  const gaps = findGaps(katalog, deps.kit.today()).length
  const unverified = katalog.aturan.filter((rule) => !rule.isTerverifikasi).length
  const latest = await listRiwayat(deps.kit.db, { limit: LATEST })
  const notes = {
    kategori: words.kategori(count(katalog.daun.length), count(katalog.grup.length)),
    wewenang: `${words.wewenang(count(katalog.wewenang.length))}. ${gaps === 0 ? words.noGaps : words.gaps(count(gaps))}`,
    tenggat: `${words.tenggat(count(katalog.aturan.length))}. ${words.unverified(count(unverified))}`,
    alasan: words.alasan(count(katalog.alasan.size)),
    templat: words.templat(count(katalog.templat.length)),
  }
  const changes = latest.map((row) => toShown(req, katalog, row))
  return show(<KatalogHomePage {...viewOf(req)} notes={notes} changes={changes} />)
}

async function showHistory(deps: Deps, req: Req, katalog: Katalog): Promise<Answer> {
  const filter = { tabel: query(req, 'tabel'), kunci: query(req, 'kunci') }
  const after = readCursor(query(req, 'sesudah'))
  const found = await listRiwayat(deps.kit.db, {
    limit: PAGE_SIZE + 1,
    ...(filter.tabel === '' ? {} : { tabel: filter.tabel }),
    ...(filter.kunci === '' ? {} : { kunci: filter.kunci }),
    ...(after === undefined ? {} : { after }),
  })
  const rows = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? rows.at(-1) : undefined
  const address = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  const next = new URLSearchParams(address)
  if (last !== undefined) next.set('sesudah', `${last.waktu.getTime()}_${last.id}`)
  return show(
    <RiwayatPage
      {...viewOf(req)}
      changes={rows.map((row) => toShown(req, katalog, row))}
      filter={filter}
      nextHref={last === undefined ? undefined : `${RIWAYAT}?${next}`}
      firstHref={after === undefined ? undefined : `${RIWAYAT}?${address}`}
    />,
  )
}

function readCursor(text: string): { waktu: Date; id: string } | undefined {
  const key = readKeyset(text)
  return key && { waktu: key.at, id: key.id }
}

function toShown(req: Req, katalog: Katalog, row: KatalogRiwayatRow): ShownChange {
  const tabel = row.tabel as ShownChange['tabel']
  return {
    id: row.id,
    tabel,
    kunci: row.kunci,
    name: nameOf(req, katalog, row),
    kind: row.sebelum === null ? 'created' : row.sesudah === null ? 'deleted' : 'edited',
    differences: differences(row.sebelum, row.sesudah),
    by: row.oleh,
    at: row.waktu,
    canUndo: tabel !== 'tenggat_aturan',
  }
}

type Facts = Readonly<{
  nama?: string | Readonly<{ id: string; en: string }>
  teks?: Readonly<{ id: string; en: string }>
  kategoriKode?: string
  kode?: string
}>

/** What the changed thing is called, read from the change itself: it may be gone by now. */
function nameOf(req: Req, katalog: Katalog, row: KatalogRiwayatRow): string {
  const facts = (row.sesudah ?? row.sebelum ?? {}) as Facts
  const { lang } = req.ctx
  if (row.tabel === 'tenggat_aturan') {
    const stages: Readonly<Record<string, string>> = katalogMessages(lang).tenggat.stages
    return stages[facts.kode ?? ''] ?? row.kunci
  }
  if (row.tabel === 'wewenang')
    return katalog.kategori.get(facts.kategoriKode ?? '')?.nama[lang] ?? facts.kategoriKode ?? ''
  const { nama, teks } = facts
  return typeof nama === 'string' ? nama : (nama?.[lang] ?? teks?.[lang] ?? row.kunci)
}
