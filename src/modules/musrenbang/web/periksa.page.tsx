import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  Facts,
  Information,
  OfficerPage,
  type PageContext,
  RadioTiles,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Alasan } from '../domain/aturan.ts'
import type { Entri } from '../domain/kamus.ts'
import type { Serupa } from '../domain/serupa.ts'
import { formatVolume } from '../domain/volume.ts'
import { messagesIn } from '../messages/index.ts'
import type { Usulan } from '../store/usulan-store.ts'
import { costText, dayText, UsulanTag } from './parts.tsx'
import { PERIKSA, USULAN } from './paths.ts'

export type PeriksaProps = Readonly<{
  ctx: PageContext
  usulan: Usulan
  today: string
  tempat: string
  papers: number
  serupa: readonly Serupa<Usulan & { titik: unknown }>[]
  alasan: readonly Alasan[]
  entri: Entri | undefined
  mayCheck: boolean
  mayVerify: boolean
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** One proposal as officers work on it. */
export function PeriksaPage(props: PeriksaProps) {
  const { ctx, usulan, entri, papers, serupa } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={usulan.nomor} current="musrenbang" css={['rencana']}>
      <div class="tumpuk isi-hal">
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <h1>{usulan.judul}</h1>
        <p>
          <UsulanTag ctx={ctx} usulan={usulan} today={props.today} />{' '}
          <a href={`${USULAN}/${usulan.nomor}`}>{m.kerja.publicPage}</a>
        </p>
        <Facts
          rows={[
            { label: m.usulan.place, value: props.tempat },
            { label: m.usulan.kind, value: entri?.nama[ctx.lang] ?? usulan.kamusKode },
            {
              label: m.form.volume,
              value: `${formatVolume(usulan.volume, ctx.lang)} ${usulan.satuan}`,
            },
            { label: m.form.cost, value: costText(ctx, usulan.biaya) },
            { label: m.usulan.due, value: dayText(ctx, usulan.tenggat) },
          ]}
        />
        {usulan.uraian !== '' && <p>{usulan.uraian}</p>}
        {entri !== undefined && entri.wewenang !== 'kabupaten' && (
          <Information>{m.baru.limit(m.wewenang[entri.wewenang])}</Information>
        )}
        {entri?.syarat !== undefined && (
          <p class="bantuan">
            {m.baru.rule}: {entri.syarat[ctx.lang]}
          </p>
        )}
        {Array.from({ length: papers }, (_, at) => (
          <img
            src={`${PERIKSA}/${usulan.nomor}/formulir/${at + 1}`}
            alt={`${m.kerja.papers} ${at + 1}`}
            width="480"
            height="640"
            loading="lazy"
          />
        ))}
        {serupa.length > 0 && (
          <Section id="serupa" title={m.usulan.alike}>
            <ul class="butir">
              {serupa.map((one) => (
                <li>
                  <a href={`${USULAN}/${one.usulan.nomor}`}>{one.usulan.judul}</a>{' '}
                  <span class="kecil redup angka">
                    {one.usulan.nomor}, {m.usulan.likeness(String(one.kemiripanPersen))},{' '}
                    {m.status[one.usulan.status]}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {props.mayCheck && <CheckForm {...props} />}
        {props.mayVerify && <VerifyForm {...props} />}
      </div>
    </OfficerPage>
  )
}

function fieldOf({ ctx, refusals, typed }: PeriksaProps, kind: string) {
  const isMine = typed.tindakan === kind
  return (name: string) => ({
    ctx,
    name,
    scope: kind,
    refusals: isMine ? refusals : [],
    value: isMine ? (typed[name] ?? '') : '',
  })
}

function CheckForm(props: PeriksaProps) {
  const { ctx, usulan, alasan } = props
  const m = messagesIn(ctx.lang)
  const field = fieldOf(props, 'periksa')
  return (
    <Section id="periksa" title={m.kerja.check}>
      <form method="post" action={`${PERIKSA}/${usulan.nomor}`} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="tindakan" value="periksa" />
        <RadioTiles
          {...field('hasil')}
          label={m.kerja.checkVerdict}
          isSingleColumn
          choices={(['dibahas', 'belum', 'gabung'] as const).map((value) => ({
            value,
            label: m.kerja.checkVerdicts[value],
          }))}
        />
        <SelectField
          {...field('alasanKode')}
          label={m.kerja.reason}
          placeholder={m.form.choose}
          isOptional
          choices={alasan.map(({ kode, nama }) => ({ value: kode, label: nama[ctx.lang] }))}
        />
        <TextField {...field('gabung')} label={m.kerja.merge} maxLength={30} isOptional />
        <TextArea {...field('alasan')} label={m.kerja.words} maxLength={1000} isOptional />
        <Button>{m.kerja.save}</Button>
      </form>
    </Section>
  )
}

function VerifyForm(props: PeriksaProps) {
  const { ctx, usulan } = props
  const m = messagesIn(ctx.lang)
  const field = fieldOf(props, 'verifikasi')
  return (
    <Section id="verifikasi" title={m.kerja.verify}>
      <form method="post" action={`${PERIKSA}/${usulan.nomor}`} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="tindakan" value="verifikasi" />
        <RadioTiles
          {...field('hasil')}
          label={m.kerja.verdict}
          isSingleColumn
          choices={(['layak', 'tidak', 'perlu-perbaikan'] as const).map((value) => ({
            value,
            label: m.usulan.verdicts[value],
          }))}
        />
        <TextArea {...field('catatan')} label={m.kerja.verifyNote} maxLength={1000} />
        <TextField
          {...field('biaya')}
          label={m.kerja.verifyCost}
          inputMode="numeric"
          maxLength={25}
          isOptional
        />
        <Button>{m.kerja.save}</Button>
      </form>
    </Section>
  )
}
