import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { readKeyset } from '../../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../../platform/http/route.ts'
import { formatRelative, localeOf } from '../../../../ui/format.ts'
import { moderateKomentar } from '../../actions/moderate-komentar.ts'
import { lingkupOf } from '../../domain/antrean.ts'
import { MODERATOR_ROLES } from '../../domain/transitions.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { type KomentarRow, listDecided, listWaiting } from '../../store/moderasi-store.ts'
import type { CitizenReports } from '../../types.ts'
import { KomentarPage, type KomentarView } from './komentar.page.tsx'

const MODERATORS = { roles: MODERATOR_ROLES } as const
const PAGE_SIZE = 20
const DECIDED_SHOWN = 10

/** Comments are read before they are shown: by the coordinator, or the unit that holds the case. */
export function komentarRoutes(reports: CitizenReports): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/kerja/komentar',
      access: MODERATORS,
      kind: 'page',
      handle: (req) => show(reports, req),
    },
    {
      method: 'POST',
      url: '/kerja/komentar/:id',
      access: MODERATORS,
      kind: 'page',
      handle: (req) => decide(reports, req),
    },
  ]
}

type Refused = Readonly<{ id: string; refusals: readonly Refusal[] }>

async function show(reports: CitizenReports, req: Req, refused?: Refused): Promise<Answer> {
  const { db } = reports.deps.kit
  const lingkup = lingkupOf(req.actor)
  const after = readPlace(fieldText(req.query, 'sesudah'))
  const waiting = await listWaiting(db, {
    lingkup,
    limit: PAGE_SIZE + 1,
    ...(after === undefined ? {} : { after }),
  })
  const decided = await listDecided(db, { lingkup, limit: DECIDED_SHOWN })
  const shown = waiting.slice(0, PAGE_SIZE)
  const last = waiting.length > PAGE_SIZE ? shown.at(-1) : undefined
  return page(
    <KomentarPage
      ctx={req.ctx}
      waiting={shown.map((row) => viewOf(req, row))}
      decided={decided.map((row) => viewOf(req, row))}
      nextHref={
        last === undefined
          ? undefined
          : `/kerja/komentar?sesudah=${last.waktu.getTime()}_${last.id}`
      }
      refused={refused}
    />,
    refused === undefined ? {} : { status: statusOf(refused.refusals) },
  )
}

function statusOf(refusals: readonly Refusal[]): number {
  return refusals.some((one) => one.code === 'KOMENTAR_SUDAH_DIPUTUS') ? 409 : 422
}

function readPlace(text: string): { waktu: Date; id: string } | undefined {
  const key = readKeyset(text)
  return key && { waktu: key.at, id: key.id }
}

function viewOf({ ctx }: Req, row: KomentarRow): KomentarView {
  const reasons: Readonly<Record<string, string>> = kerjaMessages(ctx.lang).comments.reasons
  return {
    id: row.id,
    nama: row.nama,
    isi: row.isi,
    status: row.status,
    reason: row.alasan === null ? undefined : (reasons[row.alasan] ?? row.alasan),
    when: formatRelative(row.waktu, ctx.now, localeOf(ctx)),
    nomor: row.nomor,
    judul: row.judul,
  }
}

async function decide(reports: CitizenReports, req: Req): Promise<Answer> {
  const id = String(req.params.id)
  if (!isUuid(id)) return notFound
  const isHiding = fieldText(req.form, 'putusan') === 'disembunyikan'
  const done = await moderateKomentar(reports.deps, signedInOf(req), {
    id,
    putusan: isHiding ? 'disembunyikan' : 'tampil',
    alasan: fieldText(req.form, 'alasan'),
    statusDilihat: fieldText(req.form, 'dilihat'),
  })
  if (!done.ok) {
    const isMissing = done.refusals.some((one) => one.code === 'KOMENTAR_TIDAK_DITEMUKAN')
    return isMissing ? notFound : show(reports, req, { id, refusals: done.refusals })
  }
  const m = kerjaMessages(req.ctx.lang).comments
  return redirect('/kerja/komentar', {
    flash: { kind: 'success', text: isHiding ? m.hidden : m.shown },
  })
}
