import type { Difference } from '../../../../../kernel/differences.ts'
import { formatDateTime, localeOf } from '../../../../../ui/format.ts'
import { ActionForm, EmptyState, Pagination, TaskList } from '../../../../../ui/index.ts'
import { pengarahMessages } from '../../../messages/pengarah.ts'
import { HOME, type View } from './edge.ts'
import { Frame } from './frame.tsx'

const RIWAYAT = `${HOME}/riwayat`

export type ShownChange = Readonly<{
  id: string
  tabel: 'kategori' | 'wewenang' | 'tenggat_aturan' | 'alasan' | 'templat'
  kunci: string
  name: string
  kind: 'created' | 'deleted' | 'edited'
  differences: readonly Difference[]
  by: string
  at: Date
  canUndo: boolean
}>

export type RiwayatProps = View &
  Readonly<{
    changes: readonly ShownChange[]
    filter: Readonly<{ tabel: string; kunci: string }>
    nextHref: string | undefined
    firstHref: string | undefined
  }>

export function RiwayatPage(props: RiwayatProps) {
  const { ctx, m, changes, nextHref, firstHref } = props
  return (
    <Frame {...props} title={m.riwayat.title}>
      {changes.length === 0 ? <EmptyState title={m.riwayat.none} /> : <ChangeList {...props} />}
      <Pagination
        ctx={ctx}
        shown=""
        {...(nextHref === undefined ? {} : { nextHref })}
        {...(firstHref === undefined ? {} : { firstHref })}
      />
    </Frame>
  )
}

const DOOR = {
  kategori: 'kategori',
  wewenang: 'wewenang',
  tenggat_aturan: 'tenggat',
  alasan: 'alasan',
  templat: 'templat',
} as const

function ChangeList({ ctx, m, changes }: Pick<RiwayatProps, 'ctx' | 'm' | 'changes'>) {
  const words = m.riwayat
  return (
    <ol class="soal-daftar">
      {changes.map((change) => (
        <li>
          <b>
            {words[change.kind]}: {m.doors[DOOR[change.tabel]]} · {change.name}
          </b>
          <p class="bantuan">
            {formatDateTime(change.at, localeOf(ctx))} · {change.by}
          </p>
          {change.kind === 'edited' && (
            <dl class="fakta">
              {change.differences.map((one) => (
                <>
                  <dt>{fieldName(m, one.field)}</dt>
                  <dd>
                    <del>{one.before ?? words.empty}</del> → <ins>{one.after ?? words.empty}</ins>
                  </dd>
                </>
              ))}
            </dl>
          )}
          {change.canUndo && (
            <ActionForm
              ctx={ctx}
              action={`${RIWAYAT}/${change.id}/batalkan`}
              label={
                <>
                  {words.undo}
                  <span class="vh"> {change.name}</span>
                </>
              }
            />
          )}
        </li>
      ))}
    </ol>
  )
}

/** "pertanyaan.ukuran.label.en" as people say it; codes within stay codes. */
function fieldName(m: View['m'], path: string): string {
  const names: Readonly<Record<string, string>> = m.fields
  return path
    .split('.')
    .map((part) => names[part] ?? part)
    .join(' › ')
}

export type KatalogHomeProps = View &
  Readonly<{
    notes: Readonly<Record<'kategori' | 'wewenang' | 'tenggat' | 'alasan' | 'templat', string>>
    changes: readonly ShownChange[]
  }>

/** The catalogues at a glance: what there is, what is missing, what changed last. */
export function KatalogHomePage(props: KatalogHomeProps) {
  const { ctx, m, notes, changes } = props
  const pengarah = pengarahMessages(ctx.lang)
  const doors = ['kategori', 'wewenang', 'tenggat', 'alasan', 'templat'] as const
  return (
    <Frame {...props} title={m.title}>
      <p>{m.intro}</p>
      <TaskList
        tasks={[
          ...doors.map((door) => ({
            href: `${HOME}/${door}`,
            label: m.doors[door],
            status: <span class="bantuan">{notes[door]}</span>,
          })),
          {
            href: `${HOME}/pengarah`,
            label: pengarah.title,
            status: <span class="bantuan">{pengarah.door}</span>,
          },
        ]}
      />
      <section class="bab">
        <h2>{m.riwayat.title}</h2>
        {changes.length === 0 ? (
          <p class="bantuan">{m.riwayat.none}</p>
        ) : (
          <>
            <ChangeList {...props} changes={changes.map((one) => ({ ...one, canUndo: false }))} />
            <p>
              <a href={RIWAYAT}>{m.doors.riwayat}</a>
            </p>
          </>
        )}
      </section>
    </Frame>
  )
}
