import { formatNumber, formatTanggal } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  CitizenPage,
  Csrf,
  Facts,
  Information,
  type PageContext,
  StatusTag,
  Warning,
} from '../../../../ui/index.ts'
import { type Survei, surveiPath } from '../../domain/survei.ts'
import { publikMessages } from '../../messages/index.ts'
import { TAGS } from '../words.ts'

export type SurveiPageProps = Readonly<{
  ctx: PageContext
  survei: Survei
  unit: string
  isOpen: boolean
  isOverdue: boolean
}>

/** A survey: what for, who is asked, until when, and the way in or to the result. */
export function SurveiPage({ ctx, survei, unit, isOpen, isOverdue }: SurveiPageProps) {
  const m = publikMessages(ctx.lang)
  const isPanel = survei.jenis === 'panel'
  return (
    <CitizenPage ctx={ctx} title={survei.judul}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href="/survei">{m.back}</a>
        </p>
        <div>
          <h1 lang="id">{survei.judul}</h1>
          <p>
            <StatusTag kind={TAGS[survei.status]}>{m.status[survei.status]}</StatusTag>
          </p>
        </div>
        {isOverdue && <Warning>{m.overdue}</Warning>}
        <Facts
          rows={[
            { label: m.purpose, value: <span lang="id">{survei.tujuan}</span> },
            { label: m.by, value: unit },
            { label: m.kindLabel, value: m.kind[survei.jenis] },
            { label: m.until, value: formatTanggal(survei.tutupPada, ctx.lang) },
            { label: m.promised, value: formatTanggal(survei.janjiTerbit, ctx.lang) },
          ]}
        />
        {survei.status === 'terbit' && (
          <p>
            <ButtonLink href={surveiPath(survei.kode, '/hasil')}>{m.seeResult}</ButtonLink>
          </p>
        )}
        {isOpen && (
          <>
            <Information>
              <p>{isPanel ? m.panelNote : m.openNote}</p>
              <p>{m.anonymous}</p>
              <p>{m.questions(formatNumber(survei.soal.length, ctx.lang))}</p>
            </Information>
            {!isPanel && (
              <form method="post" action={surveiPath(survei.kode)}>
                <Csrf ctx={ctx} />
                {/* Whoever sees the page leaves this empty; programs that fill in everything do not. */}
                <div class="vh" aria-hidden="true">
                  <label>
                    {m.trap} <input name="situs" tabIndex={-1} autocomplete="off" />
                  </label>
                </div>
                <Button>{m.start}</Button>
              </form>
            )}
          </>
        )}
      </div>
    </CitizenPage>
  )
}
