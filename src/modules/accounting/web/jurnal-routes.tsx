import { tanggal as civil, parseTanggal, yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { transactionUnlessRefused } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { BarisJurnal } from '../domain/jurnal.ts'
import { messagesIn } from '../messages/index.ts'
import { findJurnal, type JurnalHead, listBaris, listJurnal } from '../store/jurnal-store.ts'
import { holds, KEEPERS, READERS, shelfOf } from './access.ts'
import { readAsked, roomsOf, type Web } from './desk.ts'
import { AKUNTANSI } from './frame.tsx'
import { JurnalListPage, JurnalPage, type ShownLine } from './jurnal.page.tsx'

const SHOWN = 50
const JURNAL_ID = /^\d{1,18}$/

export function jurnalRoutes(web: Web): readonly Route[] {
  const url = `${AKUNTANSI}/jurnal`
  return [
    {
      kind: 'page',
      method: 'GET',
      url,
      access: { roles: READERS },
      handle: (req) => list(web, req),
    },
    {
      kind: 'page',
      method: 'GET',
      url: `${url}/:id`,
      access: { roles: READERS },
      handle: (req) => showJurnal(web, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: `${url}/:id/balik`,
      access: { roles: KEEPERS },
      handle: (req) => reverseJurnal(web, req),
    },
  ]
}

async function list(web: Web, req: Req): Promise<Answer> {
  const asked = await readAsked(web, req)
  const { skpd } = asked.kodefikasi
  const chosen = asked.scope.skpdIds ?? asked.shelf.books.map(({ id }) => id)
  const [, tanggal = '', id = ''] =
    /^(\d{4}-\d\d-\d\d)_(\d{1,18})$/.exec(fieldText(req.query, 'sesudah')) ?? []
  const before = tanggal === '' ? undefined : { tanggal, id }
  const rows = await listJurnal(web.deps.kit.db, {
    tahun: asked.tahun,
    sampai: asked.tanggal,
    skpdIds: chosen,
    before,
    limit: SHOWN,
  })
  const last = rows.length === SHOWN ? rows.at(-1) : undefined
  return page(
    <JurnalListPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      asked={asked}
      rows={rows.map((one) => ({ ...one, buku: skpd.byId.get(one.skpdId)?.nama ?? '' }))}
      nextHref={last && `${AKUNTANSI}/jurnal?${asked.query}&sesudah=${last.tanggal}_${last.id}`}
      firstHref={before && `${AKUNTANSI}/jurnal?${asked.query}`}
    />,
    { status: asked.refusals.length > 0 ? 422 : 200 },
  )
}

/** A journal of a book on the officer's shelf. */
async function readJurnal(
  web: Web,
  req: Req,
): Promise<Readonly<{ jurnal: JurnalHead; kodefikasi: Kodefikasi }> | undefined> {
  const { kit, fiscal } = web.deps
  const { id = '' } = req.params
  const jurnal = JURNAL_ID.test(id) ? await findJurnal(kit.db, id) : undefined
  if (jurnal === undefined) return undefined
  const kodefikasi = await fiscal.kodefikasi(kit.db, jurnal.tahun)
  const shelf = shelfOf(req.actor, kodefikasi)
  const isOnShelf = shelf.isAll || shelf.books.some((one) => one.id === jurnal.skpdId)
  return isOnShelf ? { jurnal, kodefikasi } : undefined
}

type Refused = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<{ tanggal: string; alasan: string }>
}>

async function showJurnal(web: Web, req: Req, refused?: Refused): Promise<Answer> {
  const found = await readJurnal(web, req)
  if (found === undefined) return notFound
  const { jurnal, kodefikasi } = found
  const today = web.deps.kit.today()
  const baris = await listBaris(web.deps.kit.db, jurnal.id)
  return page(
    <JurnalPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      jurnal={jurnal}
      buku={kodefikasi.skpd.byId.get(jurnal.skpdId)?.nama ?? ''}
      baris={baris.map((line) => shownLine(line, kodefikasi))}
      mayReverse={holds(req.actor, KEEPERS)}
      typed={
        refused?.typed ?? {
          tanggal: yearOf(today) === jurnal.tahun ? today : civil(`${jurnal.tahun}-12-31`),
          alasan: '',
        }
      }
      refusals={refused?.refusals ?? []}
    />,
    { status: refused === undefined ? 200 : 422 },
  )
}

/** A line with the names of what it is booked on. */
export function shownLine(line: BarisJurnal, { rekening, nomenklatur }: Kodefikasi): ShownLine {
  const account = rekening.byId.get(line.rekeningId)
  const budgeted = rekening.byId.get(line.rekeningAnggaranId ?? 0)
  const sub = nomenklatur.byId.get(line.subKegiatanId ?? 0)
  return {
    ...line,
    kode: account?.kode ?? '',
    nama: [account?.nama ?? '', ...(budgeted === undefined ? [] : [budgeted.nama])].join(': '),
    subKegiatan: sub === undefined ? '' : `${sub.kode} ${sub.nama}`,
  }
}

async function reverseJurnal(web: Web, req: Req): Promise<Answer> {
  const found = await readJurnal(web, req)
  if (found === undefined) return notFound
  const { kit, audit } = web.deps
  const typed = {
    tanggal: fieldText(req.form, 'tanggal'),
    alasan: fieldText(req.form, 'alasan').slice(0, 500),
  }
  const day = parseTanggal(typed.tanggal)
  if (!day.ok) {
    const refusals = day.refusals.map((one) => ({ ...one, field: 'tanggal' }))
    return showJurnal(web, req, { typed, refusals })
  }
  const officer = signedInOf(req)
  const done = await transactionUnlessRefused(kit.db, async (tx) => {
    const posted = await web.reverse(tx, {
      jurnalId: found.jurnal.id,
      tanggal: day.value,
      alasan: typed.alasan,
      oleh: officer.accountId,
    })
    if (posted.ok)
      await audit.record(tx, officer, {
        action: 'jurnal.dibalik',
        subject: { kind: 'jurnal', id: found.jurnal.id },
        reason: typed.alasan,
      })
    return posted
  })
  if (!done.ok) return showJurnal(web, req, { typed, refusals: done.refusals })
  const m = messagesIn(req.ctx.lang)
  return redirect(`${AKUNTANSI}/jurnal/${done.value.id}`, {
    flash: { kind: 'success', text: m.reversedAs(done.value.nomor) },
  })
}
