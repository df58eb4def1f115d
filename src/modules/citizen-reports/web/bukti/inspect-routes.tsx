import { z } from 'zod'
import { isSignedIn, type Role } from '../../../../kernel/actor.ts'
import { DAY_MS } from '../../../../kernel/date.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { parseForm } from '../../../../platform/http/form.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import { createInspect, type Inspect, mayLeadInspection } from '../../actions/inspect.ts'
import { refusal } from '../../domain/refusals.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import {
  countPemeriksaan,
  type HasilPemeriksaan,
  listDonePemeriksaan,
  listOpenPemeriksaan,
  type Pemeriksaan,
} from '../../store/inspection-store.ts'
import { findAturanBukti } from '../../store/proof-store.ts'
import type { CitizenReports } from '../../types.ts'
import { InspectPage, type InspectRow } from './inspect.page.tsx'

const LEADERS: readonly Role[] = ['operator-aduan', 'inspektorat', 'admin']
const INSPECTORS: readonly Role[] = [...LEADERS, 'petugas-lapangan', 'penghubung-opd', 'camat']
const OPEN_MAX = 50
const DONE_MAX = 50
const YEAR_DAYS = 365
const RESULTS: readonly HasilPemeriksaan[] = ['sesuai', 'tidak_sesuai', 'tidak_dapat_diperiksa']

/** Re-inspection: leaders see and hand out all, an inspector sees the own ones. */
export function inspectRoutes(reports: CitizenReports): readonly Route[] {
  const inspect = createInspect(reports.deps)
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: Route['handle'],
    rest: Partial<Route> = {},
  ): Route => ({ method, url, access: { roles: INSPECTORS }, kind: 'page', handle, ...rest })
  const base = '/kerja/periksa-ulang'
  return [
    route('GET', base, (req) => showAll(reports, req)),
    route('POST', `${base}/aturan`, (req) => setRules(reports, inspect, req), {
      access: { roles: LEADERS },
    }),
    route('POST', `${base}/:id/tugaskan`, (req) => assign(reports, inspect, req), {
      access: { roles: LEADERS },
    }),
    route('POST', `${base}/:id/hasil`, (req) => report(reports, inspect, req), {
      takesPhotos: true,
    }),
  ]
}

async function showAll(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { kit, reference, identity } = reports.deps
  const isLeader = mayLeadInspection({ actor: req.actor })
  const own = isSignedIn(req.actor) ? req.actor.accountId : ''
  const asked = { petugasId: isLeader ? undefined : own, limit: OPEN_MAX }
  const open = await listOpenPemeriksaan(kit.db, asked)
  const done = isLeader ? await listDonePemeriksaan(kit.db, DONE_MAX) : []
  const since = new Date(kit.now().getTime() - YEAR_DAYS * DAY_MS)
  const units = isLeader ? await countPemeriksaan(kit.db, since) : []
  const inspectors = isLeader ? await identity.officersWith(kit.db, 'inspektorat') : []
  const field = isLeader ? await identity.officersWith(kit.db, 'petugas-lapangan') : []
  const aturan = await findAturanBukti(kit.db)
  const people = [...inspectors, ...field]
  const draw = (row: Pemeriksaan) =>
    rowOf(reports, req, {
      row,
      inspector: people.find((one) => one.accountId === row.petugasId)?.name ?? '',
      canReport: row.petugasId === own || isLeader,
    })
  const number = (value: number) => formatNumber(value, req.ctx.lang)
  const view = (
    <InspectPage
      ctx={req.ctx}
      refusals={refusals}
      open={open.map(draw)}
      done={done.map(draw)}
      units={units.map((one) => ({
        unit: reference.findUnit(one.unitKode)?.nama ?? one.unitKode,
        drawn: number(one.dipilih),
        same: number(one.sesuai),
        different: number(one.tidakSesuai),
      }))}
      isLeader={isLeader}
      inspectors={people.map((one) => ({
        value: one.accountId,
        label: `${one.name}, ${reference.findUnit(one.unitKode)?.singkatan ?? one.unitKode}`,
      }))}
      rules={[
        { name: 'radius', value: String(aturan.radiusM) },
        { name: 'ketelitian', value: String(aturan.ketelitianM) },
        { name: 'menit', value: String(aturan.umurMenit) },
        { name: 'jam', value: String(aturan.umurLuringJam) },
        { name: 'persen', value: String(Math.round(aturan.bagianPeriksaUlang * 100)) },
      ]}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

type RowFacts = Readonly<{ row: Pemeriksaan; inspector: string; canReport: boolean }>

function rowOf(
  { deps }: CitizenReports,
  req: Req,
  { row, inspector, canReport }: RowFacts,
): InspectRow {
  const m = buktiMessages(req.ctx.lang).inspect
  return {
    id: row.id,
    nomor: row.nomor,
    judul: row.judul,
    unit: deps.reference.findUnit(row.unitKode)?.nama ?? row.unitKode,
    place: (row.wilayahKode && deps.reference.findWilayah(row.wilayahKode)?.nama) || '',
    when: formatDateTime(row.dipilihAt, localeOf(req.ctx)),
    inspector,
    result: row.hasil === null ? '' : m.results[row.hasil],
    note: row.catatan ?? '',
    canReport,
  }
}

/** Fields of one card end in its number. */
function cardText(req: Req, name: string): string {
  const field = Object.keys(req.form).find((one) => one === name || one.startsWith(`${name}-`))
  return field === undefined ? '' : fieldText(req.form, field)
}

async function assign(reports: CitizenReports, inspect: Inspect, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  const petugasId = cardText(req, 'petugas')
  if (!isUuid(id)) return notFound
  if (!isUuid(petugasId)) return showAll(reports, req, [refusal('PETUGAS_TIDAK_ADA')])
  const done = await inspect.assign({ actor: req.actor }, { id, petugasId })
  return done.ok ? back(req, 'assigned') : showAll(reports, req, done.refusals)
}

async function report(reports: CitizenReports, inspect: Inspect, req: Req): Promise<Answer> {
  const { id = '' } = req.params
  const hasil = RESULTS.find((one) => one === cardText(req, 'hasil'))
  if (!isUuid(id)) return notFound
  if (hasil === undefined) return showAll(reports, req, [refusal('HASIL_TIDAK_ADA')])
  const bytes = req.files[0]?.bytes
  const done = await inspect.report(
    { actor: req.actor },
    { id, hasil, catatan: cardText(req, 'catatan'), bytes: bytes?.length ? bytes : undefined },
  )
  return done.ok ? back(req, 'reported') : showAll(reports, req, done.refusals)
}

const whole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,5}$/, `Isi angka ${min} sampai ${max}.`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `Isi angka ${min} sampai ${max}.`)

const RulesSchema = z.object({
  radius: whole(10, 5_000),
  ketelitian: whole(5, 1_000),
  menit: whole(2, 240),
  jam: whole(1, 72),
  persen: whole(0, 100),
})

async function setRules(reports: CitizenReports, inspect: Inspect, req: Req): Promise<Answer> {
  const parsed = parseForm(RulesSchema as z.ZodType<z.infer<typeof RulesSchema>>, req.form)
  if (!parsed.ok) return showAll(reports, req, parsed.refusals)
  const { radius, ketelitian, menit, jam, persen } = parsed.value
  const done = await inspect.setRules(
    { actor: req.actor },
    {
      radiusM: radius,
      ketelitianM: ketelitian,
      umurMenit: menit,
      umurLuringJam: jam,
      bagianPeriksaUlang: persen / 100,
    },
  )
  return done.ok ? back(req, 'rulesSaved') : showAll(reports, req, done.refusals)
}

function back(req: Req, said: 'assigned' | 'reported' | 'rulesSaved'): Answer {
  return redirect('/kerja/periksa-ulang', {
    flash: { kind: 'success', text: buktiMessages(req.ctx.lang).inspect[said] },
  })
}
