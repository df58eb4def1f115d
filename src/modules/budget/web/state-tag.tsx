import { type PageContext, StatusTag, type TagKind } from '../../../ui/index.ts'
import type { StatusBagian, StatusVersi } from '../domain/versi.ts'
import { messagesIn } from '../messages/index.ts'

const VERSI: Readonly<Record<StatusVersi, TagKind>> = {
  disusun: 'tunggu',
  diajukan: 'proses',
  disahkan: 'selesai',
  berlaku: 'selesai',
  diganti: 'netral',
  batal: 'netral',
}
const BAGIAN: Readonly<Record<StatusBagian, TagKind>> = {
  disusun: 'tunggu',
  diajukan: 'proses',
  dikembalikan: 'lewat',
  disetujui: 'selesai',
}

export function VersiTag({ ctx, status }: Readonly<{ ctx: PageContext; status: StatusVersi }>) {
  return <StatusTag kind={VERSI[status]}>{messagesIn(ctx.lang).status[status]}</StatusTag>
}

export function BagianTag({ ctx, status }: Readonly<{ ctx: PageContext; status: StatusBagian }>) {
  return <StatusTag kind={BAGIAN[status]}>{messagesIn(ctx.lang).bagian[status]}</StatusTag>
}
