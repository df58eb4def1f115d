import { formatNumber } from '../../ui/format.ts'
import {
  CitizenPage,
  type Column,
  DataTable,
  FilterBar,
  FilterSelect,
  type PageContext,
  Section,
} from '../../ui/index.ts'
import type { AsvsRow } from './asvs.ts'
import { portalMessages } from './messages/index.ts'

export type ChapterCount = Readonly<{ chapter: number; rows: number; tests: number }>

export type SecurityProps = Readonly<{
  ctx: PageContext
  chapters: readonly ChapterCount[]
  chosen: number
  kind: string
  rows: readonly AsvsRow[]
  contact: string
  /** When this installation was last restored from a backup, in words. */
  restored: string | undefined
}>

/** What we promise, how it is proved, and whom to tell of a hole. */
export function SecurityPage(props: SecurityProps) {
  const { ctx, chapters } = props
  const m = portalMessages(ctx.lang).security
  const count = (pick: (one: ChapterCount) => number) =>
    formatNumber(
      chapters.reduce((sum, one) => sum + pick(one), 0),
      ctx.lang,
    )
  return (
    <CitizenPage ctx={ctx} title={m.title}>
      <div class="wadah isi-hal">
        <h1>{m.title}</h1>
        <p>{m.promise}</p>
        <Section id="h-lapor" title={m.reportTitle}>
          <p>
            {m.report(props.contact)}{' '}
            <a href="/.well-known/security.txt">{m.machine} (security.txt)</a>
          </p>
        </Section>
        <Section id="h-latih" title={m.drills}>
          <p>{props.restored === undefined ? m.neverDrilled : m.drilled(props.restored)}</p>
        </Section>
        <Section id="h-asvs" title={m.matrix}>
          <p>{m.intro}</p>
          <p>
            <b>
              {m.counts(
                count((one) => one.rows),
                count((one) => one.tests),
              )}
            </b>
          </p>
          <Filters {...props} />
          <Matrix ctx={ctx} rows={props.rows} />
        </Section>
      </div>
    </CitizenPage>
  )
}

function Filters({ ctx, chapters, chosen, kind }: SecurityProps) {
  const m = portalMessages(ctx.lang).security
  return (
    <FilterBar action="/keamanan#h-asvs" button={m.filter} label={m.filter}>
      <FilterSelect
        name="bab"
        label={m.byChapter}
        value={String(chosen)}
        choices={chapters.map(({ chapter, rows, tests }) => ({
          value: String(chapter),
          label: `V${chapter} ${m.chapters[chapter - 1] ?? ''} (${tests}/${rows})`,
        }))}
      />
      <FilterSelect
        name="cara"
        label={m.allKinds}
        value={kind}
        choices={Object.entries(m.kinds).map(([value, label]) => ({ value, label }))}
      />
    </FilterBar>
  )
}

function Matrix({ ctx, rows }: Pick<SecurityProps, 'ctx' | 'rows'>) {
  const m = portalMessages(ctx.lang).security
  if (rows.length === 0) return <p>{m.none}</p>
  const columns: readonly Column<AsvsRow>[] = [
    { header: m.id, isHead: true, cell: ({ id, level }) => `${id} (L${level})` },
    { header: m.requirement, cell: (row) => (ctx.lang === 'id' ? row.topik : row.topic) },
    { header: m.kind, cell: ({ kind }) => m.kinds[kind] ?? kind },
    { header: m.evidence, cell: (row) => <Evidence row={row} /> },
  ]
  return <DataTable caption={m.matrix} columns={columns} rows={rows} />
}

function Evidence({ row }: { row: AsvsRow }) {
  const [file = '', title] = row.evidence.split(' :: ')
  if (title === undefined) return <span class="kecil">{row.evidence}</span>
  return (
    <span class="kecil">
      {title}
      <br />
      <code>{file}</code>
    </span>
  )
}
