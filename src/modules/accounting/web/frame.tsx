import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../kernel/result.ts'
import { ErrorSummary, OfficerPage, type PageContext, SavedViews } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'

export const AKUNTANSI = '/kerja/akuntansi'
export type Room = 'laporan' | 'jurnal' | 'usulan' | 'pemetaan' | 'tutup'

export type FrameProps = Readonly<{
  ctx: PageContext
  title: string
  room: Room
  /** Rooms this officer may enter. */
  rooms: readonly Room[]
  refusals?: readonly Refusal[]
  children: ComponentChildren
}>

/** Every page of the books: its name, and the rooms beside it. */
export function AkuntansiFrame({ ctx, title, room, rooms, refusals = [], children }: FrameProps) {
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={title} current="accounting" css={['buku']}>
      <div class="tumpuk isi-hal buku">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{title}</h1>
        <SavedViews
          ctx={ctx}
          views={rooms.map((one) => ({
            href: one === 'laporan' ? AKUNTANSI : `${AKUNTANSI}/${one}`,
            label: m.rooms[one],
            isCurrent: one === room,
          }))}
        />
        {children}
      </div>
    </OfficerPage>
  )
}
