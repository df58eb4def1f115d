import type { ComponentChildren } from 'preact'
import { toDecimalString } from '../../../kernel/money.ts'
import {
  Button,
  ButtonLink,
  Csrf,
  FileField,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { CardProps } from './card-props.ts'
import { ASET } from './frame.tsx'

/** What a keeper can do with a card: each act is a form of its own, open again when it was refused. */
export function CardActions(props: CardProps) {
  const { ctx, kartu, usulan } = props
  const m = messagesIn(ctx.lang)
  const waiting = usulan.find(({ status }) => status === 'diajukan')
  return (
    <Section id="tindakan" title={m.act.title}>
      <p>
        <ButtonLink href={`${ASET}/kartu/${kartu.label}/ubah`} isSmall>
          {m.act.edit}
        </ButtonLink>
      </p>
      {kartu.kib === 'F' ? <Finish {...props} /> : kartu.kib !== 'A' && <Rehab {...props} />}
      <Correct {...props} />
      {waiting === undefined ? (
        <Propose {...props} />
      ) : (
        <p class="info">
          {m.act.waiting(m.usulan[waiting.jenis], waiting.diajukanNama)}{' '}
          <a href={`${ASET}/usulan`}>{m.act.toProposals}</a>
        </p>
      )}
      <Act {...props} aksi="foto" title={m.act.photo} isUpload>
        <FileField
          ctx={ctx}
          refusals={props.refusals}
          scope="foto"
          name="foto"
          label={m.act.photo}
          accept="image/*"
          capture="environment"
        />
      </Act>
    </Section>
  )
}

function Act({
  ctx,
  kartu,
  typed,
  aksi,
  title,
  isUpload = false,
  children,
}: CardProps &
  Readonly<{ aksi: string; title: string; isUpload?: boolean; children: ComponentChildren }>) {
  return (
    <details class="aset-aksi" open={typed.aksi === aksi}>
      <summary>{title}</summary>
      <form
        method="post"
        action={`${ASET}/kartu/${kartu.label}/${aksi}`}
        class="tumpuk"
        {...(isUpload ? { enctype: 'multipart/form-data' } : {})}
      >
        <Csrf ctx={ctx} />
        <input type="hidden" name="aksi" value={aksi} />
        {children}
        <p>
          <Button isSmall>{title}</Button>
        </p>
      </form>
    </details>
  )
}

const refusedHere = ({ typed, refusals, ctx }: CardProps, aksi: string) => ({
  ctx,
  scope: aksi,
  refusals: typed.aksi === aksi ? refusals : [],
})
const typedHere = ({ typed }: CardProps, aksi: string, name: string, otherwise = '') =>
  typed.aksi === aksi ? (typed[name] ?? '') : otherwise

function Dokumen(props: CardProps & Readonly<{ aksi: string }>) {
  const m = messagesIn(props.ctx.lang)
  return (
    <TextField
      {...refusedHere(props, props.aksi)}
      name="dokumen"
      label={m.form.dokumen}
      value={typedHere(props, props.aksi, 'dokumen')}
      maxLength={160}
    />
  )
}

function Rehab(props: CardProps) {
  const m = messagesIn(props.ctx.lang)
  return (
    <Act {...props} aksi="rehab" title={m.act.rehab}>
      <p class="bantuan">{m.act.rehabHelp}</p>
      <TextField
        {...refusedHere(props, 'rehab')}
        name="jumlah"
        label={m.act.cost}
        value={typedHere(props, 'rehab', 'jumlah')}
        inputMode="decimal"
      />
      <Dokumen {...props} aksi="rehab" />
    </Act>
  )
}

function Correct(props: CardProps) {
  const { kartu } = props
  const m = messagesIn(props.ctx.lang)
  const at = refusedHere(props, 'koreksi')
  return (
    <Act {...props} aksi="koreksi" title={m.act.correct}>
      <p class="bantuan">{m.act.correctHelp}</p>
      <TextField
        {...at}
        name="nilai"
        label={m.card.value}
        value={typedHere(props, 'koreksi', 'nilai', toDecimalString(kartu.nilai))}
        inputMode="decimal"
      />
      <TextField
        {...at}
        name="akumulasi"
        label={m.card.accumulated}
        value={typedHere(props, 'koreksi', 'akumulasi', toDecimalString(kartu.akumulasi))}
        inputMode="decimal"
      />
      <TextField
        {...at}
        name="sisaSemester"
        label={m.act.semestersLeft}
        value={typedHere(props, 'koreksi', 'sisaSemester', String(kartu.sisaSemester))}
        inputMode="numeric"
      />
      <TextArea
        {...at}
        name="alasan"
        label={m.act.reason}
        value={typedHere(props, 'koreksi', 'alasan')}
        rows={2}
        maxLength={300}
      />
      <Dokumen {...props} aksi="koreksi" />
    </Act>
  )
}

function Propose(props: CardProps) {
  const m = messagesIn(props.ctx.lang)
  const reason = (aksi: string) => (
    <TextArea
      {...refusedHere(props, aksi)}
      name="alasan"
      label={m.act.reason}
      value={typedHere(props, aksi, 'alasan')}
      rows={2}
      maxLength={500}
    />
  )
  return (
    <>
      <Act {...props} aksi="pindah" title={m.act.proposeMove}>
        <SelectField
          {...refusedHere(props, 'pindah')}
          name="ke"
          label={m.act.to}
          value={typedHere(props, 'pindah', 'ke')}
          choices={props.tujuan.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
        {reason('pindah')}
      </Act>
      <Act {...props} aksi="hapus" title={m.act.proposeWriteOff}>
        {reason('hapus')}
      </Act>
    </>
  )
}

function Finish(props: CardProps) {
  const m = messagesIn(props.ctx.lang)
  const at = refusedHere(props, 'selesai')
  return (
    <Act {...props} aksi="selesai" title={m.act.finish}>
      <TextField
        {...at}
        name="bastNomor"
        label={m.act.bast}
        value={typedHere(props, 'selesai', 'bastNomor')}
        maxLength={160}
      />
      <TextField
        {...at}
        name="bastTanggal"
        label={m.act.bastDay}
        value={typedHere(props, 'selesai', 'bastTanggal')}
      />
      <TextArea
        {...at}
        name="hasil"
        label={m.act.results}
        hint={m.act.resultsHint}
        value={typedHere(props, 'selesai', 'hasil')}
        rows={4}
      />
    </Act>
  )
}
