import { type Sen, sumSen } from '../../../kernel/money.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import { DataTable, type PageContext, Section } from '../../../ui/index.ts'
import type { Dokumen } from '../domain/dokumen.ts'
import { messagesIn } from '../messages/index.ts'
import type { Bagian } from '../store/baris-store.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath, withQuery } from './paths.ts'

export type PembagianProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  bySource: readonly Bagian[]
  byKecamatan: readonly Bagian[]
  bySkpd: readonly Bagian[]
  nameOf: (menurut: 'sumber' | 'kecamatan' | 'skpd', kunci: string) => string
  mayWrite: boolean
}>

/** Who gets what: the plan by source, by kecamatan and by agency. */
export function PembagianPage(props: PembagianProps) {
  const { ctx, dokumen, mayWrite } = props
  const m = messagesIn(ctx.lang).pembagian
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="pembagian" mayWrite={mayWrite}>
      <Shares {...props} menurut="sumber" title={m.bySource} rows={props.bySource} />
      <Shares {...props} menurut="kecamatan" title={m.byPlace} rows={props.byKecamatan} />
      <Shares {...props} menurut="skpd" title={m.bySkpd} rows={props.bySkpd} />
    </DokumenFrame>
  )
}

/** Share in tenths of a percent, rounded half up. */
function permilOf(part: Sen, whole: Sen): number {
  return whole === 0n ? 0 : Number((part * 2000n + whole) / (2n * whole))
}

function Shares(
  props: PembagianProps &
    Readonly<{
      menurut: 'sumber' | 'kecamatan' | 'skpd'
      title: string
      rows: readonly Bagian[]
    }>,
) {
  const { ctx, dokumen, menurut, title, rows, nameOf } = props
  const m = messagesIn(ctx.lang).pembagian
  const whole = sumSen(rows.map(({ pagu }) => pagu))
  const filter = menurut === 'kecamatan' ? 'lokasi' : menurut
  return (
    <Section id={menurut} title={title}>
      <DataTable
        caption={title}
        rows={rows}
        columns={[
          {
            header: title,
            isHead: true,
            cell: (row) =>
              row.kunci === '' ? (
                nameOf(menurut, '')
              ) : (
                <a href={withQuery(dokumenPath(dokumen), { [filter]: row.kunci })}>
                  {nameOf(menurut, row.kunci)}
                </a>
              ),
          },
          { header: m.lines, isNumber: true, cell: (row) => formatNumber(row.baris, ctx.lang) },
          { header: m.amount, isNumber: true, cell: (row) => formatRupiah(row.pagu, ctx.lang) },
          {
            header: m.share,
            isNumber: true,
            cell: (row) => (
              <>
                <meter min={0} max={1000} value={permilOf(row.pagu, whole)} aria-hidden="true" />{' '}
                {formatNumber(permilOf(row.pagu, whole) / 10, ctx.lang, 1)}%
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
