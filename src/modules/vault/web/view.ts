import { daysBetween, type Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, bytes } from '../../../platform/http/answer.ts'
import type { Req } from '../../../platform/http/route.ts'
import type { PageContext, TagKind } from '../../../ui/index.ts'
import { isExpired, type Jenis } from '../domain/jenis.ts'
import { type Messages, messagesIn } from '../messages/index.ts'
import type { Berkas } from '../store/berkas-store.ts'
import type { Opened, Vault } from '../types.ts'

export const HOME = '/akun/berkas'

export type View = Readonly<{ ctx: PageContext; m: Messages; refusals: readonly Refusal[] }>

export const viewOf = (req: Req, refusals: readonly Refusal[] = []): View => ({
  ctx: req.ctx,
  m: messagesIn(req.ctx.lang),
  refusals,
})

/** Names of kinds by code; a kind that ended long ago is shown by its code. */
export async function namesOfKinds(vault: Vault): Promise<ReadonlyMap<string, Jenis>> {
  return new Map((await vault.jenis(vault.deps.kit.db)).map((one) => [one.kode, one]))
}

export const nameOf = (kinds: ReadonlyMap<string, Jenis>, kode: string, { ctx }: View): string =>
  kinds.get(kode)?.nama[ctx.lang] ?? kode

export type State = 'valid' | 'waiting' | 'expired' | 'soon' | 'removed'

const SOON_DAYS = 30
export const TAGS: Readonly<Record<State, TagKind>> = {
  valid: 'selesai',
  waiting: 'tunggu',
  expired: 'lewat',
  soon: 'proses',
  removed: 'netral',
}

export function stateOf(berkas: Berkas, today: Tanggal): State {
  if (berkas.dihapusAt !== null) return 'removed'
  if (!berkas.isDisetujui) return 'waiting'
  if (isExpired(berkas.berlakuSampai, today)) return 'expired'
  const isSoon =
    berkas.berlakuSampai !== null && daysBetween(today, berkas.berlakuSampai) <= SOON_DAYS
  return isSoon ? 'soon' : 'valid'
}

/** A document as a download: never shown by the browser from our own address, whatever it holds. */
export function download({ bytes: body, contentType, filename }: Opened): Answer {
  return bytes(body, contentType, {
    'content-disposition': `attachment; filename="${filename}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  })
}
