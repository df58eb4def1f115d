import type { WorkDesk, WorkItem } from '../../platform/work.ts'
import {
  type DenseColumn,
  DenseTable,
  EmptyState,
  Icon,
  OfficerPage,
  type PageContext,
  Section,
} from '../../ui/index.ts'
import { uiMessages } from '../../ui/messages/index.ts'
import type { NavItem } from '../../ui/navigation.ts'
import { portalMessages } from './messages/index.ts'

export type WorkPageProps = Readonly<{
  ctx: PageContext
  desks: readonly WorkDesk[]
  doors: readonly NavItem[]
}>

/** The officer's day: what every module has waiting, what is due first on top. */
export function WorkPage({ ctx, desks, doors }: WorkPageProps) {
  const m = portalMessages(ctx.lang).desk
  // Some roles read or set things and have nothing waiting, but rooms to go to.
  const hasRooms = doors.some((door) => door.key !== 'queue')
  return (
    <OfficerPage ctx={ctx} title={m.title} current="queue" scripts={['ui-table']}>
      <div class="kerja-meja">
        <h1>{m.title}</h1>
        {desks.length === 0 && (
          <EmptyState title={hasRooms ? m.noQueue : m.none}>
            <p>{hasRooms ? m.noQueueHelp : m.noneHelp}</p>
          </EmptyState>
        )}
        {desks.map((desk) => (
          <Desk ctx={ctx} desk={desk} />
        ))}
        <Doors ctx={ctx} doors={doors} hasDesk={desks.length > 0} />
      </div>
    </OfficerPage>
  )
}

function Desk({ ctx, desk }: Readonly<{ ctx: PageContext; desk: WorkDesk }>) {
  const m = portalMessages(ctx.lang).desk
  return (
    <Section
      id={`h-${desk.key}`}
      title={desk.title}
      aside={<a href={desk.href}>{m.all(desk.title)}</a>}
    >
      <ul class="pandangan">
        {desk.views.map((view) => (
          <li>
            <a class={view.isHot ? 'panas' : ''} href={view.href}>
              <b class="angka">{view.count}</b> {view.label}
            </a>
          </li>
        ))}
      </ul>
      {desk.items.length === 0 ? (
        <p class="redup">{m.clear}</p>
      ) : (
        <DenseTable
          ctx={ctx}
          caption={m.due(desk.title)}
          columns={columnsOf(ctx)}
          rows={desk.items}
          rowId={(row) => row.nomor}
          rowLabel={(row) => row.nomor}
        />
      )}
    </Section>
  )
}

function columnsOf(ctx: PageContext): readonly DenseColumn<WorkItem>[] {
  const m = portalMessages(ctx.lang).desk.columns
  return [
    {
      header: m.what,
      isHead: true,
      phoneClass: 'k-per',
      cell: (row) => (
        <>
          <a href={row.href}>{row.title}</a>
          <span class="sub">{row.facts}</span>
        </>
      ),
    },
    { header: m.nomor, isWideOnly: true, cell: (row) => <span class="angka">{row.nomor}</span> },
    { header: m.state, phoneClass: 'k-st', cell: (row) => row.state },
    {
      header: m.remaining,
      phoneClass: 'k-sisa',
      cell: (row) => <span class={row.isLate ? 'sisa lewat-waktu' : 'sisa'}>{row.remaining}</span>,
    },
  ]
}

/** Rooms of the role; without a desk also what every account has. */
const EVERYONES = [
  { key: 'publicReports', href: '/laporan', icon: 'titik' },
  { key: 'ownNotices', href: '/akun/pemberitahuan', icon: 'lonceng' },
  { key: 'ownAccount', href: '/akun', icon: 'orang' },
] as const

type DoorsProps = Readonly<{ ctx: PageContext; doors: readonly NavItem[]; hasDesk: boolean }>

function Doors({ ctx, doors, hasDesk }: DoorsProps) {
  const words = uiMessages(ctx.lang).nav
  const m = portalMessages(ctx.lang).desk
  return (
    <nav class="pintu" aria-label={m.doors}>
      {doors
        .filter((door) => door.key !== 'queue')
        .map((door) => (
          <a class="tombol dua" href={door.href}>
            <Icon name={door.icon} /> {words[door.key]}
          </a>
        ))}
      {!hasDesk &&
        EVERYONES.map((door) => (
          <a class="tombol dua" href={door.href}>
            <Icon name={door.icon} /> {m[door.key]}
          </a>
        ))}
    </nav>
  )
}
