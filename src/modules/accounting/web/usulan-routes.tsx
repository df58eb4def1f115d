import { parseTanggal, yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { readTable, type TableSource } from '../../../platform/table/read-table.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { refusal } from '../domain/refusals.ts'
import type { PastedRow } from '../domain/usulan.ts'
import { messagesIn } from '../messages/index.ts'
import {
  findUsulan,
  type JenisUsulan,
  listUsulan,
  listUsulanBaris,
  type Usulan,
} from '../store/usulan-store.ts'
import { BOOKKEEPERS, keepsBook, READERS, shelfOf } from './access.ts'
import { roomsOf, type Web } from './desk.ts'
import { shownLine } from './jurnal-routes.tsx'
import { type TypedUsulan, USULAN, UsulanListPage, UsulanPage } from './usulan.page.tsx'

const SHOWN = 50
const BODY_BYTES = 2_500_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const JENIS: readonly JenisUsulan[] = ['umum', 'penyesuaian', 'saldo-awal']

export function usulanRoutes(web: Web): readonly Route[] {
  return [
    {
      kind: 'page',
      method: 'GET',
      url: USULAN,
      access: { roles: READERS },
      handle: (req) => showList(web, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: USULAN,
      access: { roles: BOOKKEEPERS },
      bodyLimit: BODY_BYTES,
      handle: (req) => propose(web, req),
    },
    {
      kind: 'page',
      method: 'GET',
      url: `${USULAN}/:id`,
      access: { roles: READERS },
      handle: (req) => showOne(web, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: `${USULAN}/:id`,
      access: { roles: BOOKKEEPERS },
      handle: (req) => decide(web, req),
    },
  ]
}

async function showList(
  web: Web,
  req: Req,
  refused?: Readonly<{ typed: TypedUsulan; refusals: readonly Refusal[] }>,
): Promise<Answer> {
  const { kit, fiscal } = web.deps
  const today = kit.today()
  const kodefikasi = await fiscal.kodefikasi(kit.db, yearOf(today))
  const { books } = shelfOf(req.actor, kodefikasi)
  const skpdIds = books.map(({ id }) => id)
  const named = (one: Usulan) => ({
    ...one,
    buku: kodefikasi.skpd.byId.get(one.skpdId)?.nama ?? '',
  })
  const waiting = await listUsulan(kit.db, { skpdIds, isOpen: true, limit: SHOWN })
  const decided = await listUsulan(kit.db, { skpdIds, isOpen: false, limit: SHOWN })
  return page(
    <UsulanListPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      waiting={waiting.map(named)}
      decided={decided.map(named)}
      books={books.filter((one) => keepsBook(req.actor, one))}
      typed={refused?.typed ?? { tanggal: today, jenis: 'umum', skpd: '', uraian: '', baris: '' }}
      refusals={refused?.refusals ?? []}
    />,
    { status: refused === undefined ? 200 : 422 },
  )
}

async function propose(web: Web, req: Req): Promise<Answer> {
  const { kit, fiscal } = web.deps
  const typed: TypedUsulan = {
    tanggal: fieldText(req.form, 'tanggal'),
    jenis: fieldText(req.form, 'jenis'),
    skpd: fieldText(req.form, 'skpd'),
    uraian: fieldText(req.form, 'uraian').slice(0, 600),
    baris: fieldText(req.form, 'baris'),
  }
  const day = parseTanggal(typed.tanggal)
  const jenis = JENIS.find((one) => one === typed.jenis)
  const tahun = day.ok ? yearOf(day.value) : yearOf(kit.today())
  const kodefikasi = await fiscal.kodefikasi(kit.db, tahun)
  const book = shelfOf(req.actor, kodefikasi).books.find(({ id }) => String(id) === typed.skpd)
  const isOwnBook = book !== undefined && keepsBook(req.actor, book)
  const brought = await readBrought(req, typed.baris)
  const refusals = [
    ...(day.ok ? [] : day.refusals.map((one) => ({ ...one, field: 'tanggal' }))),
    ...(jenis === undefined ? [refusal('JENIS_JURNAL', {}, 'jenis')] : []),
    ...(isOwnBook ? [] : [refusal('JURNAL_SKPD', { tahun }, 'skpd')]),
    ...brought.refusals,
  ]
  if (!day.ok || jenis === undefined || book === undefined || refusals.length > 0)
    return showList(web, req, { typed, refusals })
  const done = await web.usulan.propose(signedInOf(req), {
    tanggal: day.value,
    jenis,
    skpdId: book.id,
    uraian: typed.uraian,
    rows: brought.rows,
  })
  if (!done.ok) return showList(web, req, { typed, refusals: done.refusals })
  return redirect(`${USULAN}/${done.value}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).proposed },
  })
}

/** A file when one was sent, else the pasted block; a block that begins with a code gets its headings. */
async function readBrought(
  req: Req,
  pasted: string,
): Promise<Readonly<{ rows: readonly PastedRow[]; refusals: readonly Refusal[] }>> {
  const file = req.files.find(({ field, bytes }) => field === 'berkas' && bytes.length > 0)
  if (file === undefined && pasted.trim() === '')
    return { rows: [], refusals: [refusal('TEMPEL_KOSONG', {}, 'baris')] }
  const isBare = /^\s*\d+(\.\d+)+/.test(pasted)
  const source: TableSource =
    file === undefined
      ? { kind: 'pasted', text: isBare ? withHeadings(pasted) : pasted }
      : { kind: 'file', bytes: file.bytes }
  const { rows, problems } = await readTable(source)
  // The headings that were put in front count as a row of the block.
  const shift = file === undefined && isBare ? 1 : 0
  return {
    rows: rows.map(({ row, cells }) => ({ row: row - shift, cells })),
    refusals: problems.map(({ row, message }) =>
      refusal('TEMPEL_BARIS', { baris: row - shift, alasan: message }, 'baris'),
    ),
  }
}

function withHeadings(pasted: string): string {
  const cells = (pasted.split(/\r?\n/, 1)[0] ?? '').split('\t').length
  const headings = ['kode', 'debit', 'kredit', 'sub kegiatan'].slice(0, Math.max(3, cells))
  return `${headings.join('\t')}\n${pasted}`
}

async function readOne(
  web: Web,
  req: Req,
): Promise<Readonly<{ usulan: Usulan; kodefikasi: Kodefikasi; mayKeep: boolean }> | undefined> {
  const { kit, fiscal } = web.deps
  const { id = '' } = req.params
  const usulan = UUID.test(id) ? await findUsulan(kit.db, id) : undefined
  if (usulan === undefined) return undefined
  const kodefikasi = await fiscal.kodefikasi(kit.db, usulan.tahun)
  const book = shelfOf(req.actor, kodefikasi).books.find((one) => one.id === usulan.skpdId)
  return book && { usulan, kodefikasi, mayKeep: keepsBook(req.actor, book) }
}

async function showOne(
  web: Web,
  req: Req,
  refused?: Readonly<{
    typed: Readonly<{ putusan: string; alasan: string }>
    refusals: readonly Refusal[]
  }>,
): Promise<Answer> {
  const found = await readOne(web, req)
  if (found === undefined) return notFound
  const { usulan, kodefikasi, mayKeep } = found
  const isOwn = usulan.dibuatOleh === signedInOf(req).accountId
  const baris = await listUsulanBaris(web.deps.kit.db, usulan.id)
  return page(
    <UsulanPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      usulan={{ ...usulan, buku: kodefikasi.skpd.byId.get(usulan.skpdId)?.nama ?? '' }}
      baris={baris.map((line) => shownLine(line, kodefikasi))}
      mayDecide={usulan.status === 'menunggu' && mayKeep && !isOwn}
      isOwn={isOwn}
      typed={refused?.typed ?? { putusan: '', alasan: '' }}
      refusals={refused?.refusals ?? []}
    />,
    { status: refused === undefined ? 200 : 422 },
  )
}

async function decide(web: Web, req: Req): Promise<Answer> {
  const found = await readOne(web, req)
  if (found === undefined || !found.mayKeep) return notFound
  const typed = {
    putusan: fieldText(req.form, 'putusan'),
    alasan: fieldText(req.form, 'alasan').slice(0, 600),
  }
  if (typed.putusan !== 'setuju' && typed.putusan !== 'tolak')
    return showOne(web, req, { typed, refusals: [refusal('KEPUTUSAN_KOSONG', {}, 'putusan')] })
  const done = await web.usulan.decide(signedInOf(req), {
    id: found.usulan.id,
    isApproved: typed.putusan === 'setuju',
    alasan: typed.alasan,
  })
  if (!done.ok) return showOne(web, req, { typed, refusals: done.refusals })
  const m = messagesIn(req.ctx.lang)
  return redirect(USULAN, { flash: { kind: 'success', text: m.statuses[done.value] } })
}
