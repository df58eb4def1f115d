import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Choice,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
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
      <TextField {...base} name="judul" label={m.judul} value={form.judul ?? ''} maxLength={150} />
      <TextArea
        {...base}
        name="tujuan"
        label={m.tujuan}
        value={form.tujuan ?? ''}
        rows={2}
        maxLength={500}
      />
      <SelectField {...base} name="unit" label={m.unit} value={form.unit ?? ''} choices={units} />
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
      <TextField
        {...base}
        name="tutup"
        label={m.tutup}
        hint={m.dateHint}
        value={form.tutup ?? ''}
        maxLength={10}
      />
      <TextField
        {...base}
        name="janji"
        label={m.janji}
        hint={m.dateHint}
        value={form.janji ?? ''}
        maxLength={10}
      />
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
    tutup: survei.tutupPada,
    janji: survei.janjiTerbit,
    strata: writeStrata(survei.strata),
  }
}
