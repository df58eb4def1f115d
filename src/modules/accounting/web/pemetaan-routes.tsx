import { yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { type BarisPemetaan, parseMapLines } from '../domain/pemetaan.ts'
import { messagesIn } from '../messages/index.ts'
import {
  listPemetaan,
  listPeristiwa,
  listRiwayatPemetaan,
  type PemetaanRow,
} from '../store/pemetaan-store.ts'
import { holds, KEEPERS } from './access.ts'
import { roomsOf, type Web } from './desk.ts'
import { PEMETAAN, PemetaanListPage, PemetaanPage, type TypedPemetaan } from './pemetaan.page.tsx'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const HISTORY_SHOWN = 50

export function pemetaanRoutes(web: Web): readonly Route[] {
  const read = { roles: [...KEEPERS, 'inspektorat'] as const }
  return [
    {
      kind: 'page',
      method: 'GET',
      url: PEMETAAN,
      access: read,
      handle: (req) => showAll(web, req),
    },
    {
      kind: 'page',
      method: 'GET',
      url: `${PEMETAAN}/:kode`,
      access: read,
      handle: (req) => showOne(web, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: `${PEMETAAN}/:kode`,
      access: { roles: KEEPERS },
      handle: (req) => propose(web, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: `${PEMETAAN}/:kode/:id`,
      access: { roles: KEEPERS },
      handle: (req) => decide(web, req),
    },
  ]
}

async function showAll(web: Web, req: Req): Promise<Answer> {
  const { db } = web.deps.kit
  const [kinds, berlaku, usulan] = [
    await listPeristiwa(db),
    await listPemetaan(db, 'berlaku'),
    await listPemetaan(db, 'usulan'),
  ]
  const countOf = (all: readonly PemetaanRow[], kode: string) =>
    all.filter(({ peristiwa }) => peristiwa === kode).length
  return page(
    <PemetaanListPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      rows={kinds.map((one) => ({
        ...one,
        banyak: countOf(berlaku, one.kode),
        menunggu: countOf(usulan, one.kode),
      }))}
    />,
  )
}

type Refused = Readonly<{
  typed?: TypedPemetaan
  decision?: Readonly<{ id: string; putusan: string; alasan: string }>
  refusals: readonly Refusal[]
}>

async function showOne(web: Web, req: Req, refused?: Refused): Promise<Answer> {
  const { db, today } = web.deps.kit
  const jenis = (await listPeristiwa(db)).find(({ kode }) => kode === req.params.kode)
  if (jenis === undefined) return notFound
  const all = await listRiwayatPemetaan(db, jenis.kode)
  const of = (status: PemetaanRow['status']) => all.filter((one) => one.status === status)
  return page(
    <PemetaanPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      jenis={jenis}
      berlaku={of('berlaku').toSorted((a, b) => (a.awalan < b.awalan ? -1 : 1))}
      menunggu={of('usulan')}
      riwayat={[...of('diganti'), ...of('ditolak')].slice(0, HISTORY_SHOWN)}
      mayKeep={holds(req.actor, KEEPERS)}
      accountId={signedInOf(req).accountId}
      typed={
        refused?.typed ?? { awalan: '', tahun: String(yearOf(today())), sumber: '', baris: '' }
      }
      decision={refused?.decision ?? { id: '', putusan: '', alasan: '' }}
      refusals={refused?.refusals ?? []}
    />,
    { status: refused === undefined ? 200 : 422 },
  )
}

async function propose(web: Web, req: Req): Promise<Answer> {
  const { kode = '' } = req.params
  const typed: TypedPemetaan = {
    awalan: fieldText(req.form, 'awalan').trim(),
    tahun: fieldText(req.form, 'tahunMulai').trim(),
    sumber: fieldText(req.form, 'sumber').slice(0, 400),
    baris: fieldText(req.form, 'baris').slice(0, 4_000),
  }
  const lines = parseMapLines(typed.baris)
  if (!lines.ok) return showOne(web, req, { typed, refusals: lines.refusals })
  const baris: readonly BarisPemetaan[] = lines.value
  const tahunMulai = /^2\d{3}$/.test(typed.tahun) ? Number(typed.tahun) : 0
  const done = await web.mapping.propose(signedInOf(req), {
    peristiwa: kode,
    awalan: typed.awalan,
    tahunMulai,
    baris,
    sumber: typed.sumber,
  })
  if (!done.ok) return showOne(web, req, { typed, refusals: done.refusals })
  return redirect(`${PEMETAAN}/${kode}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).proposed },
  })
}

async function decide(web: Web, req: Req): Promise<Answer> {
  const { kode = '', id = '' } = req.params
  if (!UUID.test(id)) return notFound
  const decision = {
    id,
    putusan: fieldText(req.form, 'putusan'),
    alasan: fieldText(req.form, 'alasan').slice(0, 600),
  }
  const done = await web.mapping.decide(signedInOf(req), {
    id,
    putusan: decision.putusan,
    alasan: decision.alasan,
  })
  if (!done.ok) return showOne(web, req, { decision, refusals: done.refusals })
  const m = messagesIn(req.ctx.lang)
  return redirect(`${PEMETAAN}/${kode}`, {
    flash: { kind: 'success', text: m.mapStatuses[done.value.status] },
  })
}
