import {
  ActionForm,
  Button,
  ButtonLink,
  FormKeys,
  Information,
  problemAt,
  SelectField,
  TextField,
} from '../../../../../ui/index.ts'
import type { Kategori } from '../../../domain/katalog.ts'
import {
  type PertanyaanIsian,
  slugOf,
  TIPE_PERTANYAAN,
} from '../../../domain/katalog-edit/pertanyaan.ts'
import { QuestionField } from '../../pages/question-field.tsx'
import { HOME, type View } from './edge.ts'
import { BothLanguages, Frame, YesTile } from './frame.tsx'

const KATEGORI = `${HOME}/kategori`

type StoredProps = View & Readonly<{ stored: Kategori; seen: string }>

/** The questions of a category in order, each with its verbs. */
export function QuestionList({ ctx, m, stored, seen }: StoredProps) {
  const base = `${KATEGORI}/${stored.kode}/pertanyaan`
  const words = m.soal
  const verb = (soal: string, name: string, label: string) => (
    <ActionForm
      ctx={ctx}
      action={`${base}/${soal}/${name}`}
      label={
        <>
          {label}
          <span class="vh"> {soal}</span>
        </>
      }
      fields={{ dilihat: seen }}
    />
  )
  return (
    <section>
      <h2>{words.title}</h2>
      {stored.pertanyaan.length === 0 && <p class="bantuan">{words.none}</p>}
      <ol class="soal-daftar">
        {stored.pertanyaan.map((soal, index) => (
          <li>
            <a href={`${base}/${soal.kode}`}>{soal.label[ctx.lang]}</a>
            <p class="bantuan">
              {words.types[soal.tipe]} · {soal.kode}
              {soal.wajib && ` · ${words.required}`}
            </p>
            <div class="tombol-baris">
              {index > 0 && verb(soal.kode, 'naik', words.up)}
              {index < stored.pertanyaan.length - 1 && verb(soal.kode, 'turun', words.down)}
              {verb(soal.kode, 'hapus', words.remove)}
            </div>
          </li>
        ))}
      </ol>
      <ButtonLink href={`${base}/baru`} tone="secondary" isSmall>
        {words.add}
      </ButtonLink>
    </section>
  )
}

export type SoalFormProps = StoredProps &
  Readonly<{ isian: PertanyaanIsian; soal: string | undefined }>

/** Empty rows offered below the choices there are. */
const SPARE_ROWS = 3

export function SoalFormPage(props: SoalFormProps) {
  const { ctx, m, refusals, stored, isian, soal } = props
  const words = m.soal
  const field = { ctx, refusals }
  const title = soal === undefined ? words.add : isian.labelId || soal
  const trail = [
    { href: KATEGORI, label: m.kategori.title },
    { href: `${KATEGORI}/${stored.kode}`, label: stored.nama[ctx.lang] },
  ]
  return (
    <Frame {...props} title={title} trail={trail}>
      <form
        method="post"
        action={`${KATEGORI}/${stored.kode}/pertanyaan/${soal ?? 'baru'}`}
        class="kartu isian-luas"
      >
        <FormKeys ctx={ctx} seen={props.seen} />
        <BothLanguages
          {...props}
          name="label"
          label={words.label}
          id={isian.labelId}
          en={isian.labelEn}
          max={160}
        />
        <div class="dua-kolom">
          <TextField
            {...field}
            name="kode"
            label={m.code}
            hint={words.placeKindHint}
            value={isian.kode}
            maxLength={40}
          />
          <SelectField
            {...field}
            name="tipe"
            label={words.type}
            value={isian.tipe}
            choices={TIPE_PERTANYAAN.map((tipe) => ({ value: tipe, label: words.types[tipe] }))}
          />
        </div>
        <YesTile
          {...props}
          name="wajib"
          legend={words.required}
          label={words.required}
          isOn={isian.wajib}
        />
        <BothLanguages
          {...props}
          name="bantuan"
          label={words.help}
          id={isian.bantuanId}
          en={isian.bantuanEn}
          max={300}
          isOptional
        />
        <Choices {...props} />
        <Stop {...props} />
        <Button>{m.save}</Button>
      </form>
    </Frame>
  )
}

function Choices({ ctx, m, refusals, isian }: SoalFormProps) {
  const words = m.soal
  const problem = problemAt({ ctx, refusals }, 'pilihan')
  const blank = { kode: '', id: '', en: '' }
  const rows = [...isian.pilihan, ...Array.from({ length: SPARE_ROWS }, () => blank)]
  const cell = (name: string, value: string, label: string) => (
    <td>
      <input class="isian" name={name} value={value} aria-label={label} maxLength={120} />
    </td>
  )
  return (
    <fieldset class={problem === undefined ? 'ruas' : 'ruas salah'} id="f-pilihan" tabIndex={-1}>
      <legend>{words.choices}</legend>
      <p class="bantuan">{words.choicesHint}</p>
      {problem && <p class="pesan-salah">{problem}</p>}
      <div class="gulir">
        <table class="data">
          <thead>
            <tr>
              <th scope="col">{m.indonesian}</th>
              <th scope="col">{m.english}</th>
              <th scope="col">{m.code}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const n = words.choice(String(index + 1))
              return (
                <tr>
                  {cell('pilihan_id', row.id, `${n}, ${m.indonesian}`)}
                  {cell('pilihan_en', row.en, `${n}, ${m.english}`)}
                  {cell('pilihan_kode', row.kode, `${n}, ${m.code}`)}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </fieldset>
  )
}

function Stop(props: SoalFormProps) {
  const { ctx, m, refusals, isian } = props
  const words = m.soal
  const known = isian.pilihan.filter(({ id }) => id !== '')
  return (
    <fieldset class="ruas">
      <legend>{words.stop}</legend>
      <SelectField
        ctx={ctx}
        refusals={refusals}
        name="hentikan"
        label={words.stopAnswer}
        hint={words.stopHint}
        value={isian.hentikanJawaban}
        placeholder={words.stopNever}
        choices={known.map(({ kode, id, en }) => ({
          value: kode || slugOf(id),
          label: ctx.lang === 'id' ? id : en,
        }))}
      />
      <BothLanguages
        {...props}
        name="hentikan"
        label={words.stopAdvice}
        id={isian.hentikanId}
        en={isian.hentikanEn}
        max={500}
        isLong
        isOptional
      />
    </fieldset>
  )
}

/** The questions as a citizen sees them, with what each stops at. */
export function PreviewPage(props: View & Readonly<{ stored: Kategori }>) {
  const { ctx, m, stored } = props
  const trail = [
    { href: KATEGORI, label: m.kategori.title },
    { href: `${KATEGORI}/${stored.kode}`, label: stored.nama[ctx.lang] },
  ]
  return (
    <Frame {...props} title={m.kategori.preview} trail={trail}>
      <div class="kartu isian-luas sempit">
        <h2>{stored.nama[ctx.lang]}</h2>
        {stored.pertanyaan.length === 0 && <p>{m.soal.none}</p>}
        {stored.pertanyaan.map((soal) => (
          <>
            <QuestionField ctx={ctx} soal={soal} value={undefined} refusals={[]} />
            {soal.hentikan && (
              <Information>
                <b>{m.soal.stopsWhen(stopAnswer(soal, ctx.lang))}</b>
                <p>{soal.hentikan.pesan[ctx.lang]}</p>
              </Information>
            )}
          </>
        ))}
      </div>
    </Frame>
  )
}

function stopAnswer(soal: Kategori['pertanyaan'][number], lang: 'id' | 'en'): string {
  const kode = soal.hentikan?.jawaban ?? ''
  return soal.pilihan?.find((one) => one.kode === kode)?.label[lang] ?? kode
}
