import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  CheckboxTiles,
  Csrf,
  ErrorSummary,
  Information,
  OfficerPage,
  type PageContext,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import type { Ketikan } from '../../domain/isian.ts'
import { BAHASA, JENIS_SOAL, OP_SYARAT, type Soal } from '../../domain/soal.ts'
import { kerjaPath, type Survei } from '../../domain/survei.ts'
import { type SoalForm, SYARAT_MAX } from '../../domain/susunan.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { Questions } from '../question.tsx'

export type SoalPageProps = Readonly<{
  ctx: PageContext
  survei: Survei
  /** The question that is changed; none for a new one. */
  soal: Soal | undefined
  before: readonly Soal[]
  form: SoalForm
  refusals: readonly Refusal[]
}>

/** One question: its text, its kind, its choices, and when it is asked. */
export function SoalPage(props: SoalPageProps) {
  const { ctx, survei, soal, form, refusals } = props
  const m = kerjaMessages(ctx.lang)
  const title = soal === undefined ? m.soalBaru : m.soalTitle(soal.kode)
  const action = kerjaPath(survei.kode, `/soal/${soal?.kode ?? 'baru'}`)
  const base = { ctx, refusals }
  return (
    <OfficerPage ctx={ctx} title={title} current="surveys">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={kerjaPath(survei.kode)}>{m.backTo}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{title}</h1>
        <form method="post" action={action} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="versi" value={String(survei.versi)} />
          <TextField
            {...base}
            name="teks_id"
            label={m.teks.id}
            value={form.teks_id ?? ''}
            maxLength={300}
          />
          <SelectField
            {...base}
            name="jenis"
            label={m.jenisSoal}
            value={form.jenis ?? ''}
            choices={JENIS_SOAL.map((value) => ({ value, label: m.jenisSoalPilihan[value] }))}
          />
          <TextArea
            {...base}
            name="pilihan"
            label={m.pilihan}
            hint={m.pilihanHint}
            value={form.pilihan ?? ''}
            rows={5}
            isOptional
          />
          <TextArea
            {...base}
            name="baris"
            label={m.baris}
            value={form.baris ?? ''}
            rows={3}
            isOptional
          />
          <Range {...props} />
          <TextField
            {...base}
            name="bagian"
            label={m.bagian}
            hint={m.bagianHint}
            value={form.bagian ?? '1'}
            inputMode="numeric"
            maxLength={2}
          />
          <Traits {...props} />
          <Conditions {...props} />
          <Translations {...props} />
          <div class="tombol-baris">
            <Button>{m.save}</Button>
            {soal !== undefined && (
              <Button name="aksi" value="hapus" tone="secondary">
                {m.removeSoal}
              </Button>
            )}
          </div>
        </form>
      </div>
    </OfficerPage>
  )
}

function Range({ ctx, form, refusals }: SoalPageProps) {
  const m = kerjaMessages(ctx.lang)
  return (
    <>
      {(['dari', 'sampai'] as const).map((name) => (
        <TextField
          ctx={ctx}
          refusals={refusals}
          name={name}
          label={m[name]}
          value={form[name] ?? ''}
          inputMode="numeric"
          maxLength={10}
          isOptional
        />
      ))}
    </>
  )
}

/** Two yes or no marks, each a field of its own. */
function Traits({ ctx, form }: SoalPageProps) {
  const m = kerjaMessages(ctx.lang)
  return (
    <>
      {(['wajib', 'pengenal'] as const).map((name) => (
        <CheckboxTiles
          ctx={ctx}
          name={name}
          label={m.sifat}
          values={[form[name] ?? '']}
          choices={[{ value: 'ya', label: m[name] }]}
          isSingleColumn
        />
      ))}
    </>
  )
}

function Conditions({ ctx, form, before, refusals }: SoalPageProps) {
  const m = kerjaMessages(ctx.lang)
  if (before.length === 0) return null
  const choices = before
    .filter(({ jenis }) => ['tunggal', 'ganda', 'skala', 'angka'].includes(jenis))
    .map(({ kode, teks }) => ({ value: kode, label: `${kode}. ${teks.id}`.slice(0, 90) }))
  return (
    <>
      {Array.from({ length: SYARAT_MAX }, (_, at) => at + 1).map((at) => (
        <fieldset class="ruas">
          <legend>{at === 1 ? m.syarat : m.syaratLain}</legend>
          <SelectField
            ctx={ctx}
            name={`syarat_soal_${at}`}
            label={m.syaratSoal}
            value={form[`syarat_soal_${at}`] ?? ''}
            placeholder={m.selalu}
            choices={choices}
            refusals={refusals}
          />
          <SelectField
            ctx={ctx}
            name={`syarat_op_${at}`}
            label={m.syaratOp}
            value={form[`syarat_op_${at}`] ?? 'adalah'}
            choices={OP_SYARAT.map((value) => ({ value, label: m.syaratOpPilihan[value] }))}
          />
          <TextField
            ctx={ctx}
            name={`syarat_nilai_${at}`}
            label={m.syaratNilai}
            value={form[`syarat_nilai_${at}`] ?? ''}
            maxLength={10}
          />
        </fieldset>
      ))}
    </>
  )
}

function Translations({ ctx, form }: SoalPageProps) {
  const m = kerjaMessages(ctx.lang)
  return (
    <details>
      <summary>{m.bahasaLain}</summary>
      {BAHASA.slice(1).map((bahasa) => (
        <TextField
          ctx={ctx}
          name={`teks_${bahasa}`}
          label={m.teks[bahasa]}
          value={form[`teks_${bahasa}`] ?? ''}
          maxLength={300}
          isOptional
        />
      ))}
    </details>
  )
}

/** A trial by the officer. */
export function TryPage({
  ctx,
  survei,
  typed,
  refusals,
  isRight,
}: Readonly<{
  ctx: PageContext
  survei: Survei
  typed: Ketikan
  refusals: readonly Refusal[]
  isRight: boolean
}>) {
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.tryOut} current="surveys">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={kerjaPath(survei.kode)}>{m.backTo}</a>
        </p>
        {isRight && (
          <Information>
            <p role="status">{m.tryRight}</p>
          </Information>
        )}
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.tryOut}</h1>
        <p class="bantuan">{m.tryLead}</p>
        <form method="post" action={kerjaPath(survei.kode, '/coba')} class="tumpuk">
          <Csrf ctx={ctx} />
          <Questions
            ctx={ctx}
            bahasa={ctx.lang}
            soal={survei.soal}
            typed={typed}
            refusals={refusals}
          />
          <Button>{m.tryButton}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}
