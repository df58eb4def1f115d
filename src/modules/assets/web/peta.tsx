import { page } from '../../../platform/http/answer.ts'
import { fieldText, type Route } from '../../../platform/http/route.ts'
import {
  DataTable,
  EmptyState,
  FilterBar,
  FilterSelect,
  type PageContext,
  type Pin,
  SketchMapView,
} from '../../../ui/index.ts'
import { projectOn, type SketchMap } from '../../reference/index.ts'
import { READERS } from '../actions/wewenang.ts'
import { pathOf } from '../domain/batas.ts'
import { isKib, KIB } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import { listTitik, type Titik } from '../store/peta-store.ts'
import type { AssetsModule } from '../types.ts'
import { ASET, AsetFrame } from './frame.tsx'
import { readerOf } from './reader.ts'
import { KondisiTag } from './tags.tsx'

const SHOWN = 120
const KINDS = { B: 'selesai', KB: 'proses', RB: 'lewat' } as const
/** Cards whose place matters to everybody: not what stands in a room. */
const PLACED = KIB.filter((kib) => kib !== 'B' && kib !== 'E')

/** Land, buildings and roads on the sketch of the region; the list beneath says the same. */
export function petaRoute({ deps }: AssetsModule): Route {
  return {
    kind: 'page',
    method: 'GET',
    url: `${ASET}/peta`,
    access: { roles: READERS },
    handle: async (req) => {
      const reader = await readerOf(deps, req)
      const typed = fieldText(req.query, 'kib')
      const rows = await listTitik(deps.kit.db, {
        skpdIds: reader.skpdIds,
        kib: isKib(typed) ? typed : undefined,
        limit: SHOWN,
      })
      return page(
        <PetaPage ctx={req.ctx} rows={rows} kib={typed} sketch={deps.reference.sketchMap()} />,
      )
    },
  }
}

type PetaProps = Readonly<{
  ctx: PageContext
  rows: readonly Titik[]
  kib: string
  sketch: SketchMap
}>

function PetaPage({ ctx, rows, kib, sketch }: PetaProps) {
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame ctx={ctx} title={m.peta.title} current="peta">
      <FilterBar action={`${ASET}/peta`} label={m.list.filter} button={m.list.apply}>
        <FilterSelect
          name="kib"
          label={m.list.kib}
          value={kib}
          choices={PLACED.map((value) => ({ value, label: m.kib[value] }))}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState title={m.peta.none}>
          <p>{m.peta.noneHelp}</p>
        </EmptyState>
      ) : (
        <div class="dua-lajur">
          <SketchMapView
            ctx={ctx}
            view={{ x: 0, y: 0, width: sketch.width, height: sketch.height }}
            backdrop={sketch}
            outlines={rows.flatMap((row) => outlineOf(row, sketch))}
            pins={rows.map((row) => pinOf(row, sketch))}
            clusters={[]}
            hasLegend={false}
          />
          <DataTable
            caption={m.peta.title}
            rows={rows}
            columns={[
              {
                header: m.list.goods,
                isHead: true,
                cell: (row) => <a href={`${ASET}/kartu/${row.label}`}>{row.nama}</a>,
              },
              { header: m.list.kib, cell: (row) => row.kib },
              {
                header: m.list.kondisi,
                cell: (row) => <KondisiTag ctx={ctx} kartu={{ ...row, status: 'aktif' }} />,
              },
              {
                header: m.peta.outline,
                cell: (row) => (row.poligon === null ? m.pilihan.tidak : m.pilihan.ya),
              },
            ]}
          />
        </div>
      )}
    </AsetFrame>
  )
}

/** Plots are drawn where they lie, too small for the sketch or not; their pin leads to the card. */
function outlineOf({ poligon }: Titik, sketch: SketchMap): readonly string[] {
  return poligon === null ? [] : [pathOf(poligon, (point) => projectOn(sketch, point))]
}

function pinOf(row: Titik, sketch: SketchMap): Pin {
  const { x, y } = projectOn(sketch, row)
  return {
    x: Math.round(x * 10) / 10,
    y: Math.round(y * 10) / 10,
    kind: KINDS[row.kondisi],
    href: `${ASET}/kartu/${row.label}`,
    label: row.nama,
  }
}
