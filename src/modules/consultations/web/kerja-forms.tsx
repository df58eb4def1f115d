import type { Tanggal } from '../../../kernel/date.ts'
import {
  Button,
  type Choice,
  Csrf,
  type PageContext,
  RadioTiles,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { kerjaIn, messagesIn } from '../messages/index.ts'
import type { Janji, Pertemuan } from '../store/janji-store.ts'
import type { Hitungan, Konsultasi } from '../store/konsultasi-store.ts'
import type { Refused } from './asked.ts'
import { countText, dayText, type NameOf } from './parts.tsx'
import { KERJA } from './paths.ts'

export type SatuKerjaProps = Refused &
  Readonly<{
    ctx: PageContext
    konsultasi: Konsultasi
    /** Of one's own unit; otherwise only promises of one's own unit may be ended. */
    isOwn: boolean
    bagian: number
    hitungan: Hitungan
    janji: readonly (Janji & Readonly<{ mayEnd: boolean }>)[]
    /** Number of the promise whose form was refused. */
    ending: number
    pertemuan: readonly Pertemuan[]
    unsur: readonly Readonly<{ kode: string; nama: string }>[]
    units: readonly Choice[]
    today: Tanggal
    nameOf: NameOf
  }>

/** A new promise, and the end of each that is not kept yet. */
export function JanjiForms(props: SatuKerjaProps) {
  const { ctx, konsultasi, isOwn, janji, units, refusals, typed, ending } = props
  const [m, k] = [messagesIn(ctx.lang), kerjaIn(ctx.lang)]
  const path = `${KERJA}/${konsultasi.kode}/janji`
  const fresh = { ctx, scope: 'janji', refusals: ending === 0 ? refusals : [] }
  const text = (name: string) => (ending === 0 ? (typed[name] ?? '') : '')
  return (
    <>
      {janji
        .filter(({ status, mayEnd }) => status === 'berjalan' && mayEnd)
        .map(({ urut, teks }) => {
          const base = { ctx, scope: `j${urut}`, refusals: urut === ending ? refusals : [] }
          return (
            <details open={urut === ending}>
              <summary>{k.endPromise(countText(ctx, urut))}</summary>
              <form method="post" action={`${path}/${urut}`} class="tumpuk">
                <Csrf ctx={ctx} />
                <p lang="id">{teks}</p>
                <RadioTiles
                  {...base}
                  name="hasil"
                  label={k.result}
                  value={urut === ending ? (typed.hasil ?? '') : ''}
                  choices={(['selesai', 'batal'] as const).map((value) => ({
                    value,
                    label: k.results[value],
                  }))}
                />
                <TextArea
                  {...base}
                  name="bukti"
                  label={k.reason}
                  value={urut === ending ? (typed.bukti ?? '') : ''}
                  rows={3}
                  maxLength={1_000}
                />
                <Button>{k.endPromise(countText(ctx, urut))}</Button>
              </form>
            </details>
          )
        })}
      {isOwn && konsultasi.status === 'buka' && (
        <Section id="h-janji-baru" title={k.newPromise}>
          <form method="post" action={path} class="tumpuk">
            <Csrf ctx={ctx} />
            <TextArea
              {...fresh}
              name="teks"
              label={m.promise}
              value={text('teks')}
              rows={3}
              maxLength={500}
            />
            <SelectField
              {...fresh}
              name="unit"
              label={k.unit}
              value={text('unit') || konsultasi.unitKode}
              choices={units}
            />
            <TextField
              {...fresh}
              name="tenggat"
              label={m.due}
              hint={k.dateHint}
              value={text('tenggat')}
              maxLength={10}
            />
            <Button tone="secondary">{k.makePromise}</Button>
          </form>
        </Section>
      )}
    </>
  )
}

/** Meetings of a forum that were written down, and one more. */
export function PertemuanForms(props: SatuKerjaProps) {
  const { ctx, konsultasi, pertemuan, unsur, refusals, typed } = props
  const k = kerjaIn(ctx.lang)
  const base = { ctx, refusals }
  const text = (name: string) => typed[name] ?? ''
  return (
    <Section id="h-pertemuan" title={k.meetings}>
      <ul>
        {pertemuan.map(({ pada, tempat }) => (
          <li>{`${dayText(ctx, pada)}, ${tempat}`}</li>
        ))}
      </ul>
      {konsultasi.status === 'buka' && (
        <details open={refusals.some(({ code }) => code.startsWith('RAPAT_'))}>
          <summary>{k.newMeeting}</summary>
          <form method="post" action={`${KERJA}/${konsultasi.kode}/pertemuan`} class="tumpuk">
            <Csrf ctx={ctx} />
            <TextField
              {...base}
              name="pada"
              label={k.date}
              hint={k.dateHint}
              value={text('pada')}
              maxLength={10}
            />
            <TextField
              {...base}
              name="tempat"
              label={k.place}
              value={text('tempat')}
              maxLength={200}
            />
            <TextArea
              {...base}
              name="acara"
              label={k.agenda}
              value={text('acara')}
              rows={3}
              maxLength={1_000}
            />
            {unsur.map(({ kode, nama }) => (
              <>
                <TextField
                  {...base}
                  name={`hadir-${kode}`}
                  label={k.countOf(nama)}
                  value={text(`hadir-${kode}`)}
                  inputMode="numeric"
                  maxLength={4}
                  isOptional
                />
                <TextField
                  {...base}
                  name={`perempuan-${kode}`}
                  label={k.womenOf(nama)}
                  value={text(`perempuan-${kode}`)}
                  inputMode="numeric"
                  maxLength={4}
                  isOptional
                />
              </>
            ))}
            <TextArea {...base} name="temuan" label={k.findings} value={text('temuan')} rows={6} />
            <Button>{k.record}</Button>
          </form>
        </details>
      )}
    </Section>
  )
}
