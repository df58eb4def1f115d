import { parsePhone } from '../../../../kernel/phone.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { forbidden, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { CLERKS, startDraft } from '../../actions/drafts.ts'
import { signedIn } from '../../actions/submit.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { refusal } from '../../domain/refusals.ts'
import { katalogMessages, kerjaMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { baseOf } from '../ajukan/draft-routes.tsx'
import { CounterPage } from './counter.page.tsx'

const CLERK = { roles: CLERKS } as const
const NAME_MIN = 3

/** Applying for somebody at the counter. */
export function counterRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/kerja/permohonan/loket',
      access: CLERK,
      kind: 'page',
      handle: (req) => show(services, req, []),
    },
    {
      method: 'POST',
      url: '/kerja/permohonan/loket',
      access: CLERK,
      kind: 'page',
      handle: (req) => take(services, req),
    },
  ]
}

async function show(services: Services, req: Req, refusals: readonly Refusal[]) {
  const { ctx } = req
  const { deps } = services
  const katalog = await deps.layanan.katalog()
  const m = katalogMessages(ctx.lang)
  const byOwner = new Map<string, { value: string; label: string }[]>()
  for (const one of katalog.layanan.values()) {
    if (!one.applicant.delegate.includes('petugas-loket')) continue
    const owner =
      one.owner === 'desa'
        ? m.village
        : one.owner === 'kecamatan'
          ? m.district
          : (deps.reference.findUnit(one.owner)?.nama ?? one.owner)
    byOwner.set(owner, [
      ...(byOwner.get(owner) ?? []),
      { value: one.code, label: wordsIn(one.name, ctx.lang) },
    ])
  }
  const k = kerjaMessages(ctx.lang)
  return page(
    <CounterPage
      ctx={ctx}
      views={[
        { href: '/kerja/permohonan', label: k.views.all, isCurrent: false },
        { href: '/kerja/permohonan/loket', label: k.views.counter, isCurrent: true },
      ]}
      groups={[...byOwner].map(([label, choices]) => ({ label, choices }))}
      typed={{
        nama: fieldText(req.form, 'nama'),
        hp: fieldText(req.form, 'hp'),
        layanan: fieldText(req.form, 'layanan'),
        setuju: fieldText(req.form, 'setuju') === 'ya',
      }}
      refusals={refusals}
    />,
    refusals.length > 0 ? { status: 422 } : {},
  )
}

async function take(services: Services, req: Req) {
  const actor = signedIn(req.actor)
  if (actor === undefined) return forbidden
  const nama = fieldText(req.form, 'nama').trim()
  const phone = parsePhone(fieldText(req.form, 'hp'))
  const kode = fieldText(req.form, 'layanan')
  const refusals: Refusal[] = [
    ...(nama.length < NAME_MIN ? [refusal('ISIAN_WAJIB', 'nama')] : []),
    ...(phone.ok ? [] : phone.refusals.map((one) => ({ ...one, field: 'hp' }))),
    ...(kode === '' ? [refusal('ISIAN_PILIHAN', 'layanan')] : []),
    ...(fieldText(req.form, 'setuju') === 'ya' ? [] : [refusal('ISIAN_PERNYATAAN', 'setuju')]),
  ]
  if (refusals.length > 0 || !phone.ok) return show(services, req, refusals)
  const { deps } = services
  const made = await transaction(deps.kit.db, async (tx) => {
    const citizen = await deps.identity.ensureCitizen(tx, { name: nama, phone: phone.value })
    return startDraft(deps, tx, actor, { kode, cara: 'petugas-loket', untukAkunId: citizen.id })
  })
  return made.ok ? redirect(baseOf(made.value.id)) : show(services, req, made.refusals)
}
