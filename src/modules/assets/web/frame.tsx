import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../kernel/result.ts'
import { ErrorSummary, OfficerPage, type PageContext, SavedViews } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'

export const ASET = '/kerja/aset'

export type Meja =
  | 'kartu'
  | 'belanja'
  | 'usulan'
  | 'susut'
  | 'inventarisasi'
  | 'temuan'
  | 'muat'
  | 'ruang'
  | 'peta'

const DOORS: Readonly<Record<Meja, string>> = {
  kartu: ASET,
  belanja: `${ASET}/belanja`,
  usulan: `${ASET}/usulan`,
  susut: `${ASET}/susut`,
  inventarisasi: `${ASET}/inventarisasi`,
  temuan: `${ASET}/temuan`,
  muat: `${ASET}/muat`,
  ruang: `${ASET}/ruang`,
  peta: `${ASET}/peta`,
}

export type FrameProps = Readonly<{
  ctx: PageContext
  title: string
  current?: Meja
  refusals?: readonly Refusal[]
  scripts?: readonly string[]
  children: ComponentChildren
}>

/** Every desk of the goods: where one is, and what was wrong. */
export function AsetFrame({ ctx, title, current, refusals = [], scripts, children }: FrameProps) {
  const m = messagesIn(ctx.lang)
  const doors = Object.entries(DOORS) as readonly (readonly [Meja, string])[]
  return (
    <OfficerPage
      ctx={ctx}
      title={title}
      current="assets"
      css={['bayar', 'aset']}
      {...(scripts === undefined ? {} : { scripts })}
    >
      <div class="tumpuk isi-hal">
        <SavedViews
          ctx={ctx}
          views={doors.map(([key, href]) => ({
            href,
            label: m.meja[key],
            isCurrent: key === current,
          }))}
        />
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{title}</h1>
        {children}
      </div>
    </OfficerPage>
  )
}
