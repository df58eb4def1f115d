import type { ComponentChildren } from 'preact'
import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  Csrf,
  FileField,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Wilayah } from '../../reference/index.ts'
import type { Tindakan } from '../actions/rapat.ts'
import type { Alasan, Lingkup } from '../domain/aturan.ts'
import type { Entri } from '../domain/kamus.ts'
import { KELOMPOK } from '../domain/rapat.ts'
import { typedVolume } from '../domain/volume.ts'
import { messagesIn } from '../messages/index.ts'
import type { PutusanRapat } from '../store/keputusan-store.ts'
import type { Pagu } from '../store/putaran-store.ts'
import type { AsetDesa, Bicara, Delegasi, Lembar, Rapat, SumHadir } from '../store/rapat-store.ts'
import type { Usulan } from '../store/usulan-store.ts'
import { KindField } from './baru.page.tsx'
import { RAPAT } from './paths.ts'

export type RapatProps = Readonly<{
  ctx: PageContext
  rapat: Rapat
  nama: string
  lingkup: Lingkup
  mayWrite: boolean
  usulan: readonly Usulan[]
  jumlahUsulan: number
  putusan: ReadonlyMap<string, PutusanRapat>
  jumlahPutus: number
  hadir: SumHadir
  lembar: readonly Lembar[]
  bicara: readonly Bicara[]
  delegasi: readonly Delegasi[]
  aset: readonly AsetDesa[]
  formulir: readonly number[]
  pagu: Pagu | undefined
  alasan: readonly Alasan[]
  entri: readonly Entri[]
  villages: readonly Wilayah[]
  placeName: (kode: string) => string
  newKey: () => string
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** One form of the meeting: sent at once, or kept in the phone until there is a network. */
export function TulisForm({
  props,
  tindakan,
  label,
  needed = '',
  children,
}: Readonly<{
  props: Pick<RapatProps, 'ctx' | 'rapat' | 'newKey'>
  tindakan: Tindakan
  label: string
  needed?: string
  children?: ComponentChildren
}>) {
  return (
    <form
      method="post"
      action={`${RAPAT}/${props.rapat.id}`}
      enctype="multipart/form-data"
      class="tumpuk isi"
      data-kirim-lapangan={label}
      data-wajib={needed}
      data-kecilkan
    >
      <Csrf ctx={props.ctx} />
      <input type="hidden" name="kunci" value={props.newKey()} />
      <input type="hidden" name="diisi" value="" />
      <input type="hidden" name="tindakan" value={tindakan} />
      {children}
    </form>
  )
}

/** Fields of a form with what was typed when that very form was refused. */
function fieldOf({ ctx, refusals, typed }: RapatProps, tindakan: Tindakan, nomor = '') {
  const isMine = typed.tindakan === tindakan && (nomor === '' || typed.nomor === nomor)
  return (name: string, other = '') => ({
    ctx,
    name,
    scope: `${tindakan}-${nomor}`,
    refusals: isMine ? refusals : [],
    value: isMine ? (typed[name] ?? '') : other,
  })
}

export function HadirForm(props: RapatProps) {
  const m = messagesIn(props.ctx.lang)
  const field = fieldOf(props, 'hadir')
  return (
    <TulisForm props={props} tindakan="hadir" label={m.kerja.labels.hadir} needed="jumlah">
      <div class="rencana-pasangan">
        {(['jumlah', 'perempuan', 'difabel', 'miskin', 'muda'] as const).map((name) => (
          <TextField
            {...field(name)}
            label={m.hadir[name]}
            inputMode="numeric"
            maxLength={4}
            isOptional={name !== 'jumlah'}
          />
        ))}
      </div>
      <FileField
        ctx={props.ctx}
        name="foto"
        scope="hadir"
        label={m.kerja.sheet}
        accept="image/*"
        capture="environment"
        isOptional
      />
      <Button>{m.kerja.save}</Button>
    </TulisForm>
  )
}

export function BicaraForm(props: RapatProps) {
  const m = messagesIn(props.ctx.lang)
  const field = fieldOf(props, 'bicara')
  const known = (kelompok: string) => props.bicara.find((one) => one.kelompok === kelompok)
  return (
    <TulisForm props={props} tindakan="bicara" label={m.kerja.labels.bicara}>
      {KELOMPOK.map((kelompok) => (
        <div class="rencana-pasangan">
          <TextField
            {...field(`kursi-${kelompok}`, String(known(kelompok)?.kursi ?? ''))}
            label={m.kerja.seat(m.kelompok[kelompok])}
            inputMode="numeric"
            maxLength={4}
            isOptional
          />
          <TextField
            {...field(`giliran-${kelompok}`, String(known(kelompok)?.giliran ?? ''))}
            label={m.kerja.turn(m.kelompok[kelompok])}
            inputMode="numeric"
            maxLength={4}
            isOptional
          />
        </div>
      ))}
      <Button>{m.kerja.save}</Button>
    </TulisForm>
  )
}

export function DelegasiForm(props: RapatProps) {
  const m = messagesIn(props.ctx.lang)
  const field = fieldOf(props, 'delegasi')
  return (
    <TulisForm
      props={props}
      tindakan="delegasi"
      label={m.kerja.labels.delegasi}
      needed="nama unsur"
    >
      <TextField {...field('nama')} label={m.kerja.name} maxLength={100} />
      <TextField {...field('unsur')} label={m.kerja.from} maxLength={60} />
      <RadioTiles
        {...field('kelamin', 'perempuan')}
        label={m.kerja.sex}
        choices={[
          { value: 'perempuan', label: m.delegasi.woman },
          { value: 'laki-laki', label: m.delegasi.man },
        ]}
      />
      <Button>{m.kerja.addDelegate}</Button>
    </TulisForm>
  )
}

export function AsetForm(props: RapatProps) {
  const m = messagesIn(props.ctx.lang)
  const field = fieldOf(props, 'aset')
  return (
    <TulisForm props={props} tindakan="aset" label={m.kerja.labels.aset} needed="nama patokan">
      <TextField {...field('nama')} label={m.kerja.name} maxLength={120} />
      <TextField {...field('patokan')} label={m.form.landmark} maxLength={200} />
      <RadioTiles
        {...field('keadaan', 'baik')}
        label={m.kerja.assetState}
        choices={(['baik', 'rusak-ringan', 'rusak-berat'] as const).map((value) => ({
          value,
          label: m.aset.states[value],
        }))}
      />
      <Button>{m.kerja.addAsset}</Button>
    </TulisForm>
  )
}

/** A proposal from a paper form, its photo beside the row. */
export function UsulanForm(props: RapatProps) {
  const { ctx, lingkup, refusals, typed, entri } = props
  const m = messagesIn(ctx.lang)
  const field = fieldOf(props, 'usulan')
  const isMine = typed.tindakan === 'usulan'
  return (
    <TulisForm
      props={props}
      tindakan="usulan"
      label={m.kerja.labels.usulan}
      needed="kamus judul patokan volume"
    >
      {lingkup !== 'rw' && lingkup !== 'desa' && (
        <SelectField
          {...field('wilayah')}
          label={m.form.village}
          placeholder={m.form.choose}
          choices={props.villages.map(({ kode, nama }) => ({
            value: kode,
            label: `${nama} (${kode})`,
          }))}
        />
      )}
      {lingkup !== 'rw' && (
        <TextField {...field('rw')} label={m.form.rw} inputMode="numeric" maxLength={6} />
      )}
      <TextField {...field('rt')} label={m.form.rt} inputMode="numeric" maxLength={6} isOptional />
      <TextField
        {...field('patokan')}
        label={m.form.landmark}
        hint={m.form.landmarkHint}
        maxLength={200}
      />
      <KindField
        ctx={ctx}
        entri={entri}
        scope="usulan-"
        refusals={isMine ? refusals : []}
        typed={isMine ? typed : {}}
      />
      <TextField {...field('judul')} label={m.form.title} maxLength={120} />
      <TextField
        {...field('volume')}
        label={m.form.volume}
        hint={m.form.volumeHint}
        inputMode="decimal"
        maxLength={20}
      />
      <TextField {...field('swadaya')} label={m.form.swadaya} maxLength={300} isOptional />
      <TextArea {...field('uraian')} label={m.form.detail} rows={3} maxLength={2000} isOptional />
      <FileField
        ctx={ctx}
        name="foto"
        scope="usulan"
        label={m.form.paper}
        accept="image/*"
        capture="environment"
        isOptional
      />
      <Button>{m.kerja.addProposal}</Button>
    </TulisForm>
  )
}

/** What the meeting decides of one proposal. */
export function PutusanForm({ props, usulan }: Readonly<{ props: RapatProps; usulan: Usulan }>) {
  const { ctx, alasan, putusan, usulan: all } = props
  const m = messagesIn(ctx.lang)
  const known = putusan.get(usulan.id)
  const field = fieldOf(props, 'putus', usulan.nomor)
  const merged = all.find(({ id }) => id === known?.gabungKe)?.nomor ?? ''
  return (
    <TulisForm
      props={props}
      tindakan="putus"
      label={`${m.kerja.labels.putus} ${usulan.nomor}`}
      needed="hasil"
    >
      <input type="hidden" name="nomor" value={usulan.nomor} />
      <RadioTiles
        {...field('hasil', known?.hasil ?? '')}
        label={m.kerja.verdict}
        isSingleColumn
        choices={(['sepakat', 'belum', 'gabung'] as const).map((value) => ({
          value,
          label: m.kerja.verdicts[value],
        }))}
      />
      <TextField
        {...field('peringkat', String(known?.peringkat ?? ''))}
        label={m.kerja.rank}
        hint={m.kerja.rankHint}
        inputMode="numeric"
        maxLength={5}
        isOptional
      />
      <TextField
        {...field('volume', typedVolume(known?.volume ?? usulan.volume))}
        label={`${m.kerja.newVolume} (${usulan.satuan})`}
        inputMode="decimal"
        maxLength={20}
        isOptional
      />
      <TextField
        {...field('patokan', known?.patokan ?? usulan.patokan)}
        label={m.kerja.newPlace}
        maxLength={200}
        isOptional
      />
      <TextField {...field('gabung', merged)} label={m.kerja.merge} maxLength={30} isOptional />
      <SelectField
        {...field('alasanKode', known?.alasanKode ?? '')}
        label={m.kerja.reason}
        placeholder={m.form.choose}
        isOptional
        choices={[]}
        groups={(['belum', 'ubah'] as const).map((untuk) => ({
          label: m.kerja.reasons[untuk],
          choices: alasan
            .filter((one) => one.untuk === untuk)
            .map(({ kode, nama }) => ({ value: kode, label: nama[ctx.lang] })),
        }))}
      />
      <TextArea
        {...field('alasan', known?.alasan ?? '')}
        label={m.kerja.words}
        rows={3}
        maxLength={1000}
        isOptional
      />
      <Button>{m.kerja.decide}</Button>
    </TulisForm>
  )
}
