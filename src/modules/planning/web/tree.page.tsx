import type { Sen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatRupiah } from '../../../ui/format.ts'
import { ErrorSummary, type PageContext, StatusTag } from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { type Dokumen, isCoded, kindBelow } from '../domain/dokumen.ts'
import { groupRows } from '../domain/kelompok.ts'
import type { Simpul } from '../domain/simpul.ts'
import { formatUkuran } from '../domain/ukuran.ts'
import { messagesIn } from '../messages/index.ts'
import { DokumenFrame } from './frame.tsx'
import { dokumenPath } from './paths.ts'
import { StateForms, type StateProps } from './state-forms.tsx'

export type TreeProps = Readonly<{
  ctx: PageContext
  dokumen: Dokumen
  simpul: readonly Simpul[]
  kode: Kodefikasi
  tahun: number
  mayWrite: boolean
  state: Pick<StateProps, 'mayEnact' | 'refusals' | 'typed'>
  refusals: readonly Refusal[]
}>

/** A document as an outline: open and close without script, every node a link to its own page. */
export function TreePage(props: TreeProps) {
  const { ctx, dokumen, simpul, mayWrite, state, refusals } = props
  const m = messagesIn(ctx.lang)
  const first = kindBelow(dokumen.jenis, undefined)
  const children = groupRows(simpul, ({ indukId }) => indukId)
  const isOpen = dokumen.status === 'disusun' && mayWrite
  return (
    <DokumenFrame ctx={ctx} dokumen={dokumen} tab="isi" mayWrite={mayWrite}>
      <ErrorSummary ctx={ctx} refusals={[...refusals, ...state.refusals]} />
      <StateForms ctx={ctx} dokumen={dokumen} mayWrite={mayWrite} {...state} />
      {simpul.length === 0 && <p class="bantuan">{m.tree.empty}</p>}
      <Branch {...props} list={children.get(null) ?? []} under={children} />
      {isOpen && first !== undefined && (
        <p>
          <a class="tombol dua" href={`${dokumenPath(dokumen)}/baru`}>
            {m.tree.add(m.tree.kinds[first])}
          </a>
        </p>
      )}
    </DokumenFrame>
  )
}

type BranchProps = TreeProps &
  Readonly<{
    list: readonly Simpul[]
    under: ReadonlyMap<string | null, readonly Simpul[]>
  }>

/** Nodes that are open from the start: down to the goals people read first. */
const OPEN: Readonly<Record<'rpjmd' | 'renstra', ReadonlySet<string>>> = {
  rpjmd: new Set(['visi', 'misi', 'tujuan']),
  renstra: new Set(['tujuan', 'sasaran']),
}

function Branch({ list, ...props }: BranchProps) {
  const m = messagesIn(props.ctx.lang).tree
  if (list.length === 0) return null
  return (
    <ul class="pohon">
      {list.map((node) => {
        const below = props.under.get(node.id) ?? []
        return (
          <li>
            <NodeLine {...props} node={node} />
            {below.length > 0 && (
              <details
                open={OPEN[props.dokumen.jenis === 'renstra' ? 'renstra' : 'rpjmd'].has(node.jenis)}
              >
                <summary>
                  {m.below(String(below.length), m.kinds[below[0]?.jenis ?? node.jenis])}
                  <span class="vh"> {node.uraian}</span>
                </summary>
                <Branch {...props} list={below} />
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function NodeLine({ node, ...props }: Omit<BranchProps, 'list'> & Readonly<{ node: Simpul }>) {
  const { ctx, dokumen, kode, tahun } = props
  const m = messagesIn(ctx.lang).tree
  const code = kode.nomenklatur.byId.get(node.nomenklaturId ?? -1)?.kode
  const skpd = node.skpdId === null ? undefined : kode.skpd.byId.get(node.skpdId)?.nama
  const ceiling: Sen | undefined = isCoded(node.jenis) ? node.pagu.get(tahun) : undefined
  return (
    <span class="pohon-baris">
      <StatusTag kind="netral">{m.kinds[node.jenis]}</StatusTag>{' '}
      <a href={`${dokumenPath(dokumen)}/simpul/${node.id}`}>{node.uraian}</a>{' '}
      <span class="sub">
        {code} {skpd}
        {ceiling !== undefined && (
          <b class="angka"> {m.ceiling(String(tahun), formatRupiah(ceiling, ctx.lang))}</b>
        )}
      </span>
      {node.indikator.map((one) => {
        const target = one.target.get(tahun)
        return (
          <span class="sub pohon-indikator">
            {one.nama}: {target === undefined ? m.noTarget : formatUkuran(target, ctx.lang)}{' '}
            {one.satuan}
          </span>
        )
      })}
    </span>
  )
}
