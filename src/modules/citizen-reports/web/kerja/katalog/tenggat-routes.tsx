import { deadlineOf } from '../../../../../kernel/calendar.ts'
import { toInstant } from '../../../../../kernel/date.ts'
import { isUuid } from '../../../../../kernel/id.ts'
import type { Refusal } from '../../../../../kernel/result.ts'
import { type Answer, notFound, redirect } from '../../../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../../../platform/http/route.ts'
import { formatTanggalWithWeekday } from '../../../../../ui/format.ts'
import { seenOf } from '../../../actions/edit-katalog.ts'
import { addTenggatAturan, verifyTenggatAturan } from '../../../actions/katalog-tenggat.ts'
import type { Deps } from '../../../deps.ts'
import { wholeNumber } from '../../../domain/katalog-edit/refusals.ts'
import type { StoredAturan, TenggatIsian } from '../../../domain/katalog-edit/tenggat.ts'
import { katalogMessages } from '../../../messages/katalog.ts'
import { listAturan } from '../../../store/katalog-edit-store.ts'
import type { CitizenReports } from '../../../types.ts'
import { done, get, post, refusedTo, seenIn, show, text, ticked, viewOf } from './edge.ts'
import { type ShownAturan, TENGGAT, TenggatPage } from './tenggat.page.tsx'

/** Deadline rules: all of them with their dates, and the form for a new one. */
export function tenggatRoutes({ deps }: CitizenReports): readonly Route[] {
  return [
    get('/tenggat', (req) => showAll(deps, req, { isian: EMPTY })),
    post('/tenggat', async (req) => {
      const isian = readIsian(req)
      if (text(req, 'aksi') === 'hitung') {
        const days = wholeNumber(isian.hariKerja, 400)
        const m = katalogMessages(req.ctx.lang).tenggat
        const preview = days === undefined ? undefined : m.previewIs(dueOf(deps, req, days))
        return showAll(deps, req, { isian, ...(preview === undefined ? {} : { preview }) })
      }
      const added = await addTenggatAturan(deps, signedInOf(req), { isian, seen: seenIn(req) })
      if (!added.ok) return showAll(deps, req, { isian }, added.refusals)
      const flash = { kind: 'success', text: katalogMessages(req.ctx.lang).tenggat.added } as const
      return redirect(TENGGAT, { flash })
    }),
    post('/tenggat/:id/verifikasi', async (req) => {
      const id = req.params.id ?? ''
      if (!isUuid(id)) return notFound
      const marked = await verifyTenggatAturan(deps, signedInOf(req), id)
      return marked.ok ? done(req, TENGGAT, undefined) : refusedTo(req, TENGGAT, marked)
    }),
  ]
}

const EMPTY: TenggatIsian = {
  kode: '',
  jenis: '',
  kelas: '',
  hariKerja: '',
  berlakuMulai: '',
  dasar: '',
  isTerverifikasi: false,
}

function readIsian(req: Req): TenggatIsian {
  return {
    kode: text(req, 'kode'),
    jenis: text(req, 'jenis'),
    kelas: text(req, 'kelas'),
    hariKerja: text(req, 'hari_kerja'),
    berlakuMulai: text(req, 'mulai'),
    dasar: text(req, 'dasar'),
    isTerverifikasi: ticked(req, 'terverifikasi'),
  }
}

async function showAll(
  deps: Deps,
  req: Req,
  form: Readonly<{ isian: TenggatIsian; preview?: string }>,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const rules = await listAturan(deps.kit.db)
  const shown = rules.map(
    (rule): ShownAturan => ({
      ...rule,
      state: stateOf(deps, rule),
      dueToday: dueOf(deps, req, rule.hariKerja),
    }),
  )
  const view = { ...viewOf(req, refusals), rules: shown, isian: form.isian, seen: seenOf(rules) }
  return show(<TenggatPage {...view} preview={form.preview} />, refusals)
}

function stateOf({ kit }: Deps, rule: StoredAturan): ShownAturan['state'] {
  const today = kit.today()
  if (rule.berlakuMulai > today) return 'future'
  return rule.berlakuSampai !== null && rule.berlakuSampai < today ? 'ended' : 'running'
}

/** When a report of today would be due; the calendar's refusal in words when its year is not loaded. */
function dueOf({ kit, reference }: Deps, req: Req, days: number): string {
  const m = katalogMessages(req.ctx.lang).tenggat
  const due = deadlineOf(toInstant(kit.now()), days, reference.calendar())
  if (!due.ok) return m.yearMissing
  const date = formatTanggalWithWeekday(due.value.date, req.ctx.lang)
  return due.value.isConfirmed ? date : `${date} (${m.unconfirmed})`
}
