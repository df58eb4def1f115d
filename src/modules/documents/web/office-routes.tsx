import { isUuid } from '../../../kernel/id.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { fileForOfficer } from '../actions/read-letter.ts'
import { revokeLetter } from '../actions/revoke.ts'
import { signWaiting } from '../actions/sign-waiting.ts'
import { lineOf } from '../actions/unit-line.ts'
import type { Deps } from '../deps.ts'
import { grantToTakeBack, maySee, OFFICE_ROLES, scopeOf } from '../domain/rights.ts'
import { documentsMessages } from '../messages/index.ts'
import { listPeristiwa } from '../store/peristiwa-store.ts'
import {
  countCopy,
  findByKode,
  findByNomor,
  findSurat,
  listMenungguTanda,
  listOfAll,
  listOfUnits,
  type Surat,
} from '../store/surat-store.ts'
import type { Secret } from '../types.ts'
import { LetterPage } from './letter.page.tsx'
import { OFFICE, OfficeListPage } from './office.page.tsx'
import { keyFrom, nextOf } from './own-routes.tsx'
import { sendLetter } from './send-letter.ts'

const PAGE_SIZE = 30
const TO_SIGN_MAX = 20
const TYPED_MAX = 150

export const OFFICERS = { roles: OFFICE_ROLES } as const
/** What an officer sees is of this moment, and kept by no browser. */
export const PRIVATE = { 'cache-control': 'private, no-store' }

type Handle = (req: Req) => Promise<Answer>

/** The officers' room for letters: list, one letter, its file, taking it back. */
export function officeRoutes(deps: Deps): readonly Route[] {
  const room = { access: OFFICERS, kind: 'page' } as const
  const get = (url: string, handle: Handle): Route => ({
    ...room,
    method: 'GET',
    url: `${OFFICE}${url}`,
    handle,
  })
  const post = (url: string, handle: Handle): Route => ({
    ...room,
    method: 'POST',
    url: `${OFFICE}${url}`,
    handle,
  })
  return [
    get('', (req) => showList(deps, req)),
    get('/:id', (req) => showLetter(deps, req)),
    get('/:id/unduh', (req) => sendFile(deps, req)),
    post('/:id/cetak-ulang', (req) => reprint(deps, req)),
    post('/:id/cabut', (req) => revoke(deps, req)),
    post('/:id/tanda-tangan', (req) => sign(deps, req)),
  ]
}

/** The letter of an address, if the officer may see it; a stranger's is not there. */
export async function letterOf(deps: Deps, req: Req): Promise<Surat | undefined> {
  const id = req.params.id ?? ''
  const surat = isUuid(id) ? await findSurat(deps.kit.db, id) : undefined
  return surat !== undefined && maySee(req.actor, surat.unitKode) ? surat : undefined
}

async function showList(deps: Deps, req: Req): Promise<Answer> {
  const { db } = deps.kit
  const typed = fieldText(req.query, 'cari').trim().slice(0, TYPED_MAX)
  if (typed !== '') {
    const code = parsePublicCode(typed, 'SRT')
    const surat = code.ok ? await findByKode(db, code.value) : await findByNomor(db, typed)
    if (surat !== undefined && maySee(req.actor, surat.unitKode))
      return redirect(`${OFFICE}/${surat.id}`)
  }
  const scope = scopeOf(req.actor)
  const after = keyFrom(fieldText(req.query, 'sesudah'))
  const asked = { after, limit: PAGE_SIZE + 1 }
  const found = scope === 'semua' ? await listOfAll(db, asked) : await listOfUnits(db, scope, asked)
  const toSign = await listMenungguTanda(db, signedInOf(req).accountId, TO_SIGN_MAX)
  const letters = found.slice(0, PAGE_SIZE)
  const nextHref = nextOf(found, letters, OFFICE)
  const view = (
    <OfficeListPage
      ctx={req.ctx}
      today={deps.kit.today()}
      {...(typed === '' ? {} : { unfound: typed })}
      {...{ toSign, letters }}
      {...(nextHref === undefined ? {} : { nextHref })}
      {...(after === undefined ? {} : { firstHref: OFFICE })}
    />
  )
  return page(view, { headers: PRIVATE })
}

type Typed = Readonly<{ refusals?: readonly Refusal[]; alasan?: string; nik?: string }>

async function showLetter(deps: Deps, req: Req, typed: Typed = {}): Promise<Answer> {
  const surat = await letterOf(deps, req)
  if (surat === undefined) return notFound
  const { reference, kit, signers } = deps
  const acts = await listPeristiwa(kit.db, surat.id)
  const { refusals = [], alasan = '', nik = '' } = typed
  const isOwn = signedInOf(req).accountId === surat.tandaAkunId
  const view = (
    <LetterPage
      ctx={req.ctx}
      today={kit.today()}
      unit={reference.findUnit(surat.unitKode)?.nama ?? surat.unitKode}
      mayTakeBack={grantToTakeBack(req.actor, lineOf(reference, surat.unitKode)) !== undefined}
      maySign={surat.tandaLevel === 'tte' && isOwn}
      needsSecret={signers.of(surat.tandaLevel).needsSecret}
      {...{ surat, acts, refusals, alasan, nik }}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200, headers: PRIVATE })
}

async function sendFile(deps: Deps, req: Req): Promise<Answer> {
  const surat = await letterOf(deps, req)
  if (surat === undefined) return notFound
  const order = { actor: req.actor, suratId: surat.id }
  const file = await transaction(deps.kit.db, (tx) => fileForOfficer(deps, tx, order))
  if (file === undefined) return notFound
  const copy = Number(fieldText(req.query, 'salinan'))
  return Number.isInteger(copy) && copy >= 1 && copy <= surat.cetakUlang
    ? sendLetter(file, copy)
    : sendLetter(file)
}

/** The same file once more; that it is a copy, and which one, stands in its name and in the books. */
async function reprint(deps: Deps, req: Req): Promise<Answer> {
  const surat = await letterOf(deps, req)
  if (surat === undefined || surat.nomor === null) return notFound
  const copy = await transaction(deps.kit.db, async (tx) => {
    const count = await countCopy(tx, surat.id)
    await deps.audit.record(tx, req.actor, {
      action: 'surat.cetak-ulang',
      subject: { kind: 'surat', id: surat.id },
      after: { salinan: count },
    })
    return count
  })
  return redirect(`${OFFICE}/${surat.id}/unduh?salinan=${copy}`)
}

async function revoke(deps: Deps, req: Req): Promise<Answer> {
  const surat = await letterOf(deps, req)
  if (surat === undefined) return notFound
  const alasan = fieldText(req.form, 'alasan')
  const done = await transactionUnlessRefused(deps.kit.db, (tx) =>
    revokeLetter(deps, tx, { actor: req.actor, suratId: surat.id, alasan }),
  )
  if (!done.ok) return showLetter(deps, req, { refusals: done.refusals, alasan })
  const { revoked } = documentsMessages(req.ctx.lang).office
  return redirect(`${OFFICE}/${surat.id}`, { flash: { kind: 'success', text: revoked } })
}

/** NIK and passphrase as they were typed; nothing of them is kept anywhere. */
export function secretFrom(req: Req): Secret | undefined {
  const passphrase = fieldText(req.form, 'passphrase')
  const nik = fieldText(req.form, 'nik').replaceAll(/\s/g, '')
  return passphrase === '' ? undefined : { passphrase, nik }
}

async function sign(deps: Deps, req: Req): Promise<Answer> {
  const surat = await letterOf(deps, req)
  if (surat === undefined) return notFound
  const secret = secretFrom(req)
  const order = { actor: req.actor, suratId: surat.id, ...(secret === undefined ? {} : { secret }) }
  const done = await transactionUnlessRefused(deps.kit.db, (tx) => signWaiting(deps, tx, order))
  if (!done.ok) return showLetter(deps, req, { refusals: done.refusals, nik: secret?.nik ?? '' })
  const { signed } = documentsMessages(req.ctx.lang).office
  const text = signed(done.value.nomor)
  return redirect(`${OFFICE}/${surat.id}`, { flash: { kind: 'success', text } })
}
