import { isDeepStrictEqual } from 'node:util'
import type { Refusal } from '../../../kernel/result.ts'
import { transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { issueLetter } from '../actions/issue.ts'
import { noteLook } from '../actions/read-letter.ts'
import { lineOf } from '../actions/unit-line.ts'
import type { Deps } from '../deps.ts'
import { correctLetter } from '../domain/corrected.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { grantToTakeBack } from '../domain/rights.ts'
import { documentsMessages } from '../messages/index.ts'
import { openLetter, readNaskah } from '../store/berkas-store.ts'
import type { Surat } from '../store/surat-store.ts'
import type { NewLetter } from '../types.ts'
import { OFFICE } from './office.page.tsx'
import { letterOf, OFFICERS, PRIVATE, secretFrom } from './office-routes.tsx'
import { ReplacePage } from './replace.page.tsx'

const FORM_BYTES_MAX = 512 * 1024

/** Correcting a letter: another one in its place, signed anew. */
export function replaceRoutes(deps: Deps): readonly Route[] {
  const room = { access: OFFICERS, kind: 'page', url: `${OFFICE}/:id/ganti` } as const
  return [
    { ...room, method: 'GET', handle: (req) => show(deps, req) },
    { ...room, method: 'POST', bodyLimit: FORM_BYTES_MAX, handle: (req) => take(deps, req) },
  ]
}

type Opened = Readonly<{ surat: Surat; letter: NewLetter }>

/** The words of a letter in force, for who may take it back; the look is recorded. */
async function open(deps: Deps, req: Req): Promise<Opened | undefined> {
  const surat = await letterOf(deps, req)
  if (surat?.status !== 'berlaku') return undefined
  if (grantToTakeBack(req.actor, lineOf(deps.reference, surat.unitKode)) === undefined)
    return undefined
  const letter = await transaction(deps.kit.db, async (tx) => {
    await openLetter(tx, surat.id)
    await noteLook(deps, tx, { actor: req.actor, surat })
    return readNaskah(tx, surat.id)
  })
  return letter && { surat, letter }
}

type Shown = Opened & Readonly<{ refusals: readonly Refusal[]; nik: string }>

function render(deps: Deps, req: Req, shown: Shown): Answer {
  const needsSecret = deps.signers.of(shown.letter.tanda.level).needsSecret
  const view = <ReplacePage ctx={req.ctx} needsSecret={needsSecret} {...shown} />
  return page(view, { status: shown.refusals.length > 0 ? 422 : 200, headers: PRIVATE })
}

async function show(deps: Deps, req: Req): Promise<Answer> {
  const opened = await open(deps, req)
  return opened === undefined ? notFound : render(deps, req, { ...opened, refusals: [], nik: '' })
}

async function take(deps: Deps, req: Req): Promise<Answer> {
  const opened = await open(deps, req)
  if (opened === undefined) return notFound
  const { surat } = opened
  const word = (name: string) => (name in req.form ? fieldText(req.form, name) : undefined)
  const corrected = correctLetter(opened.letter, {
    paragraf: (at) => word(`paragraf.${at}`),
    baris: (at, row) => word(`baris.${at}.${row}`),
    daftar: (at) => word(`daftar.${at}`),
    penutup: word('penutup'),
  })
  const letter: NewLetter = { ...corrected, menggantikan: surat.id }
  const secret = secretFrom(req)
  if (isDeepStrictEqual(corrected, opened.letter))
    return render(deps, req, {
      surat,
      letter: corrected,
      refusals: [{ code: 'SURAT_TIDAK_BERUBAH', message: REFUSALS.SURAT_TIDAK_BERUBAH }],
      nik: secret?.nik ?? '',
    })
  const done = await transactionUnlessRefused(deps.kit.db, (tx) =>
    issueLetter(deps, tx, { actor: signedInOf(req), letter, secret }),
  )
  if (!done.ok)
    return render(deps, req, {
      surat,
      letter: corrected,
      refusals: done.refusals,
      nik: secret?.nik ?? '',
    })
  const m = documentsMessages(req.ctx.lang).office
  const text = 'menunggu' in done.value ? m.replacedWaiting : m.replaced(done.value.nomor)
  return redirect(`${OFFICE}/${done.value.suratId}`, { flash: { kind: 'success', text } })
}
