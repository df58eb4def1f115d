import { isSignedIn } from '../../../../kernel/actor.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { readKeyset } from '../../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import type { CaseRowProps } from '../../../../ui/index.ts'
import { kasusMessages } from '../../messages/index.ts'
import { findUnsent, listFollowed, listOwnLaporan, type OwnRow } from '../../store/own-store.ts'
import type { CitizenReports } from '../../types.ts'
import { rowOf } from '../labels.ts'
import { OwnPage } from './own.page.tsx'

const PAGE_SIZE = 20
const FOLLOWED_MAX = 20

/** A citizen's own reports, the unsent draft of the account or browser, and the cases followed. */
export function ownRoutes(reports: CitizenReports): readonly Route[] {
  return [
    {
      method: 'GET',
      url: '/akun/laporan',
      access: 'signed-in',
      kind: 'page',
      handle: (req) => showOwn(reports, req),
    },
  ]
}

async function showOwn({ deps }: CitizenReports, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return redirect('/masuk')
  const { db } = deps.kit
  const { accountId } = req.actor
  const after = readAfter(fieldText(req.query, 'sesudah'))
  const found = await listOwnLaporan(db, { akunId: accountId, after, limit: PAGE_SIZE + 1 })
  const shown = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined
  const followed = after === undefined ? await listFollowed(db, accountId, FOLLOWED_MAX) : []
  const owner = { perangkat: req.deviceId, akunId: accountId }
  const draft = after === undefined ? await findUnsent(db, owner) : undefined
  const view = (
    <OwnPage
      ctx={req.ctx}
      draft={draft === undefined ? undefined : { judul: draft.judul ?? '', at: draft.updatedAt }}
      own={shown.map((row) => caseRow(deps.reference, req, row))}
      followed={followed.map((row) => caseRow(deps.reference, req, row))}
      isFirstPage={after === undefined}
      nextHref={
        last === undefined
          ? undefined
          : `/akun/laporan?sesudah=${last.diterimaAt.getTime()}_${last.id}`
      }
    />
  )
  return page(view, { headers: { 'cache-control': 'no-store' } })
}

function caseRow(
  reference: CitizenReports['deps']['reference'],
  req: Req,
  row: OwnRow,
): CaseRowProps {
  const place = row.kecamatanKode === null ? undefined : reference.findWilayah(row.kecamatanKode)
  return rowOf(req.ctx, {
    ...row,
    // Whoever looks over the shoulder sees that a secret report exists, not what it says.
    judul: row.isRahasia ? kasusMessages(req.ctx.lang).mine.secret : row.judul,
    place: place?.nama,
    fotoId: null,
  })
}

/** "<milliseconds>_<id>"; anything else is the first page. */
function readAfter(text: string): Readonly<{ diterimaAt: Date; id: string }> | undefined {
  const key = readKeyset(text)
  return key && { diterimaAt: key.at, id: key.id }
}
