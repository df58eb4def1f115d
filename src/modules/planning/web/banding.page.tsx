import { type Sen, sumSen } from '../../../kernel/money.ts'
import { formatRupiah } from '../../../ui/format.ts'
import {
  DataTable,
  EmptyState,
  type PageContext,
  StatusTag,
  type TagKind,
} from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Beda, Perubahan } from '../domain/banding.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { messagesIn } from '../messages/index.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath } from './paths.ts'

export type BandingProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  lama: Dokumen
  versi: readonly Dokumen[]
  beda: readonly Beda[]
  kode: Kodefikasi
  mayWrite: boolean
}>

const TAGS: Readonly<Record<Perubahan, TagKind>> = {
  baru: 'selesai',
  hilang: 'lewat',
  berubah: 'proses',
}
const SHOWN_MAX = 500

/** Two versions beside each other: only what differs. */
export function BandingPage({ ctx, dokumen, lama, versi, beda, kode, mayWrite }: BandingProps) {
  const m = messagesIn(ctx.lang)
  const total = sumSen(beda.map(({ selisih }): Sen => selisih))
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="banding" mayWrite={mayWrite}>
      <h2>{m.banding.title(String(lama.versi), String(dokumen.versi))}</h2>
      <p class="tombol-baris">
        {versi
          .filter(({ id }) => id !== dokumen.id)
          .map((one) => (
            <a href={`${dokumenPath(dokumen)}/banding?lama=${one.id}`}>
              {m.banding.against(String(one.versi))}
            </a>
          ))}
      </p>
      {beda.length === 0 ? (
        <EmptyState title={m.banding.same} />
      ) : (
        <>
          <p class="rencana-jumlah angka">
            {m.banding.summary(String(beda.length), formatRupiah(total, ctx.lang))}
          </p>
          <DataTable
            isStacked
            caption={m.banding.caption}
            rows={beda.slice(0, SHOWN_MAX)}
            columns={[
              {
                header: m.banding.change,
                cell: (one) => (
                  <StatusTag kind={TAGS[one.perubahan]}>{m.banding.kinds[one.perubahan]}</StatusTag>
                ),
              },
              {
                header: m.lines.work,
                isHead: true,
                cell: (one) => (
                  <>
                    {one.judul}{' '}
                    <span class="rencana-sub">{kode.skpd.byId.get(one.skpdId ?? -1)?.nama}</span>
                  </>
                ),
              },
              {
                header: m.banding.fields,
                cell: (one) =>
                  one.bidang.map(({ nama, lama: was, baru }) => (
                    <div>
                      {nama}: <span class="rencana-lama">{was}</span> {baru}
                    </div>
                  )),
              },
              {
                header: m.banding.difference,
                isNumber: true,
                cell: (one) => formatRupiah(one.selisih, ctx.lang),
              },
            ]}
          />
        </>
      )}
    </DokumenFrame>
  )
}
