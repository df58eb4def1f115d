import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import {
  fieldList,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../../platform/http/route.ts'
import {
  actOnMany,
  MASSAL,
  MASSAL_MAX,
  type ManyOutcome,
  type TindakanMassal,
} from '../../actions/act-on-many.ts'
import { writeSaringan } from '../../domain/antrean.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { refusal } from '../../domain/refusals.ts'
import { mayRead, type Need, SECRET_KEEPER, TRANSITIONS } from '../../domain/transitions.ts'
import { laporanMessages } from '../../messages/index.ts'
import { listLaporanByNomor } from '../../store/laporan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { statusTagOf } from '../labels.ts'
import { readActForm, valuesOf } from './act-form.ts'
import { unitGroups } from './build-actions.ts'
import { kasusHref } from './build-preview.ts'
import { type BulkCase, BulkFormPage, BulkResultPage } from './massal.page.tsx'
import { officerPost } from './officer.ts'
import { saringanFrom } from './read-kasus.ts'

/** Many cases at once: choose in the queue, say the rest once, read what became of each. */
export function massalRoutes(reports: CitizenReports): readonly Route[] {
  return [officerPost('/kerja/laporan/massal', (req) => handle(reports, req))]
}

async function handle(reports: CitizenReports, req: Req): Promise<Answer> {
  const tindakan = MASSAL.find((one) => one === fieldText(req.form, 'tindakan'))
  const nomor = [...new Set(fieldList(req.form, 'nomor').map((one) => one.toUpperCase()))]
  const problem = refuseChoice(tindakan, nomor)
  if (problem !== undefined || tindakan === undefined) {
    const text = req.ctx.word(problem ?? refusal('TINDAKAN_TIDAK_DIIZINKAN'))
    return redirect(backHref(req), { flash: { kind: 'error', text } })
  }
  const needs = needsOf(tindakan)
  const isAsked = fieldText(req.form, 'kirim') === 'ya'
  if (needs.length > 0 && !isAsked) return showForm(reports, req, { tindakan, nomor, refusals: [] })
  const refusals = refuseFields(req, needs)
  if (refusals.length > 0) return showForm(reports, req, { tindakan, nomor, refusals })
  const { version: _version, ...form } = readActForm(req)
  const done = await actOnMany(reports.deps, reports.act, {
    actor: signedInOf(req),
    request: { nomor, tindakan, form },
  })
  if (!done.ok) return showForm(reports, req, { tindakan, nomor, refusals: done.refusals })
  return showResult(reports, req, { tindakan, outcomes: done.value })
}

function backHref(req: Req): string {
  return `/kerja/laporan?${writeSaringan(saringanFrom(req, fieldText(req.form, 'antrean')))}`
}

function refuseChoice(
  tindakan: TindakanMassal | undefined,
  nomor: readonly string[],
): Refusal | undefined {
  if (tindakan === undefined) return refusal('TINDAKAN_TIDAK_DIIZINKAN')
  if (nomor.length === 0) return refusal('PILIHAN_KOSONG')
  return nomor.length > MASSAL_MAX ? refusal('PILIHAN_TERLALU_BANYAK') : undefined
}

function needsOf(tindakan: TindakanMassal): readonly Need[] {
  return TRANSITIONS.find((one) => one.tindakan === tindakan)?.needs ?? []
}

/** What is missing is missing for all: asked for once, before any case is touched. */
function refuseFields(req: Req, needs: readonly Need[]): readonly Refusal[] {
  const form = readActForm(req)
  const missing: Readonly<Partial<Record<Need, Refusal | undefined>>> = {
    unit: form.unitKode === undefined ? refusal('UNIT_TIDAK_ADA', 'unit') : undefined,
    petugas: form.petugasId === undefined ? refusal('PETUGAS_TIDAK_ADA', 'petugas') : undefined,
    induk: form.indukNomor === undefined ? refusal('INDUK_TIDAK_ADA', 'mirip') : undefined,
    pesan: (form.pesan ?? '').length < 5 ? refusal('PESAN_KOSONG', 'pesan') : undefined,
  }
  return needs.flatMap((need) => missing[need] ?? [])
}

type Asking = Readonly<{
  tindakan: TindakanMassal
  nomor: readonly string[]
  refusals: readonly Refusal[]
}>

async function readChosen(
  { deps }: CitizenReports,
  req: Req,
  nomor: readonly string[],
): Promise<readonly Laporan[]> {
  const found = await listLaporanByNomor(deps.kit.db, nomor)
  return found.filter((one) => mayRead(one, req.actor))
}

async function showForm(
  reports: CitizenReports,
  req: Req,
  { tindakan, nomor, refusals }: Asking,
): Promise<Answer> {
  const { deps } = reports
  const chosen = await readChosen(reports, req, nomor)
  const units = [...new Set(chosen.flatMap((one) => one.unitKode ?? []))]
  const unit = units.length === 1 ? units[0] : undefined
  const isSecret = chosen.some((one) => one.isRahasia)
  const officers =
    tindakan === 'tugaskan' && unit !== undefined
      ? await deps.identity.officersWith(
          deps.kit.db,
          isSecret ? SECRET_KEEPER : 'petugas-lapangan',
          unit,
        )
      : []
  return page(
    <BulkFormPage
      ctx={req.ctx}
      tindakan={tindakan}
      needs={needsOf(tindakan)}
      cases={chosen.map((one) => caseView(req, one))}
      units={tindakan === 'disposisi' ? unitGroups(deps, req.ctx.lang) : []}
      officers={officers.map((one) => ({ value: one.accountId, label: one.name }))}
      isOneUnit={tindakan !== 'tugaskan' || unit !== undefined}
      values={valuesOf(req)}
      antrean={fieldText(req.form, 'antrean')}
      cancelHref={backHref(req)}
      refusals={refusals}
    />,
    refusals.length > 0 ? { status: 422 } : {},
  )
}

function caseView(req: Req, laporan: Laporan): BulkCase {
  return {
    nomor: laporan.nomor,
    judul: laporan.judul,
    tag: statusTagOf(req.ctx, laporan.status),
    href: kasusHref(laporan.nomor, ''),
  }
}

type Outcome = Readonly<{ tindakan: TindakanMassal; outcomes: readonly ManyOutcome[] }>

async function showResult(
  reports: CitizenReports,
  req: Req,
  { tindakan, outcomes }: Outcome,
): Promise<Answer> {
  const chosen = await readChosen(
    reports,
    req,
    outcomes.map((one) => one.nomor),
  )
  const titles = new Map(chosen.map((one) => [one.nomor, one]))
  const rows = outcomes.map(({ nomor, outcome }) => {
    const laporan = titles.get(nomor)
    return {
      nomor,
      href: kasusHref(nomor, ''),
      judul: laporan?.judul ?? '',
      ...('laporan' in outcome
        ? {
            status: laporanMessages(req.ctx.lang).status[laporan?.status ?? outcome.laporan.status],
          }
        : { why: outcome.refusals.map(req.ctx.word).join(' ') }),
    }
  })
  return page(
    <BulkResultPage
      ctx={req.ctx}
      tindakan={tindakan}
      rows={rows}
      antrean={fieldText(req.form, 'antrean')}
      backHref={backHref(req)}
    />,
  )
}
