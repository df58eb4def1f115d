import { parseNomor } from '../../../../kernel/nomor.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../../platform/db/database.ts'
import { notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { factsOfCase } from '../../actions/case-facts.ts'
import { takeProof } from '../../actions/field-proof.ts'
import { type OpenCase, openCase } from '../../actions/open-case.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { askedUnits } from '../../domain/enter.ts'
import { refusal } from '../../domain/refusals.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { listAntrean } from '../../store/tugas-store.ts'
import type { Services } from '../../types.ts'
import { answerGroups } from '../ajukan/follow-routes.tsx'
import { desaGroups, tableChoices } from '../lists.ts'
import { timelineOf } from '../timeline.ts'
import { CasePage } from './case.page.tsx'
import { readFields, readPoints, typedOf } from './case-form.ts'
import {
  actionsOf,
  clockWords,
  documentLinks,
  factRows,
  pointsOf,
  rulesOf,
  type Uses,
  usesOf,
} from './case-view.ts'
import { inspectionGroups } from './inspection-groups.ts'
import { opinionGroups, opinionOf, opinionWords } from './opinions.ts'
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

/** What an officer's page of a case shows besides the case. */
type Beside = Readonly<{
  letters: Awaited<ReturnType<Services['deps']['letters']['findBySubject']>>
  applicant: string
  uses: Uses
  nextHref: string | undefined
}>

/** Opened for an officer: the look is recorded for the person it is about. */
async function openFor(
  services: Services,
  req: Req,
): Promise<Readonly<{ open: OpenCase; beside: Beside }> | undefined> {
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
    const { pemilikAkunId, id } = permohonan
    const [, letters, account, uses, next] = await together([
      deps.audit.recordAccess(tx, req.actor, {
        ownerId: pemilikAkunId,
        subject: { kind: 'permohonan', id },
        purpose: `${kerjaMessages('id').purpose} ${wordsIn(prepared.layanan.name, 'id')} ${permohonan.nomor}`,
        fields: ['isian permohonan'],
      }),
      open.hasLetters ? deps.letters.findBySubject(tx, { kind: 'permohonan', id }) : [],
      deps.identity.findAccount(tx, pemilikAkunId),
      open.lampiran.length > 0 ? usesOf(services, tx, open) : [],
      nextHref(tx, req, permohonan.nomor),
    ])
    return {
      open,
      beside: { letters, applicant: account?.name ?? '-', uses, nextHref: next },
    }
  })
}

type Said = Readonly<{ refusals?: readonly Refusal[]; typed?: Readonly<Record<string, string>> }>

async function show(services: Services, req: Req, said: Said) {
  const found = await openFor(services, req)
  if (found === undefined) return notFound
  const { open, beside } = found
  const { ctx } = req
  const { deps } = services
  const { permohonan, prepared } = open
  const { layanan } = prepared
  const facts = factsOfCase(deps, prepared, open)
  const asked = askedUnits(prepared, permohonan.tahap, { facts, offices: permohonan })
  return page(
    <CasePage
      ctx={ctx}
      nomor={permohonan.nomor}
      name={wordsIn(layanan.name, ctx.lang)}
      version={permohonan.version}
      {...clockWords(services, req, open)}
      facts={factRows(services, req, open, beside.applicant)}
      groups={[
        ...answerGroups(services, req, open, facts),
        ...inspectionGroups(services, req, open),
        ...opinionGroups(services, req, open),
      ]}
      documents={documentLinks(req, open, beside.uses)}
      rules={rulesOf(req, open, facts)}
      opinions={opinionWords(services, req, open, asked)}
      opinion={opinionOf(req, open, asked)}
      actions={actionsOf(req, open, said.typed ?? {})}
      points={pointsOf(req, open, facts)}
      isFurtherRound={open.perbaikan.some((one) => one.tahap === permohonan.tahap)}
      needsPassphrase={deps.letters.needsPassphrase()}
      letters={beside.letters.map((letter) => ({
        label: `${letter.judul} ${letter.nomor ?? ''}`.trim(),
        href: letter.kode === null ? undefined : `/verifikasi/${letter.kode}`,
      }))}
      timeline={timelineOf(deps, { ctx, layanan, riwayat: open.riwayat })}
      refusals={said.refusals ?? []}
      typed={said.typed ?? {}}
      desa={desaGroups(deps)}
      tableChoices={tableChoices(deps)}
      nextHref={beside.nextHref}
    />,
    said.refusals === undefined ? {} : { status: 422 },
  )
}

/** The one after this in the officer's own queue, so that eighty cases need no list in between. */
async function nextHref(tx: Tx, req: Req, nomor: string): Promise<string | undefined> {
  const lanes = lanesOf(req.actor)
  if (lanes.length === 0) return undefined
  const found = await listAntrean(tx, {
    lanes,
    after: undefined,
    limit: 2,
    kode: undefined,
  })
  const next = found.find((row) => row.nomor !== nomor)
  return next === undefined ? undefined : `/kerja/permohonan/${next.nomor}`
}

async function act(services: Services, req: Req) {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok) return notFound
  const tindakan = fieldText(req.form, 'tindakan')
  const passphrase = fieldText(req.form, 'frasa')
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
      isian: readFields(req),
      bukti: bukti.value,
      ...(passphrase === '' ? {} : { passphrase }),
    },
  )
  if (!done.ok) return show(services, req, { refusals: done.refusals, typed: typedOf(req) })
  return redirect(`/kerja/permohonan/${nomor.value.nomor}`, {
    flash: { kind: 'success', text: kerjaMessages(req.ctx.lang).done },
  })
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
    {
      nomor: nomor.value.nomor,
      isSetuju: setuju === 'ya',
      alasan: fieldText(req.form, 'alasan'),
      isian: readFields(req),
    },
  )
  if (!given.ok) return show(services, req, { refusals: given.refusals, typed: typedOf(req) })
  return redirect(`/kerja/permohonan/${nomor.value.nomor}`, {
    flash: { kind: 'success', text: kerjaMessages(req.ctx.lang).done },
  })
}
