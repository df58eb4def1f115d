import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { parseNomor } from '../../../kernel/nomor.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type Answer, bytes, notFound } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { type Proof, proofAt, readProof } from '../actions/field-proof.ts'
import { type OpenCase, openCase } from '../actions/open-case.ts'
import { wordsIn } from '../domain/definition/types.ts'
import { kerjaMessages } from '../messages/index.ts'
import { findKiriman } from '../store/kiriman-store.ts'
import type { Services } from '../types.ts'
import { WORK } from './kerja/queue-routes.tsx'

/**
 * Photos of an inspection: for officers who may read the case, each look recorded, and for its applicant where the
 * definition shows them. For everybody else they do not exist.
 */
export function proofRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/kerja/permohonan/:nomor/foto/:isian',
      access: WORK,
      kind: 'page',
      handle: (req) => show(services, req, 'petugas'),
    },
    {
      method: 'GET',
      url: '/permohonan/:nomor/foto/:isian',
      access: 'signed-in',
      kind: 'page',
      handle: (req) => show(services, req, 'pemohon'),
    },
  ]
}

async function show(services: Services, req: Req, reader: 'petugas' | 'pemohon'): Promise<Answer> {
  const nomor = parseNomor(req.params.nomor ?? '')
  if (!nomor.ok || !isSignedIn(req.actor)) return notFound
  const { deps } = services
  const proof = await transaction(deps.kit.db, async (tx): Promise<Proof | undefined> => {
    const open = await openCase(deps, tx, {
      nomor: nomor.value.nomor,
      caller: { actor: req.actor },
    })
    if (open === undefined) return undefined
    const late = fieldText(req.query, 'kiriman')
    const susulan =
      reader === 'petugas' && isUuid(late)
        ? await findKiriman(tx, { id: late, permohonanId: open.permohonan.id })
        : undefined
    const found = proofAt(open, { fieldId: req.params.isian ?? '', reader, susulan })
    if (found !== undefined && reader === 'petugas')
      await recordLook(services, tx, { open, actor: req.actor })
    return found
  })
  const picture = proof === undefined ? undefined : await readProof(deps, proof)
  if (proof !== undefined && picture === undefined)
    deps.kit.log.error({ event: 'services.photo-missing', sha256: proof.sha256 }, 'photo is gone')
  return picture === undefined
    ? notFound
    : bytes(picture, 'image/jpeg', {
        'cache-control': 'private, no-store',
        'content-disposition': `inline; filename="${nomor.value.nomor}.jpg"`,
      })
}

function recordLook(
  { deps }: Services,
  tx: Tx,
  { open, actor }: Readonly<{ open: OpenCase; actor: Actor }>,
): Promise<void> {
  const { permohonan, prepared } = open
  return deps.audit.recordAccess(tx, actor, {
    ownerId: permohonan.pemilikAkunId,
    subject: { kind: 'permohonan', id: permohonan.id },
    purpose: `${kerjaMessages('id').purpose} ${wordsIn(prepared.layanan.name, 'id')} ${permohonan.nomor}`,
    fields: ['foto pemeriksaan'],
  })
}
