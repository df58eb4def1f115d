import type { ComponentChildren } from 'preact'
import { tanggal } from '../../../kernel/date.ts'
import { formatTanggal } from '../../../ui/format.ts'
import {
  OfficerPage,
  type PageContext,
  SavedViews,
  StatusTag,
  type TagKind,
} from '../../../ui/index.ts'
import type { Dokumen, StatusDokumen } from '../domain/dokumen.ts'
import { messagesIn } from '../messages/index.ts'
import { dokumenPath, KINERJA, RENCANA, USULAN } from './paths.ts'

export type Tab = 'isi' | 'periksa' | 'pembagian' | 'banding' | 'impor'
export type Room = 'dokumen' | 'usulan' | 'kinerja'

const TAGS: Readonly<Record<StatusDokumen, TagKind>> = {
  disusun: 'proses',
  diajukan: 'tunggu',
  ditetapkan: 'selesai',
}

export function DokumenTag({
  ctx,
  dokumen,
}: Readonly<{ ctx: PageContext; dokumen: Pick<Dokumen, 'status'> }>) {
  return (
    <StatusTag kind={TAGS[dokumen.status]}>
      {messagesIn(ctx.lang).dokumen.statuses[dokumen.status]}
    </StatusTag>
  )
}

/** Years a document covers, as people write them. */
export function spanOf({
  tahunMulai,
  tahunSampai,
}: Pick<Dokumen, 'tahunMulai' | 'tahunSampai'>): string {
  return tahunMulai === tahunSampai ? String(tahunMulai) : `${tahunMulai}–${tahunSampai}`
}

/** The rooms of planning: documents, proposals, performance. */
export function RencanaFrame({
  ctx,
  title,
  room,
  children,
}: Readonly<{ ctx: PageContext; title: string; room: Room; children: ComponentChildren }>) {
  const m = messagesIn(ctx.lang).rooms
  return (
    <OfficerPage
      ctx={ctx}
      title={title}
      current="planning"
      css={['rencana']}
      scripts={['ui-table']}
    >
      <SavedViews
        ctx={ctx}
        views={[
          { href: RENCANA, label: m.dokumen, isCurrent: room === 'dokumen' },
          { href: USULAN, label: m.usulan, isCurrent: room === 'usulan' },
          { href: KINERJA, label: m.kinerja, isCurrent: room === 'kinerja' },
        ]}
      />
      <div class="tumpuk isi-hal">{children}</div>
    </OfficerPage>
  )
}

/** Every page of one document: what it is, in which state, and its views. */
export function DokumenFrame(
  props: Readonly<{
    ctx: PageContext
    dokumen: Dokumen
    tab: Tab
    mayWrite: boolean
    children: ComponentChildren
  }>,
) {
  const { ctx, dokumen, tab, mayWrite, children } = props
  const m = messagesIn(ctx.lang).dokumen
  const path = dokumenPath(dokumen)
  const isRkpd = dokumen.jenis === 'rkpd'
  const tabs: readonly (readonly [Tab, string, boolean])[] = [
    ['isi', path, true],
    ['periksa', `${path}/periksa`, true],
    ['pembagian', `${path}/pembagian`, isRkpd],
    ['banding', `${path}/banding`, dokumen.versi > 1],
    ['impor', `${path}/impor`, isRkpd && dokumen.status === 'disusun' && mayWrite],
  ]
  return (
    <RencanaFrame ctx={ctx} title={dokumen.judul} room="dokumen">
      <header class="rencana-kepala">
        <h1>{dokumen.judul}</h1>
        <p class="kecil redup">
          <DokumenTag ctx={ctx} dokumen={dokumen} /> {m.kinds[dokumen.jenis]} {spanOf(dokumen)} ·{' '}
          {m.version(String(dokumen.versi))}
          {dokumen.penetapanTanggal !== null &&
            ` · ${m.enacted(
              m.acts[dokumen.penetapanJenis ?? 'perkada'],
              dokumen.penetapanNomor ?? '',
              formatTanggal(tanggal(dokumen.penetapanTanggal), ctx.lang),
            )}`}
        </p>
      </header>
      <SavedViews
        ctx={ctx}
        views={tabs
          .filter(([, , isShown]) => isShown)
          .map(([key, href]) => ({ href, label: m.tabs[key], isCurrent: key === tab }))}
      />
      {children}
    </RencanaFrame>
  )
}
