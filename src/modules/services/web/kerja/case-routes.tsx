import { grantsOf, isSignedIn } from '../../../../kernel/actor.ts'
import { parseNomor } from '../../../../kernel/nomor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldList, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatRelative, localeOf } from '../../../../ui/format.ts'
import type { TagKind } from '../../../../ui/index.ts'
import { factsOfCase } from '../../actions/case-facts.ts'
import { takeProof } from '../../actions/field-proof.ts'
import { type OpenCase, openCase } from '../../actions/open-case.ts'
import { isSigning } from '../../domain/decide.ts'
import { fillFigures } from '../../domain/definition/figures.ts'
import { type Action, wordsIn } from '../../domain/definition/types.ts'
import { askedUnits } from '../../domain/enter.ts'
import type { Facts } from '../../domain/expr/types.ts'
import type { Butir } from '../../domain/permohonan.ts'
import { refusal } from '../../domain/refusals.ts'
import { mayAct } from '../../domain/standing.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { listAntrean } from '../../store/tugas-store.ts'
import type { Services } from '../../types.ts'
import { answerGroups } from '../ajukan/follow-routes.tsx'
import { desaGroups, tableChoices } from '../lists.ts'
import { stateWords, timelineOf } from '../timeline.ts'
import { type ActionView, CasePage, type CasePageProps } from './case.page.tsx'
import { canOpine, opinionWords } from './opinions.ts'
import { lanesOf, WORK } from './queue-routes.tsx'

/** Photos of an inspection, taken on the spot. */
const PROOF_FORM = { bodyLimit: 40 * 1024 * 1024, takesPhotos: true }

export function caseRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/kerja/permohonan/:nomor',
      access: WORK,
      kind: 'page',
      handle: (req) => show(services, req, {}),
    },
    {
      method: 'POST',
      url: '/kerja/permohonan/:nomor',
      access: WORK,
      kind: 'page',
      ...PROOF_FORM,
      handle: (req) => act(services, req),
    },
    {
      method: 'POST',
      url: '/kerja/permohonan/:nomor/pendapat',
      access: WORK,
      kind: 'page',
      handle: (req) => opine(services, req),
    },
  ]
}

/** Opened for an officer: the look is recorded for the person it is about. */
async function openFor(services: Services, req: Req): Promise<OpenCase | undefined> {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok) return undefined
  const { deps } = services
  return transaction(deps.kit.db, async (tx) => {
    const open = await openCase(deps, tx, {
      nomor: nomor.value.nomor,
      caller: { actor: req.actor },
    })
    if (open === undefined) return undefined
    const { permohonan, prepared } = open
    await deps.audit.recordAccess(tx, req.actor, {
      ownerId: permohonan.pemilikAkunId,
      subject: { kind: 'permohonan', id: permohonan.id },
      purpose: `${kerjaMessages('id').purpose} ${wordsIn(prepared.layanan.name, 'id')} ${permohonan.nomor}`,
      fields: ['isian permohonan'],
    })
    return open
  })
}

type Said = Readonly<{ refusals?: readonly Refusal[]; typed?: Readonly<Record<string, string>> }>

async function show(services: Services, req: Req, said: Said) {
  const open = await openFor(services, req)
  if (open === undefined) return notFound
  const { ctx } = req
  const { deps } = services
  const { permohonan, prepared } = open
  const { layanan } = prepared
  const facts = factsOfCase(deps, prepared, open)
  const asked = askedUnits(prepared, permohonan.tahap, { facts, offices: permohonan })
  const letters = await deps.letters.findBySubject(deps.kit.db, {
    kind: 'permohonan',
    id: permohonan.id,
  })
  const account = await deps.identity.findAccount(deps.kit.db, permohonan.pemilikAkunId)
  return page(
    <CasePage
      ctx={ctx}
      nomor={permohonan.nomor}
      name={wordsIn(layanan.name, ctx.lang)}
      version={permohonan.version}
      {...clockWords(services, req, open)}
      facts={factRows(services, req, open, account?.name ?? '-')}
      groups={[
        ...answerGroups(services, req, open, facts),
        ...filledByOfficers(services, req, open, facts),
      ]}
      documents={documentLinks(req, open, await usesOf(services, open))}
      rules={rulesOf(req, open, facts)}
      opinions={opinionWords(services, req, open, asked)}
      canOpine={canOpine(req, open, asked)}
      actions={actionsOf(req, open, said.typed ?? {})}
      points={pointsOf(req, open, facts)}
      isFurtherRound={open.perbaikan.some((one) => one.tahap === permohonan.tahap)}
      needsPassphrase={deps.letters.needsPassphrase()}
      letters={letters.map((letter) => ({
        label: `${letter.judul} ${letter.nomor ?? ''}`.trim(),
        href: letter.kode === null ? undefined : `/verifikasi/${letter.kode}`,
      }))}
      timeline={timelineOf(deps, { ctx, layanan, riwayat: open.riwayat })}
      refusals={said.refusals ?? []}
      typed={said.typed ?? {}}
      desa={desaGroups(deps)}
      tableChoices={tableChoices(deps)}
      nextHref={await nextHref(services, req, permohonan.nomor)}
    />,
    said.refusals === undefined ? {} : { status: 422 },
  )
}

/** The one after this in the officer's own queue, so that eighty cases need no list in between. */
async function nextHref(services: Services, req: Req, nomor: string): Promise<string | undefined> {
  const lanes = lanesOf(req.actor)
  if (lanes.length === 0) return undefined
  const found = await listAntrean(services.deps.kit.db, {
    lanes,
    after: undefined,
    limit: 2,
    kode: undefined,
  })
  const next = found.find((row) => row.nomor !== nomor)
  return next === undefined ? undefined : `/kerja/permohonan/${next.nomor}`
}

function clockWords(
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

function factRows({ deps }: Services, { ctx }: Req, { permohonan }: OpenCase, name: string) {
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

/** What officers filled in at earlier stages. */
function filledByOfficers(
  _services: Services,
  { ctx }: Req,
  { prepared, isian }: OpenCase,
  _facts: Facts,
) {
  const rows = Object.entries(isian.tindakan).flatMap(([id, value]) => {
    const field = prepared.fields.get(id)?.field
    return field === undefined || field.type === 'foto'
      ? []
      : [
          {
            label: wordsIn(field.label, ctx.lang),
            value: typeof value === 'object' ? JSON.stringify(value) : String(value),
          },
        ]
  })
  return rows.length === 0 ? [] : [{ title: kerjaMessages(ctx.lang).field, answers: rows }]
}

type Uses = Awaited<ReturnType<Services['deps']['vault']['usesFor']>>

function usesOf({ deps }: Services, { permohonan }: OpenCase): Promise<Uses> {
  const { id, nomor } = permohonan
  return deps.vault.usesFor(deps.kit.db, { kind: 'permohonan', id, nomor })
}

/** Each document with the door of the reader's own office. */
function documentLinks({ ctx, actor }: Req, { prepared, lampiran }: OpenCase, uses: Uses) {
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

function rulesOf({ ctx }: Req, { prepared }: OpenCase, facts: Facts) {
  return prepared.rules.map(({ rule, holds }) => ({
    text: wordsIn(fillFigures(rule.message, facts.param), ctx.lang),
    isHeld: holds(facts) === true,
  }))
}

function actionsOf(
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

function pointsOf(
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

const OWN_NAMES = new Set(['_csrf', 'tindakan', 'versi', 'alasan', 'butir', 'frasa'])

/** Ticked points with their notes; a free remark cites nothing. */
function readPoints(req: Req): readonly Butir[] {
  const ticked = fieldList(req.form, 'butir')
    .slice(0, 40)
    .map((value): Butir => {
      const [kind = '', id = ''] = value.split(':')
      const known = kind === 'berkas' || kind === 'isian' || kind === 'syarat' ? kind : 'lain'
      return {
        kind: known,
        id,
        catatan: fieldText(req.form, `catatan.${value}`).trim().slice(0, 300),
      }
    })
  const other = fieldText(req.form, 'catatan.lain').trim().slice(0, 300)
  return other === '' ? ticked : [...ticked, { kind: 'lain', id: 'lain', catatan: other }]
}

async function act(services: Services, req: Req) {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok) return notFound
  const tindakan = fieldText(req.form, 'tindakan')
  const passphrase = fieldText(req.form, 'frasa')
  const isian = Object.fromEntries(
    Object.entries(req.form).filter(
      ([name]) => !OWN_NAMES.has(name) && !name.startsWith('catatan.'),
    ),
  )
  const bukti = await takeProof(services.deps, req.files)
  if (!bukti.ok) return show(services, req, { refusals: bukti.refusals, typed: typedOf(req) })
  const done = await services.act(
    services.deps.kit.db,
    { actor: req.actor },
    {
      nomor: nomor.value.nomor,
      tindakan,
      version: Number(fieldText(req.form, 'versi')),
      alasan: fieldText(req.form, 'alasan'),
      butir: readPoints(req),
      isian,
      bukti: bukti.value,
      ...(passphrase === '' ? {} : { passphrase }),
    },
  )
  if (!done.ok) return show(services, req, { refusals: done.refusals, typed: typedOf(req) })
  return redirect(`/kerja/permohonan/${nomor.value.nomor}`, {
    flash: { kind: 'success', text: kerjaMessages(req.ctx.lang).done },
  })
}

/** What was typed, for showing it again; a passphrase never comes back. */
function typedOf(req: Req): Readonly<Record<string, string>> {
  const texts = Object.entries(req.form).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'frasa' ? [[name, value] as const] : [],
  )
  const ticks = fieldList(req.form, 'butir').map((value) => [`butir ${value}`, 'ya'] as const)
  return Object.fromEntries([...texts, ...ticks])
}

async function opine(services: Services, req: Req) {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok) return notFound
  const setuju = fieldText(req.form, 'setuju')
  if (setuju !== 'ya' && setuju !== 'tidak')
    return show(services, req, {
      refusals: [refusal('ISIAN_PILIHAN', 'setuju')],
      typed: typedOf(req),
    })
  const given = await services.giveOpinion(
    services.deps.kit.db,
    { actor: req.actor },
    { nomor: nomor.value.nomor, isSetuju: setuju === 'ya', alasan: fieldText(req.form, 'alasan') },
  )
  if (!given.ok) return show(services, req, { refusals: given.refusals, typed: typedOf(req) })
  return redirect(`/kerja/permohonan/${nomor.value.nomor}`, {
    flash: { kind: 'success', text: kerjaMessages(req.ctx.lang).done },
  })
}
