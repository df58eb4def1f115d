import type { Tanggal } from '../../../kernel/date.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  RadioTiles,
  SelectField,
  TextArea,
} from '../../../ui/index.ts'
import { PUTUSAN } from '../domain/jawaban.ts'
import { nomorMasukan } from '../domain/masukan.ts'
import type { Bagian } from '../domain/naskah.ts'
import { kerjaIn, messagesIn } from '../messages/index.ts'
import type { Janji } from '../store/janji-store.ts'
import type { Konsultasi } from '../store/konsultasi-store.ts'
import type { Masukan } from '../store/masukan-store.ts'
import type { Refused } from './asked.ts'
import { dayText, MasukanTag } from './parts.tsx'
import { KERJA } from './paths.ts'

export type JawabProps = Refused &
  Readonly<{
    ctx: PageContext
    konsultasi: Konsultasi
    /** What waits, the most urgent first. */
    masukan: readonly Masukan[]
    bagian: readonly Bagian[]
    janji: readonly Janji[]
    chosen: readonly number[]
    today: Tanggal
  }>

/** What waits for an answer: one of them, or many with the same answer. */
export function JawabPage(props: JawabProps) {
  const { ctx, konsultasi, masukan, refusals } = props
  const k = kerjaIn(ctx.lang)
  const path = `${KERJA}/${konsultasi.kode}`
  return (
    <OfficerPage ctx={ctx} title={k.answerThem} current="consultations">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={path}>{konsultasi.judul}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{k.answerThem}</h1>
        {masukan.length === 0 ? (
          <p>{k.waitingNone}</p>
        ) : (
          <form method="post" action={`${path}/masukan`} class="tumpuk">
            <Csrf ctx={ctx} />
            <Waiting {...props} />
            <Answer {...props} />
          </form>
        )}
      </div>
    </OfficerPage>
  )
}

function Waiting({ ctx, konsultasi, masukan, chosen, today, refusals }: JawabProps) {
  const [m, k] = [messagesIn(ctx.lang), kerjaIn(ctx.lang)]
  const problem = refusals.find(({ field }) => field === 'urut')
  return (
    <fieldset
      class={problem === undefined ? 'ruas' : 'ruas salah'}
      id="f-urut"
      tabIndex={-1}
      {...(problem === undefined ? {} : { 'aria-describedby': 'f-urut-s' })}
    >
      <legend>{k.chooseInputs}</legend>
      {problem !== undefined && (
        <p class="pesan-salah" id="f-urut-s">
          {ctx.word(problem)}
        </p>
      )}
      <div class="ubin satu">
        {masukan.map((one) => (
          <label>
            <input
              type="checkbox"
              name="urut"
              value={String(one.urut)}
              checked={chosen.includes(one.urut)}
            />
            <span>
              <b>{nomorMasukan(konsultasi.kode, one.urut)}</b> {m.kinds[one.jenis]},{' '}
              <span lang="id">{one.label}</span>{' '}
              <MasukanTag ctx={ctx} masukan={one} today={today} />
              <br />
              <span class="kecil">{k.due(dayText(ctx, one.tenggat))}</span>
              <br />
              <Words ctx={ctx} masukan={one} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** A label holds no paragraphs: the words stand in lines. */
function Words({ ctx, masukan }: Readonly<{ ctx: PageContext; masukan: Masukan }>) {
  const m = messagesIn(ctx.lang)
  return (
    <span lang="id">
      {masukan.teks}
      {masukan.usul !== null && (
        <>
          <br />
          {`${m.proposes}: ${masukan.usul}`}
        </>
      )}
    </span>
  )
}

function Answer({ ctx, bagian, janji, refusals, typed }: JawabProps) {
  const [m, k] = [messagesIn(ctx.lang), kerjaIn(ctx.lang)]
  const base = { ctx, refusals }
  return (
    <>
      <RadioTiles
        {...base}
        name="putusan"
        label={k.decision}
        value={typed.putusan ?? ''}
        choices={PUTUSAN.map((value) => ({ value, label: m.decisions[value] }))}
      />
      <TextArea
        {...base}
        name="alasan"
        label={k.reason}
        value={typed.alasan ?? ''}
        rows={4}
        maxLength={2_000}
      />
      <SelectField
        {...base}
        name="bagian"
        label={k.changedPassage}
        hint={k.takenHint}
        value={typed.bagian ?? ''}
        choices={bagian.map(({ jangkar, label, teks }) => ({
          value: jangkar,
          label: `${label} ${teks}`.slice(0, 60),
        }))}
        isOptional
      />
      <SelectField
        {...base}
        name="janji"
        label={k.promiseNumber}
        value={typed.janji ?? ''}
        choices={janji.map(({ urut, teks }) => ({
          value: String(urut),
          label: `${urut}. ${teks}`.slice(0, 80),
        }))}
        isOptional
      />
      <Button>{k.answer}</Button>
    </>
  )
}
