import { tanggal } from '../../../kernel/date.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import { type PageContext, StatusTag, type TagKind } from '../../../ui/index.ts'
import { isLate, type Status } from '../domain/kedudukan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Usulan } from '../store/usulan-store.ts'

export const USULAN_TAGS: Readonly<Record<Status, TagKind>> = {
  diterima: 'tunggu',
  dibahas: 'proses',
  digabung: 'koord',
  belum: 'netral',
  rencana: 'proses',
  rkpd: 'proses',
  apbd: 'proses',
  kontrak: 'proses',
  dibayar: 'proses',
  selesai: 'selesai',
}

/** Where a proposal stands, and whether its next step is overdue. */
export function UsulanTag({
  ctx,
  usulan,
  today,
}: Readonly<{ ctx: PageContext; usulan: Pick<Usulan, 'status' | 'tenggat'>; today: string }>) {
  const m = messagesIn(ctx.lang)
  const late = isLate(usulan, tanggal(today))
  return (
    <>
      <StatusTag kind={USULAN_TAGS[usulan.status]}>{m.status[usulan.status]}</StatusTag>{' '}
      {late && <StatusTag kind="lewat">{m.usulan.lateTag}</StatusTag>}
    </>
  )
}

export function costText({ lang }: PageContext, biaya: Usulan['biaya']): string {
  return biaya === null ? messagesIn(lang).form.noCost : formatRupiah(biaya, lang)
}

export function dayText({ lang }: PageContext, date: string | null): string {
  return date === null ? '' : formatTanggal(tanggal(date), lang)
}

export function countText({ lang }: PageContext, count: number): string {
  return formatNumber(count, lang)
}
