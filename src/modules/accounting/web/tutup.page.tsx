import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  Csrf,
  DataTable,
  EmptyState,
  type PageContext,
  StatusTag,
} from '../../../ui/index.ts'
import type { BookState } from '../actions/closing.ts'
import { messagesIn } from '../messages/index.ts'
import { AKUNTANSI, AkuntansiFrame, type Room } from './frame.tsx'
import { type OpiniProps, OpiniSection } from './opini.tsx'

export const TUTUP = `${AKUNTANSI}/tutup`

export type TutupProps = Readonly<{
  ctx: PageContext
  rooms: readonly Room[]
  tahun: number
  years: readonly number[]
  books: readonly Readonly<{ id: number; nama: string; state: BookState }>[]
  mayClose: boolean
  refusals: readonly Refusal[]
  opini: Omit<OpiniProps, 'ctx' | 'tahun' | 'refusals'>
}>

/** The end of a year: which books are closed, what stands in the way of the others. */
export function TutupPage(props: TutupProps) {
  const { ctx, rooms, tahun, years, books, mayClose, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <AkuntansiFrame
      ctx={ctx}
      title={m.closeTitle(tahun)}
      room="tutup"
      rooms={rooms}
      refusals={refusals}
    >
      <nav class="tampilan angka" aria-label={m.fromYear}>
        {years.map((one) => (
          <a
            href={`${TUTUP}?tahun=${one}`}
            {...(one === tahun ? { 'aria-current': 'page' as const } : {})}
          >
            {one}
          </a>
        ))}
      </nav>
      <p class="redup">{m.closeHelp}</p>
      {books.length === 0 && <EmptyState title={m.noBooks(tahun)} />}
      <DataTable
        caption={m.closeTitle(tahun)}
        isStacked
        rows={books}
        columns={[
          { header: m.book, isHead: true, cell: (row) => row.nama },
          {
            header: m.state,
            cell: ({ state }) =>
              state.isClosed ? (
                <StatusTag kind="selesai">{m.closed}</StatusTag>
              ) : state.obstacles.length === 0 && !state.hasNominal ? (
                <StatusTag kind="netral">{m.nothingToClose}</StatusTag>
              ) : state.obstacles.length === 0 ? (
                <StatusTag kind="proses">{m.readyToClose}</StatusTag>
              ) : (
                state.obstacles.map((one) => (
                  <StatusTag kind="tunggu">{m.obstacles[one]}</StatusTag>
                ))
              ),
          },
          {
            header: m.decide,
            cell: ({ id, state }) =>
              mayClose && <Actions ctx={ctx} tahun={tahun} id={id} state={state} />,
          },
        ]}
      />
      <OpiniSection ctx={ctx} tahun={tahun} refusals={refusals} {...props.opini} />
    </AkuntansiFrame>
  )
}

function Actions({
  ctx,
  tahun,
  id,
  state,
}: Readonly<{ ctx: PageContext; tahun: number; id: number; state: BookState }>) {
  const m = messagesIn(ctx.lang)
  const isDone = state.isClosed || !state.hasNominal
  const isNext = isDone && !state.hasOpening
  if (isDone ? !isNext : state.obstacles.length > 0) return null
  return (
    <form method="post" action={TUTUP}>
      <Csrf ctx={ctx} />
      <input type="hidden" name="tahun" value={tahun} />
      <input type="hidden" name="skpd" value={id} />
      <input type="hidden" name="langkah" value={isNext ? 'saldo-awal' : 'tutup'} />
      <Button isSmall>{isNext ? m.openNext(tahun + 1) : m.closeBook}</Button>
    </form>
  )
}
