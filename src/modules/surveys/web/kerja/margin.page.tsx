import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  Csrf,
  EmptyState,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import { KLASTER_BUNDEL, klasterOf, marginSoal } from '../../domain/bobot-survei.ts'
import { kerjaPath, type Survei } from '../../domain/survei.ts'
import { kerjaMessages } from '../../messages/index.ts'

export type MarginPageProps = Readonly<{
  ctx: PageContext
  survei: Survei
  chosen: readonly string[]
  fields: Readonly<Record<string, string>>
  klaster: string
  refusals: readonly Refusal[]
}>

/** Which questions the weights are fitted to, how many residents chose what, and who was asked together. */
export function MarginPage({ ctx, survei, chosen, fields, klaster, refusals }: MarginPageProps) {
  const m = kerjaMessages(ctx.lang)
  const list = marginSoal(survei.soal)
  return (
    <OfficerPage ctx={ctx} title={m.weighTitle} current="surveys">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={kerjaPath(survei.kode)}>{m.backTo}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.weighTitle}</h1>
        <p class="bantuan">{m.weighLead}</p>
        <form method="post" action={kerjaPath(survei.kode, '/timbang')} class="tumpuk">
          <Csrf ctx={ctx} />
          {list.length === 0 ? (
            <EmptyState title={m.noMargin} />
          ) : (
            list.map((soal) => (
              <fieldset class="ruas" id={`f-margin-${soal.kode}`}>
                <legend>{soal.teks.id}</legend>
                <div class="ubin satu">
                  <label>
                    <input
                      type="checkbox"
                      name="margin"
                      value={soal.kode}
                      checked={chosen.includes(soal.kode)}
                    />
                    <span>{m.useMargin(soal.teks.id)}</span>
                  </label>
                </div>
                {soal.pilihan.map(({ kode, teks }) => {
                  const name = `populasi.${soal.kode}.${kode}`
                  return (
                    <TextField
                      ctx={ctx}
                      name={name}
                      label={teks.id}
                      value={fields[name] ?? ''}
                      inputMode="numeric"
                      maxLength={12}
                      refusals={refusals}
                    />
                  )
                })}
                <TextField
                  ctx={ctx}
                  name={`sumber.${soal.kode}`}
                  label={m.sumber}
                  value={fields[`sumber.${soal.kode}`] ?? ''}
                  maxLength={200}
                  refusals={refusals}
                />
              </fieldset>
            ))
          )}
          <SelectField
            ctx={ctx}
            name="klaster"
            label={m.klaster}
            hint={m.klasterHint}
            value={klaster}
            choices={[
              { value: '', label: m.klasterNone },
              ...klasterOf(survei.soal).map((value) => ({
                value,
                label:
                  value === KLASTER_BUNDEL
                    ? m.klasterBundel
                    : m.klasterSoal(survei.soal.find(({ kode }) => kode === value)?.teks.id ?? ''),
              })),
            ]}
            refusals={refusals}
          />
          <Button>{m.weigh}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}
