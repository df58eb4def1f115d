import { dayFirst } from '../../../../kernel/date.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Choice,
  DayField,
  type PageContext,
  PurposeFields,
  RadioTiles,
  TextArea,
} from '../../../../ui/index.ts'
import { type Survei, type SurveiForm, writeStrata } from '../../domain/survei.ts'
import { kerjaMessages } from '../../messages/index.ts'

export const HEAD_FIELDS = ['judul', 'tujuan', 'unit', 'jenis', 'tutup', 'janji', 'strata'] as const

/** What a survey is for, whom it asks, until when. */
export function HeadFields({
  ctx,
  form,
  units,
  refusals,
}: Readonly<{
  ctx: PageContext
  form: SurveiForm
  units: readonly Choice[]
  refusals: readonly Refusal[]
}>) {
  const m = kerjaMessages(ctx.lang)
  const base = { ctx, refusals }
  return (
    <>
      <PurposeFields {...base} form={form} words={m} units={units} />
      <RadioTiles
        {...base}
        name="jenis"
        label={m.jenis}
        value={form.jenis ?? ''}
        choices={(['panel', 'terbuka'] as const).map((value) => ({
          value,
          label: m.jenisPilihan[value],
        }))}
        isSingleColumn
      />
      <DayField {...base} name="tutup" label={m.tutup} value={form.tutup ?? ''} />
      <DayField {...base} name="janji" label={m.janji} value={form.janji ?? ''} />
      <TextArea
        {...base}
        name="strata"
        label={m.strata}
        hint={m.strataHint}
        value={form.strata ?? ''}
        rows={4}
        isOptional
      />
    </>
  )
}

/** A survey's head as its form shows it. */
export function headForm(survei: Survei): SurveiForm {
  return {
    judul: survei.judul,
    tujuan: survei.tujuan,
    unit: survei.unitKode,
    jenis: survei.jenis,
    tutup: dayFirst(survei.tutupPada),
    janji: dayFirst(survei.janjiTerbit),
    strata: writeStrata(survei.strata),
  }
}
