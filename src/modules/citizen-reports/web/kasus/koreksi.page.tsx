import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  CitizenPage,
  Csrf,
  ErrorSummary,
  type PageContext,
  RadioTiles,
  TextArea,
} from '../../../../ui/index.ts'
import { KOREKSI } from '../../actions/ask-correction.ts'
import { kasusMessages } from '../../messages/index.ts'

export type KoreksiPageProps = Readonly<{
  ctx: PageContext
  nomor: string
  judul: string
  refusals: readonly Refusal[]
  typed: Readonly<{ apa: string; rincian: string }>
}>

/** Ask the coordinators to hide or correct something; open to whoever is named in a report. */
export function KoreksiPage({ ctx, nomor, judul, refusals, typed }: KoreksiPageProps) {
  const m = kasusMessages(ctx.lang).koreksi
  return (
    <CitizenPage ctx={ctx} title={m.title} current="reports" scripts={['ui-form']}>
      <div class="wadah sempit isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <p class="kecil">
          <a href={`/laporan/${nomor}`}>
            {judul} <span class="angka">({nomor})</span>
          </a>
        </p>
        <h1>{m.title}</h1>
        <p class="jarak">{m.intro}</p>
        <form method="post" action={`/laporan/${nomor}/koreksi`}>
          <Csrf ctx={ctx} />
          <RadioTiles
            ctx={ctx}
            name="apa"
            label={m.what}
            isSingleColumn
            value={typed.apa}
            choices={KOREKSI.map((value) => ({ value, label: m.choices[value] }))}
            refusals={refusals}
          />
          <TextArea
            ctx={ctx}
            name="rincian"
            label={m.detail}
            hint={m.detailHint}
            rows={4}
            maxLength={1000}
            value={typed.rincian}
            refusals={refusals}
          />
          <Button>{m.send}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}
