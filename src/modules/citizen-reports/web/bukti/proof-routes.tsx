import type { Refusal } from '../../../../kernel/result.ts'
import type { Tx } from '../../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import { createApproveProof } from '../../actions/check-proof.ts'
import { photosOf, type ShownPhoto } from '../../actions/photos-of.ts'
import { issueNonce } from '../../actions/proof-nonce.ts'
import { mayGoWithoutProof, type Proof } from '../../domain/proof.ts'
import { possibleActions } from '../../domain/transitions.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { findFoto } from '../../store/foto-store.ts'
import { findAturanBukti } from '../../store/proof-store.ts'
import { listRiwayat } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'
import { actorOf } from '../labels.ts'
import { headOf } from './case-head.ts'
import { type Alike, CheckPage } from './check.page.tsx'
import { ClaimPage, NoProofPage } from './claim.page.tsx'
import {
  nomorOf,
  type OfficerCase,
  openOfficerCase,
  PROOF_ROLES,
  versionOf,
} from './officer-case.ts'
import { readClaim } from './proof-form.ts'

/** One address for both people: who may claim sees the camera, who may check sees the comparison. */
export function proofRoutes(reports: CitizenReports): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: (req: Req) => Promise<Answer>,
  ): Route => ({ method, url, access: { roles: PROOF_ROLES }, kind: 'page', handle })
  const base = '/kerja/laporan/:nomor'
  return [
    route('GET', `${base}/bukti`, (req) => showProof(reports, req)),
    { ...route('POST', `${base}/bukti`, (req) => claim(reports, req)), takesPhotos: true },
    route('POST', `${base}/tanpa-bukti`, (req) => claimWithout(reports, req)),
    route('POST', `${base}/bukti/periksa`, (req) => check(reports, req)),
  ]
}

async function showProof(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const view = await openOfficerCase(reports, req, (tx, opened) => {
    const may = new Set(possibleActions(opened.laporan, opened.standing).map((one) => one.tindakan))
    const drawing = { req, opened, refusals }
    if (may.has('ajukan_selesai')) return drawClaim(reports, tx, drawing)
    if (may.has('validasi')) return drawCheck(reports, tx, drawing)
    return drawNothing(reports, drawing)
  })
  if (view === undefined) return notFound
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

type Drawing = Readonly<{ req: Req; opened: OfficerCase; refusals: readonly Refusal[] }>

async function drawClaim(reports: CitizenReports, tx: Tx, { req, opened, refusals }: Drawing) {
  const { kit } = reports.deps
  const { laporan, standing } = opened
  const photos = await photosOf(reports.deps, tx, { laporan, standing })
  const aturan = await findAturanBukti(tx)
  const { kategori } = await reports.katalog.get()
  const petugasId = 'accountId' in req.actor ? req.actor.accountId : ''
  const nonce = issueNonce(
    { secretKey: kit.secretKey, now: kit.now(), random: kit.randomBytes(9) },
    { laporanId: laporan.id, petugasId, isOffline: false },
  )
  const number = (value: number) => formatNumber(value, req.ctx.lang)
  return (
    <ClaimPage
      ctx={req.ctx}
      head={headOf(reports, req, opened)}
      refusals={refusals}
      before={beforeOf(photos)}
      nonce={nonce}
      pesan={fieldText(req.form, 'pesan') || fieldText(req.form, 'penjelasan')}
      rules={{
        radius: `${number(aturan.radiusM)} m`,
        accuracy: `${number(aturan.ketelitianM)} m`,
        minutes: number(aturan.umurMenit),
      }}
      mayGoWithout={mayGoWithoutProof(laporan.jenis, kategori.get(laporan.kategoriKode))}
    />
  )
}

function beforeOf(photos: readonly ShownPhoto[]): ShownPhoto | undefined {
  return (
    photos.find((one) => one.peran === 'pelapor') ?? photos.find((one) => one.peran !== 'bukti')
  )
}

async function drawCheck(reports: CitizenReports, tx: Tx, { req, opened, refusals }: Drawing) {
  const { laporan, standing } = opened
  const photos = await photosOf(reports.deps, tx, { laporan, standing })
  const proof = laporan.isBerbukti ? photos.findLast((one) => one.peran === 'bukti') : undefined
  const kept = proof === undefined ? undefined : await findFoto(tx, proof.id)
  const facts = kept?.ditangkap as Proof | undefined
  const timeline = await listRiwayat(tx, laporan.id, 'petugas')
  const claimed = timeline.findLast((row) => row.kejadian === 'ajukan_selesai')
  return (
    <CheckPage
      ctx={req.ctx}
      head={headOf(reports, req, opened)}
      refusals={refusals}
      before={beforeOf(photos)}
      proof={proof}
      facts={[
        {
          label: buktiMessages(req.ctx.lang).check.by,
          value: actorOf(req.ctx, claimed?.pelakuLabel ?? ''),
        },
        ...(facts === undefined ? [] : proofFacts(req, facts)),
      ]}
      alikes={(facts?.lookAlikes ?? []).map((one) => alikeOf(req, one))}
      pesan={claimed?.pesan ?? ''}
      typed={fieldText(req.form, 'pesan')}
      isSecret={laporan.isRahasia}
    />
  )
}

function proofFacts(req: Req, proof: Proof): readonly { label: string; value: string }[] {
  const m = buktiMessages(req.ctx.lang).check
  const metres = (value: number) => `${formatNumber(value, req.ctx.lang)} m`
  const distance =
    proof.distanceM === null
      ? m.distanceUnknown
      : `${metres(proof.distanceM)}, ${m.accuracy(metres(proof.position.accuracyM))}`
  const way = proof.isOffline ? `${m.ways[proof.way]}. ${m.offline}` : m.ways[proof.way]
  return [
    { label: m.takenAt, value: formatDateTime(new Date(proof.takenAt), localeOf(req.ctx)) },
    { label: m.distance, value: distance },
    { label: m.way, value: way },
  ]
}

function alikeOf(req: Req, { nomor, bits }: Proof['lookAlikes'][number]): Alike {
  const href = nomor === null ? undefined : `/laporan/${nomor}`
  return { nomor, href, bits: formatNumber(bits, req.ctx.lang) }
}

async function drawNothing(reports: CitizenReports, { req, opened }: Drawing) {
  const { laporan } = opened
  const isWaiting = laporan.status === 'menunggu_validasi'
  const isOwn = 'accountId' in req.actor && laporan.klaimOleh === req.actor.accountId
  return (
    <NoProofPage
      ctx={req.ctx}
      head={headOf(reports, req, opened)}
      isWaiting={isWaiting}
      isOwn={isWaiting && isOwn}
    />
  )
}

async function claim(reports: CitizenReports, req: Req): Promise<Answer> {
  const done = await reports.proveFix.withPhoto({ actor: req.actor }, readClaim(req))
  if (!done.ok) return showProof(reports, req, done.refusals)
  const m = buktiMessages(req.ctx.lang).claim
  return redirect(`/kerja/laporan/${nomorOf(req)}`, {
    flash: { kind: 'success', text: done.value.isNew ? m.done : m.doneBefore },
  })
}

async function claimWithout(reports: CitizenReports, req: Req): Promise<Answer> {
  const pesan = fieldText(req.form, 'penjelasan')
  const done = await reports.proveFix.withoutPhoto(
    { actor: req.actor },
    { nomor: nomorOf(req), pesan, ...versionOf(req) },
  )
  if (!done.ok)
    return showProof(
      reports,
      req,
      done.refusals.map((one) => (one.field === 'pesan' ? { ...one, field: 'penjelasan' } : one)),
    )
  return redirect(`/kerja/laporan/${nomorOf(req)}`, {
    flash: { kind: 'success', text: buktiMessages(req.ctx.lang).claim.done },
  })
}

async function check(reports: CitizenReports, req: Req): Promise<Answer> {
  const m = buktiMessages(req.ctx.lang).check
  const caller = { actor: req.actor }
  const nomor = nomorOf(req)
  const isApproved = fieldText(req.form, 'putusan') === 'validasi'
  const done = isApproved
    ? await createApproveProof(reports.deps, reports)(caller, {
        nomor,
        ...versionOf(req),
        isPublish: fieldText(req.form, 'terbit') === 'ya',
      })
    : await reports.act(reports.deps.kit.db, caller, {
        nomor,
        tindakan: 'tolak_bukti',
        form: { pesan: fieldText(req.form, 'pesan'), ...versionOf(req) },
      })
  if (!done.ok) return showProof(reports, req, done.refusals)
  return redirect(`/kerja/laporan/${nomor}`, {
    flash: { kind: 'success', text: isApproved ? m.approved : m.refused },
  })
}
