import { type PageContext, StatusTag, type TagKind } from '../../../ui/index.ts'
import type { Kondisi } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kartu } from '../store/kartu-store.ts'

const KINDS: Readonly<Record<Kondisi, TagKind>> = { B: 'selesai', KB: 'proses', RB: 'lewat' }

/** Condition of goods that are there; what became of those that are not. */
export function KondisiTag({
  ctx,
  kartu,
}: Readonly<{ ctx: PageContext; kartu: Pick<Kartu, 'kondisi' | 'status'> }>) {
  const m = messagesIn(ctx.lang)
  return kartu.status === 'aktif' ? (
    <StatusTag kind={KINDS[kartu.kondisi]}>{m.kondisi[kartu.kondisi]}</StatusTag>
  ) : (
    <StatusTag kind="netral">{m.status[kartu.status]}</StatusTag>
  )
}
