import { formatTanggal } from '../../../ui/format.ts'
import { ActionForm, Button, DataTable, FormKeys, TextField } from '../../../ui/index.ts'
import { formatJam } from '../domain/hours.ts'
import type { JamKantorIsian } from '../domain/settings.ts'
import type { JamKantor } from '../types.ts'
import { HOME, type View } from './edge.ts'

export const JAM_KANTOR = `${HOME}/daerah/jam-kantor`

export type OfficeHoursProps = View &
  Readonly<{ hours: readonly JamKantor[]; hoursSeen: string; hoursIsian: JamKantorIsian }>

/** The hours by which deadlines end, and the form that adds or corrects some. */
export function OfficeHoursSection(props: OfficeHoursProps) {
  const { ctx, m, hours, hoursSeen } = props
  const words = m.jamKantor
  return (
    <section class="bab" aria-labelledby="jam-kantor">
      <h2 id="jam-kantor">{words.title}</h2>
      <p>{words.intro}</p>
      <DataTable
        caption={words.title}
        rows={hours}
        columns={[
          {
            header: words.from,
            isHead: true,
            cell: ({ berlakuMulai }) => formatTanggal(berlakuMulai, ctx.lang),
          },
          { header: words.opens, cell: ({ buka }) => formatJam(buka) },
          { header: words.closes, cell: ({ tutup }) => formatJam(tutup) },
          { header: words.basis, cell: ({ dasar }) => dasar },
          {
            header: words.remove,
            cell: ({ berlakuMulai }) =>
              hours.length > 1 && (
                <ActionForm
                  ctx={ctx}
                  action={`${JAM_KANTOR}/hapus`}
                  label={
                    <>
                      {words.remove}
                      <span class="vh"> {formatTanggal(berlakuMulai, ctx.lang)}</span>
                    </>
                  }
                  fields={{ mulai: berlakuMulai, dilihat: hoursSeen }}
                />
              ),
          },
        ]}
      />
      <AddHours {...props} />
    </section>
  )
}

function AddHours({ ctx, m, refusals, hoursSeen, hoursIsian }: OfficeHoursProps) {
  const words = m.jamKantor
  const field = { ctx, refusals }
  return (
    <form method="post" action={JAM_KANTOR} class="kartu isian-luas">
      <h3>{words.add}</h3>
      <p class="bantuan">{words.addHint}</p>
      <FormKeys ctx={ctx} seen={hoursSeen} />
      <div class="tiga-kolom">
        <TextField
          {...field}
          name="mulai"
          type="date"
          label={words.from}
          value={hoursIsian.berlakuMulai}
        />
        <TextField
          {...field}
          name="buka"
          label={words.opens}
          value={hoursIsian.buka}
          maxLength={5}
        />
        <TextField
          {...field}
          name="tutup"
          label={words.closes}
          value={hoursIsian.tutup}
          maxLength={5}
        />
      </div>
      <TextField
        {...field}
        name="dasar"
        label={words.basis}
        value={hoursIsian.dasar}
        maxLength={200}
      />
      <Button>{m.save}</Button>
    </form>
  )
}
