import { parsePublicCode } from '../../../kernel/nomor.ts'
import { transaction } from '../../../platform/db/database.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { fileForOwner } from '../actions/read-letter.ts'
import type { Deps } from '../deps.ts'
import { listOfPemilik, type Surat, type SuratKey } from '../store/surat-store.ts'
import { OwnPage } from './own.page.tsx'
import { sendLetter } from './send-letter.ts'

const PAGE_SIZE = 20

/** A citizen's own letters. */
export function ownRoutes(deps: Deps): readonly Route[] {
  const own = { method: 'GET', access: 'signed-in', kind: 'page' } as const
  return [
    { ...own, url: '/akun/surat', handle: (req) => showOwn(deps, req) },
    { ...own, url: '/surat/:kode/unduh', handle: (req) => sendOwn(deps, req) },
  ]
}

async function showOwn({ kit }: Deps, req: Req): Promise<Answer> {
  const after = keyFrom(fieldText(req.query, 'sesudah'))
  const found = await listOfPemilik(kit.db, signedInOf(req).accountId, {
    after,
    limit: PAGE_SIZE + 1,
  })
  const letters = found.slice(0, PAGE_SIZE)
  const nextHref = nextOf(found, letters, '/akun/surat')
  const view = (
    <OwnPage
      ctx={req.ctx}
      letters={letters}
      today={kit.today()}
      {...(nextHref === undefined ? {} : { nextHref })}
      {...(after === undefined ? {} : { firstHref: '/akun/surat' })}
    />
  )
  return page(view, { headers: { 'cache-control': 'no-store' } })
}

async function sendOwn({ kit }: Deps, req: Req): Promise<Answer> {
  const code = parsePublicCode(req.params.kode ?? '', 'SRT')
  if (!code.ok) return notFound
  const order = { kode: code.value, accountId: signedInOf(req).accountId }
  const file = await transaction(kit.db, (tx) => fileForOwner(tx, order))
  return file === undefined ? notFound : sendLetter(file)
}

/** The last one shown, as it stands in an address. */
export function keyFrom(text: string): SuratKey | undefined {
  const key = readKeyset(text)
  return key && { dibuatAt: key.at, id: key.id }
}

export function nextOf(
  found: readonly Surat[],
  shown: readonly Surat[],
  path: string,
): string | undefined {
  const last = found.length > shown.length ? shown.at(-1) : undefined
  return last && `${path}?sesudah=${last.dibuatAt.getTime()}_${last.id}`
}
