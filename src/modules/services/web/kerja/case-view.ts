import { grantsOf, isSignedIn } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db/database.ts'
import type { Req } from '../../../../platform/http/route.ts'
import { formatDateTime, formatRelative, localeOf } from '../../../../ui/format.ts'
import type { TagKind } from '../../../../ui/index.ts'
import type { OpenCase } from '../../actions/open-case.ts'
import { isSigning } from '../../domain/decide.ts'
import { fillFigures } from '../../domain/definition/figures.ts'
import { type Action, wordsIn } from '../../domain/definition/types.ts'
import type { Facts } from '../../domain/expr/types.ts'
import { mayAct } from '../../domain/standing.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { stateWords } from '../timeline.ts'
import type { ActionView, CasePageProps } from './case.page.tsx'

export function clockWords(
  { deps }: Services,
  { ctx }: Req,
  { permohonan, prepared }: OpenCase,
): Pick<CasePageProps, 'tag' | 'remaining' | 'isLate'> {
  const label = stateWords(ctx, prepared.layanan, permohonan.tahap) ?? permohonan.tahap
  const { tenggatAt } = permohonan
  const isLate = tenggatAt !== null && permohonan.jedaSejak === null && tenggatAt <= deps.kit.now()
  const kind: TagKind =
    permohonan.akhir !== null
      ? 'selesai'
      : isLate
        ? 'lewat'
        : permohonan.jedaSejak !== null
          ? 'tunggu'
          : 'proses'
  return {
    tag: { kind, label },
    remaining: tenggatAt === null ? '' : formatRelative(tenggatAt, ctx.now, localeOf(ctx)),
    isLate,
  }
}

export function factRows({ deps }: Services, { ctx }: Req, { permohonan }: OpenCase, name: string) {
  const m = kerjaMessages(ctx.lang)
  const unit = deps.reference.findUnit(permohonan.pemilikUnit)?.nama ?? permohonan.pemilikUnit
  return [
    { label: m.applicant, value: name },
    {
      label: m.handedIn,
      value: `${formatDateTime(permohonan.diajukanAt, localeOf(ctx))}, ${m.how[permohonan.cara]}`,
    },
    { label: m.col.unit, value: unit },
  ]
}

export type Uses = Awaited<ReturnType<Services['deps']['vault']['usesFor']>>

export function usesOf({ deps }: Services, tx: Tx, { permohonan }: OpenCase): Promise<Uses> {
  const { id, nomor } = permohonan
  return deps.vault.usesFor(tx, { kind: 'permohonan', id, nomor })
}

/** Each document with the door of the reader's own office. */
export function documentLinks({ ctx, actor }: Req, { prepared, lampiran }: OpenCase, uses: Uses) {
  const units = new Set(grantsOf(actor).map((grant) => grant.unitKode))
  return lampiran.flatMap((one) => {
    const doc = prepared.layanan.documents.find(({ id }) => id === one.dokumenId)
    if (doc === undefined) return []
    const use = uses.find(
      ({ berkasId, unitKode }) => berkasId === one.berkasId && units.has(unitKode),
    )
    return [
      {
        label: wordsIn(doc.label, ctx.lang),
        href: use === undefined ? undefined : `/kerja/berkas/${use.id}`,
      },
    ]
  })
}

export function rulesOf({ ctx }: Req, { prepared }: OpenCase, facts: Facts) {
  return prepared.rules.map(({ rule, holds }) => ({
    text: wordsIn(fillFigures(rule.message, facts.param), ctx.lang),
    isHeld: holds(facts) === true,
  }))
}

export function actionsOf(
  { ctx, actor }: Req,
  open: OpenCase,
  typed: Readonly<Record<string, string>>,
): readonly ActionView[] {
  const { prepared, permohonan, standing, riwayat } = open
  const state = prepared.layanan.workflow.states[permohonan.tahap]
  if (state === undefined || permohonan.akhir !== null) return []
  const mine = isSignedIn(actor) ? actor.accountId : ''
  return (state.actions ?? [])
    .filter(
      (action) =>
        mayAct(
          permohonan,
          { state, action, isSigning: isSigning(prepared, action) },
          { ...standing, isPemohon: false },
        ) !== undefined,
    )
    .map((action) => ({
      id: action.id,
      label: wordsIn(action.label, ctx.lang),
      reason: reasonOf(action, ctx.lang),
      fields: (action.form ?? []).map((field) => ({ field, typed: typed[field.id] })),
      isFix: action.fix === true,
      isSigning: isSigning(prepared, action),
      isOwn: riwayat.some(
        (row) => row.oleh === mine && (action.notSameActorAs ?? []).includes(row.kejadian),
      ),
    }))
}

function reasonOf({ reason }: Action, lang: 'id' | 'en'): ActionView['reason'] {
  if (reason === undefined || reason === false) return 'none'
  return reason === true ? 'text' : reason.map((words) => wordsIn(words, lang))
}

export function pointsOf(
  { ctx }: Req,
  { prepared, lampiran }: OpenCase,
  facts: Facts,
): CasePageProps['points'] {
  const { layanan } = prepared
  const words = (label: Parameters<typeof wordsIn>[0]) => wordsIn(label, ctx.lang)
  return {
    documents: layanan.documents
      .filter((doc) => doc.required !== false || lampiran.some((one) => one.dokumenId === doc.id))
      .map((doc) => ({ value: `berkas:${doc.id}`, label: words(doc.label) })),
    fields: layanan.form.flatMap((one) =>
      one.fields
        .filter(
          (field) => field.type !== 'info' && field.type !== 'hitung' && field.type !== 'foto',
        )
        .map((field) => ({ value: `isian:${field.id}`, label: words(field.label) })),
    ),
    rules: layanan.eligibility.map((rule) => ({
      value: `syarat:${rule.id}`,
      label: words(fillFigures(rule.message, facts.param)),
    })),
  }
}
