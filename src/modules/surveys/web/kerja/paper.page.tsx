import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import type { Lembar } from '../../actions/paper.ts'
import type { Ketikan } from '../../domain/isian.ts'
import { kerjaPath, type Survei } from '../../domain/survei.ts'
import { kerjaMessages, publikMessages } from '../../messages/index.ts'
import { Questions } from '../question.tsx'

export type PaperPageProps = Readonly<{
  ctx: PageContext
  survei: Survei
  head: Readonly<Record<'bundel' | 'lembar' | 'strata', string>>
  typed: Ketikan
  refusals: readonly Refusal[]
  saved?: Lembar
}>

/** One sheet of paper after another, typed by an officer. */
export function PaperPage({ ctx, survei, head, typed, refusals, saved }: PaperPageProps) {
  const m = kerjaMessages(ctx.lang)
  const base = { ctx, refusals }
  return (
    <OfficerPage ctx={ctx} title={m.paperTitle} current="surveys">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href="/kerja/survei">{m.back}</a>
        </p>
        {saved !== undefined && (
          <p class="kabar success" role="status">
            {m.paperSaved(String(saved.lembar), saved.bundel)}
          </p>
        )}
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.paperTitle}</h1>
          <p class="bantuan">{survei.judul}</p>
        </div>
        <form method="post" action={kerjaPath(survei.kode, '/kertas')} class="tumpuk">
          <Csrf ctx={ctx} />
          <TextField {...base} name="bundel" label={m.bundel} value={head.bundel} maxLength={40} />
          <TextField
            {...base}
            name="lembar"
            label={m.lembar}
            value={head.lembar}
            inputMode="numeric"
            maxLength={4}
          />
          {survei.jenis === 'panel' && (
            <SelectField
              {...base}
              name="strata"
              label={publikMessages(ctx.lang).stratum}
              value={head.strata}
              choices={survei.strata.map(({ kode, nama }) => ({ value: kode, label: nama }))}
            />
          )}
          <Questions ctx={ctx} bahasa="id" soal={survei.soal} typed={typed} refusals={refusals} />
          <Button>{m.saveNext}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}
