import type { Refusal } from '../../../kernel/result.ts'
import { Button, Csrf, type PageContext, Section, TextArea, TextField } from '../../../ui/index.ts'
import { LANGKAH, type Langkah } from '../domain/tahap.ts'
import { messagesIn } from '../messages/index.ts'
import type { Syarat } from '../store/aturan-store.ts'
import { HOME } from './frame.tsx'

type StepView = Readonly<{
  ctx: PageContext
  spp: Readonly<{ id: string; uraian: string; penerima: string; bank: string; rekening: string }>
  steps: readonly Langkah[]
  syarat: readonly Syarat[]
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** Steps that move on stand open; refusals wait behind their name. */
export function StepForms(props: StepView) {
  const { ctx, steps } = props
  const m = messagesIn(ctx.lang).doc
  return (
    <Section id="langkah" title={m.todo}>
      {steps.length === 0 ? (
        <p class="bantuan">{m.nothing}</p>
      ) : (
        <div class="kartu">
          {steps.map((langkah) => (
            <OneStep {...props} langkah={langkah} />
          ))}
        </div>
      )}
    </Section>
  )
}

type OneStepView = StepView & Readonly<{ langkah: Langkah }>

function OneStep(props: OneStepView) {
  const { ctx, langkah, typed } = props
  const label = messagesIn(ctx.lang).langkah[langkah]
  const isForward = !LANGKAH[langkah].needsAlasan
  const isTried = typed.langkah === langkah
  return (
    <details class="dana-langkah" open={isForward || isTried}>
      <summary>{label}</summary>
      <form method="post" action={`${HOME}/spp/${props.spp.id}/langkah`} class="tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="langkah" value={langkah} />
        <Fields {...props} />
        <p>
          <Button tone={isForward ? 'primary' : 'secondary'} isSmall>
            {label}
          </Button>
        </p>
      </form>
    </details>
  )
}

function Fields(props: OneStepView) {
  const { ctx, langkah, typed, refusals } = props
  const m = messagesIn(ctx.lang).doc
  const rule = LANGKAH[langkah]
  const isTried = typed.langkah === langkah
  const field = { ctx, scope: langkah, refusals: isTried ? refusals : [] }
  const value = (name: string) => (isTried ? (typed[name] ?? '') : '')
  return (
    <>
      {(langkah === 'setujui' || langkah === 'kembalikan') && <Checklist {...props} />}
      {langkah === 'perbaiki' && <Mending {...props} />}
      {langkah === 'cair' && (
        <>
          <TextField
            {...field}
            name="cairTanggal"
            type="date"
            label={m.cairTanggal}
            value={value('cairTanggal')}
          />
          <TextField
            {...field}
            name="cairReferensi"
            label={m.cairReferensi}
            value={value('cairReferensi')}
            maxLength={120}
          />
        </>
      )}
      {rule.needsSurat && (
        <TextField
          {...field}
          name="suratNomor"
          label={m.letterNumber}
          value={value('suratNomor')}
          maxLength={120}
        />
      )}
      {rule.needsAlasan && (
        <TextArea
          {...field}
          name="alasan"
          label={m.reason}
          value={value('alasan')}
          rows={3}
          maxLength={1000}
        />
      )}
    </>
  )
}

function Checklist({ ctx, syarat, langkah, typed }: OneStepView) {
  const m = messagesIn(ctx.lang).doc
  const isTried = typed.langkah === langkah
  return (
    <fieldset class="ruas dana-syarat">
      <legend>{m.checklist}</legend>
      {syarat.map(({ kode, nama, namaEn }) => (
        <div>
          <label>
            <input
              type="checkbox"
              name="ada"
              value={kode}
              checked={isTried && (typed.ada ?? '').split(' ').includes(kode)}
            />{' '}
            {ctx.lang === 'en' ? namaEn : nama}
          </label>
          {langkah === 'kembalikan' && (
            <input
              class="isian"
              name={`catatan-${kode}`}
              aria-label={`${m.note}: ${ctx.lang === 'en' ? namaEn : nama}`}
              placeholder={m.note}
              value={isTried ? (typed[`catatan-${kode}`] ?? '') : ''}
              maxLength={500}
            />
          )}
        </div>
      ))}
    </fieldset>
  )
}

/** What may be mended: words, payee, papers to add; never an amount. */
function Mending({ ctx, spp, refusals, typed }: OneStepView) {
  const m = messagesIn(ctx.lang).form
  const isTried = typed.langkah === 'perbaiki'
  const field = { ctx, refusals: isTried ? refusals : [] }
  const value = (name: 'uraian' | 'penerima' | 'bank' | 'rekening') =>
    isTried ? (typed[name] ?? '') : spp[name]
  return (
    <>
      <TextField
        {...field}
        name="uraian"
        label={m.uraian}
        value={value('uraian')}
        maxLength={500}
      />
      <TextField
        {...field}
        name="penerima"
        label={m.penerima}
        value={value('penerima')}
        maxLength={200}
      />
      <TextField {...field} name="bank" label={m.bank} value={value('bank')} maxLength={100} />
      <TextField
        {...field}
        name="rekening"
        label={m.rekening}
        value={value('rekening')}
        inputMode="numeric"
        maxLength={30}
      />
      <TextArea
        {...field}
        name="bukti"
        label={m.papers}
        hint={m.papersHint}
        value={isTried ? (typed.bukti ?? '') : ''}
        isOptional
        rows={3}
      />
    </>
  )
}
