import { grantsOf, isSignedIn, type Role } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { linkLaporan } from '../actions/link-laporan.ts'
import type { Deps } from '../deps.ts'
import {
  type Kunci,
  langkahOf,
  parseKunci,
  publicPart,
  type Simpul,
  type Tahap,
  type Tepi,
  writeKunci,
} from '../domain/jejak.ts'
import { messagesIn } from '../messages/index.ts'
import { findByNomor, listSimpul, TETANGGA_MAX, walk } from '../store/jejak-store.ts'
import { listKelengkapan } from '../store/kelengkapan-store.ts'
import { JEJAK, JejakPage } from './jejak.page.tsx'
import { SearchPage } from './search.page.tsx'

/** Officers who may say which report speaks of which document. */
const LINKERS: readonly Role[] = [
  'operator-aduan',
  'aset',
  'pengurus-barang',
  'kepala-opd',
  'penghubung-opd',
  'inspektorat',
]
const LINKABLE: readonly Tahap[] = ['kartu-aset', 'kdp', 'kontrak', 'mata-anggaran']
const NOMOR_MAX = 120
/** Numbers of documents drawn at once: a page stays within its weight. */
const SIMPUL_MAX = 400

export function traceRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  return [
    {
      kind,
      method: 'GET',
      url: JEJAK,
      access: 'public',
      handle: (req) => showSearch(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${JEJAK}/:id`,
      access: 'public',
      handle: (req) => showJejak(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${JEJAK}/:id/laporan`,
      access: { roles: LINKERS },
      handle: (req) => takeLink(deps, req),
    },
  ]
}

const isOfficer = (req: Req) => isSignedIn(req.actor) && req.actor.kind === 'officer'

async function showSearch({ kit }: Deps, req: Req): Promise<Answer> {
  const typed = fieldText(req.query, 'nomor').trim().slice(0, NOMOR_MAX)
  const keys = typed === '' ? [] : await findByNomor(kit.db, typed)
  const [only] = keys
  if (only !== undefined && keys.length === 1) return redirect(`${JEJAK}/${writeKunci(only)}`)
  const found = keys.length === 0 ? [] : await listSimpul(kit.db, keys)
  return page(
    <SearchPage
      ctx={req.ctx}
      typed={typed}
      found={isOfficer(req) ? found : publicPart(found, [])}
      shares={await listKelengkapan(kit.db)}
    />,
  )
}

async function showJejak(
  deps: Deps,
  req: Req,
  refused: Readonly<{ refusals: readonly Refusal[]; typed: string }> = { refusals: [], typed: '' },
): Promise<Answer> {
  const start = parseKunci(req.params.id ?? '')
  if (start === undefined) return notFound
  const walked = await walkBoth(deps, start)
  const seen = isOfficer(req) ? walked.simpul : publicPart(walked.simpul, walked.tepi)
  const here = seen.find(({ jenis, id }) => jenis === start.jenis && id === start.id)
  if (here === undefined) return notFound
  return page(
    <JejakPage
      ctx={req.ctx}
      start={here}
      langkah={langkahOf(seen)}
      isModal={walked.isModal}
      isCut={walked.isCut}
      mayLink={
        LINKABLE.includes(start.jenis) &&
        grantsOf(req.actor).some(({ role }) => LINKERS.includes(role))
      }
      {...refused}
    />,
    refused.refusals.length === 0 ? {} : { status: 422 },
  )
}

type Walked = Readonly<{
  simpul: readonly Simpul[]
  tepi: readonly Tepi[]
  isModal: boolean
  isCut: boolean
}>

async function walkBoth({ kit }: Deps, start: Kunci): Promise<Walked> {
  const [forth, back] = await together([walk(kit.db, start, 'maju'), walk(kit.db, start, 'mundur')])
  const tepi = [...back, ...forth]
  const keys = new Map(
    [start, ...tepi.flatMap(({ dari, ke }) => [dari, ke])].map((one) => [writeKunci(one), one]),
  )
  const all = [...keys.values()]
  const kept = all.slice(0, SIMPUL_MAX)
  const known = await listSimpul(kit.db, kept)
  const reports = kept.filter(({ jenis }) => jenis === 'laporan').map(laporanSimpul)
  return {
    simpul: [...known, ...reports],
    tepi,
    // The account of a budget position tells capital spending; its code stands as the position's number.
    isModal: known.some(({ jenis, nomor }) => jenis === 'mata-anggaran' && /^5\.2\./.test(nomor)),
    isCut: all.length > SIMPUL_MAX || isCrowded(tepi),
  }
}

/** A report opens itself, and decides itself who may read it. */
function laporanSimpul({ id }: Kunci): Simpul {
  return {
    jenis: 'laporan',
    id,
    nomor: id,
    judul: '',
    jumlah: null,
    tanggal: null,
    url: `/laporan/${encodeURIComponent(id)}`,
  }
}

function isCrowded(tepi: readonly Tepi[]): boolean {
  const counts = new Map<string, number>()
  for (const { dari, ke } of tepi)
    for (const key of [`> ${writeKunci(dari)}`, `< ${writeKunci(ke)}`])
      counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts.values()].some((count) => count >= TETANGGA_MAX)
}

async function takeLink(deps: Deps, req: Req): Promise<Answer> {
  const dari = parseKunci(req.params.id ?? '')
  if (dari === undefined || !LINKABLE.includes(dari.jenis)) return notFound
  const [known] = await listSimpul(deps.kit.db, [dari])
  if (known === undefined) return notFound
  const typed = fieldText(req.form, 'nomor').trim().slice(0, NOMOR_MAX)
  const done = await linkLaporan(deps, req.actor, { dari, nomor: typed })
  if (!done.ok) return showJejak(deps, req, { refusals: done.refusals, typed })
  const m = messagesIn(req.ctx.lang)
  return redirect(`${JEJAK}/${writeKunci(dari)}`, {
    flash: { kind: 'success', text: m.linkDone(done.value) },
  })
}
