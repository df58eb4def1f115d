import { formatNumber } from '../../../ui/format.ts'
import {
  EmptyState,
  FilterBar,
  FilterSelect,
  type PageContext,
  StatusTag,
  type TagKind,
} from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { type Capaian, judgeCapaian } from '../domain/capaian.ts'
import { groupRows } from '../domain/kelompok.ts'
import type { Indikator, Simpul } from '../domain/simpul.ts'
import { formatUkuran, type Ukuran } from '../domain/ukuran.ts'
import { messagesIn } from '../messages/index.ts'
import { RencanaFrame } from './frame.tsx'
import { KINERJA } from './paths.ts'

/** What came of an indicator in the year that is shown. */
export type Reached = Readonly<{ nilai: Ukuran; triwulan: number; capaian: Capaian }>

/** A tree of the cascade with the document its nodes stand in. */
export type Pohon = Readonly<{
  dokumenId: string
  skpdId: number | null
  simpul: readonly Simpul[]
}>

export type KinerjaProps = Readonly<{
  ctx: PageContext
  tahun: number
  years: readonly number[]
  skpd: string
  kode: Kodefikasi
  rpjmd: Pohon | undefined
  renstra: readonly Pohon[]
  reached: ReadonlyMap<string, Reached>
  /** How achievement is worked out, in words. */
  rule: string
}>

const TAGS: Readonly<Record<ReturnType<typeof judgeCapaian>, TagKind>> = {
  tercapai: 'selesai',
  hampir: 'tunggu',
  kurang: 'lewat',
}

/** The cascade: from the region's goals down to what every sub kegiatan delivers, opened level by level. */
export function KinerjaPage(props: KinerjaProps) {
  const { ctx, tahun, years, skpd, kode, rpjmd, renstra, rule } = props
  const m = messagesIn(ctx.lang).kinerja
  const goals = rpjmd?.simpul.filter(({ jenis }) => jenis === 'sasaran') ?? []
  const serving = groupRows(
    renstra.flatMap((tree) =>
      tree.simpul
        .filter(({ indukId, mendukungId }) => indukId === null && mendukungId !== null)
        .map((root) => ({ root, tree })),
    ),
    ({ root }) => root.mendukungId,
  )
  return (
    <RencanaFrame ctx={ctx} title={m.title} room="kinerja">
      <h1>{m.titleOf(String(tahun))}</h1>
      <FilterBar action={KINERJA} label={m.filter} button={m.show}>
        <FilterSelect
          name="tahun"
          label={m.year}
          value={String(tahun)}
          choices={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
        <FilterSelect
          name="skpd"
          label={m.allAgencies}
          value={skpd}
          choices={kode.skpd.all.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
      </FilterBar>
      <p class="kecil redup">{rule}</p>
      {rpjmd === undefined || goals.length === 0 ? (
        <EmptyState title={m.empty} />
      ) : (
        <ul class="pohon">
          {goals.map((goal) => (
            <li>
              <details open>
                <summary>
                  <StatusTag kind="netral">{m.goal}</StatusTag> <b>{goal.uraian}</b>
                </summary>
                <Measures {...props} list={goal.indikator} dokumenId={rpjmd.dokumenId} />
                <ul class="pohon">
                  {(serving.get(goal.id) ?? []).map(({ root, tree }) => (
                    <li>
                      <Serving {...props} root={root} tree={tree} />
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      )}
    </RencanaFrame>
  )
}

function Serving(props: KinerjaProps & Readonly<{ root: Simpul; tree: Pohon }>) {
  const { ctx, kode, root, tree, skpd } = props
  const m = messagesIn(ctx.lang).tree
  const name = kode.skpd.byId.get(tree.skpdId ?? -1)?.nama ?? ''
  const children = groupRows(tree.simpul, ({ indukId }) => indukId)
  const isAsked = skpd !== ''
  return (
    <details open={isAsked}>
      <summary>
        <StatusTag kind="netral">{m.kinds.tujuan}</StatusTag> {root.uraian}{' '}
        <span class="sub">{name}</span>
      </summary>
      <Measures {...props} list={root.indikator} dokumenId={tree.dokumenId} />
      {isAsked && <Below {...props} list={children.get(root.id) ?? []} under={children} />}
      {!isAsked && (
        <p class="kecil">
          <a href={`${KINERJA}?tahun=${props.tahun}&skpd=${tree.skpdId}`}>
            {messagesIn(ctx.lang).kinerja.openAgency(name)}
          </a>
        </p>
      )}
    </details>
  )
}

type BelowProps = KinerjaProps &
  Readonly<{
    tree: Pohon
    list: readonly Simpul[]
    under: ReadonlyMap<string | null, readonly Simpul[]>
  }>

function Below({ list, ...props }: BelowProps) {
  const m = messagesIn(props.ctx.lang).tree
  return (
    <ul class="pohon">
      {list.map((node) => {
        const below = props.under.get(node.id) ?? []
        const line = (
          <>
            <StatusTag kind="netral">{m.kinds[node.jenis]}</StatusTag> {node.uraian}
          </>
        )
        return (
          <li>
            {below.length === 0 ? (
              line
            ) : (
              <details open={node.jenis === 'sasaran'}>
                <summary>{line}</summary>
                <Measures {...props} list={node.indikator} dokumenId={props.tree.dokumenId} />
                <Below {...props} list={below} />
              </details>
            )}
            {below.length === 0 && (
              <Measures {...props} list={node.indikator} dokumenId={props.tree.dokumenId} />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Measures({
  ctx,
  tahun,
  list,
  dokumenId,
  reached,
}: Pick<KinerjaProps, 'ctx' | 'tahun' | 'reached'> &
  Readonly<{ list: readonly Indikator[]; dokumenId: string }>) {
  const m = messagesIn(ctx.lang).kinerja
  return (
    <>
      {list.map((one) => {
        const target = one.target.get(tahun)
        const got = reached.get(one.id)
        const verdict = got === undefined ? undefined : judgeCapaian(got.capaian)
        return (
          <p class="pohon-indikator sub">
            <a href={`${KINERJA}/${one.id}?dokumen=${dokumenId}`}>{one.nama}</a>{' '}
            {m.targetIs(
              target === undefined ? m.none : `${formatUkuran(target, ctx.lang)} ${one.satuan}`,
            )}{' '}
            {got !== undefined && verdict !== undefined && (
              <>
                {m.reachedIs(formatUkuran(got.nilai, ctx.lang), String(got.triwulan))}{' '}
                <StatusTag kind={TAGS[verdict]}>
                  {m.verdicts[verdict]} {formatNumber(Number(got.capaian) / 100, ctx.lang, 2)}%
                </StatusTag>
              </>
            )}
          </p>
        )
      })}
    </>
  )
}
