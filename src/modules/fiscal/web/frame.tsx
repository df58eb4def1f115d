import type { ComponentChildren } from 'preact'
import { OfficerPage, type PageContext, SavedViews } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'

export const KODE = '/kerja/kode'
export const TABEL = ['rekening', 'nomenklatur', 'skpd', 'sumber-dana', 'standar'] as const
export type Tabel = (typeof TABEL)[number]

export type FrameProps = Readonly<{
  ctx: PageContext
  tahun: number
  /** Fiscal years to choose from, newest first. */
  years: readonly number[]
  tabel?: Tabel
  title: string
  children: ComponentChildren
}>

/** Every page of the codes: which year, which table. */
export function KodeFrame({ ctx, tahun, years, tabel, title, children }: FrameProps) {
  const m = messagesIn(ctx.lang)
  const path = tabel === undefined ? KODE : `${KODE}/${tabel}`
  return (
    <OfficerPage ctx={ctx} title={title} current="codes" css={['bayar']}>
      <div class="tumpuk isi-hal">
        <h1>{title}</h1>
        <SavedViews
          ctx={ctx}
          views={[
            { href: `${KODE}?tahun=${tahun}`, label: m.years, isCurrent: tabel === undefined },
            ...TABEL.map((one) => ({
              href: `${KODE}/${one}?tahun=${tahun}`,
              label: m.tabel[one],
              isCurrent: one === tabel,
            })),
          ]}
        />
        {years.length > 1 && (
          <nav class="tampilan angka" aria-label={m.year}>
            {years.map((one) => (
              <a
                href={`${path}?tahun=${one}`}
                {...(one === tahun ? { 'aria-current': 'page' as const } : {})}
              >
                {one}
              </a>
            ))}
          </nav>
        )}
        {children}
      </div>
    </OfficerPage>
  )
}
