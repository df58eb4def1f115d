import {
  ActionForm,
  Button,
  ButtonLink,
  type Choice,
  Csrf,
  EmptyState,
  ErrorSummary,
  Facts,
  OfficerPage,
  Pagination,
  RadioTiles,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { JENIS } from '../domain/aturan.ts'
import { kerjaIn, messagesIn } from '../messages/index.ts'
import type { Refused } from './asked.ts'
import { type Daftar, hitunganText, KonsultasiTable } from './daftar.page.tsx'
import { JanjiForms, PertemuanForms, type SatuKerjaProps } from './kerja-forms.tsx'
import { countText, JanjiSection, KeadaanTag, untilText } from './parts.tsx'
import { KERJA, PUBLIK } from './paths.ts'

export type KerjaProps = Daftar &
  Refused &
  Readonly<{
    nextHref: string | undefined
    units: readonly Choice[]
    bentuk: readonly Choice[]
  }>

/** Consultations of one's own units; a new one beneath. */
export function KerjaPage(props: KerjaProps) {
  const { ctx, rows, nextHref, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.title} current="consultations">
      <div class="isi-hal tumpuk">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <div>
          <h1>{m.title}</h1>
          <p class="bantuan">{kerjaIn(ctx.lang).lead}</p>
        </div>
        {rows.length === 0 ? (
          <EmptyState title={m.empty} />
        ) : (
          <KonsultasiTable {...props} path={KERJA} />
        )}
        {nextHref !== undefined && (
          <Pagination
            ctx={ctx}
            shown={m.shownOf(countText(ctx, rows.length))}
            nextHref={nextHref}
          />
        )}
        <NewForm {...props} />
      </div>
    </OfficerPage>
  )
}

function NewForm({ ctx, units, bentuk, refusals, typed }: KerjaProps) {
  const [m, k] = [messagesIn(ctx.lang), kerjaIn(ctx.lang)]
  const base = { ctx, refusals }
  return (
    <Section id="h-baru" title={k.newTitle}>
      <form method="post" action={KERJA} class="tumpuk">
        <Csrf ctx={ctx} />
        <RadioTiles
          {...base}
          name="jenis"
          label={k.jenis}
          value={typed.jenis ?? ''}
          choices={JENIS.map((value) => ({ value, label: m.jenis[value] }))}
        />
        <SelectField
          {...base}
          name="bentuk"
          label={k.bentuk}
          hint={k.bentukHint}
          value={typed.bentuk ?? ''}
          choices={bentuk}
          isOptional
        />
        <TextField
          {...base}
          name="judul"
          label={k.judul}
          value={typed.judul ?? ''}
          maxLength={200}
        />
        <TextArea
          {...base}
          name="tujuan"
          label={k.tujuan}
          value={typed.tujuan ?? ''}
          rows={3}
          maxLength={1_000}
        />
        <SelectField
          {...base}
          name="unit"
          label={k.unit}
          value={typed.unit ?? units[0]?.value ?? ''}
          choices={units}
        />
        <TextField
          {...base}
          name="tutup"
          label={k.tutup}
          hint={k.dateHint}
          value={typed.tutup ?? ''}
          maxLength={10}
        />
        <Button>{k.create}</Button>
      </form>
    </Section>
  )
}

/** One consultation on the desk: where it stands and what can be done next. */
export function SatuKerjaPage(props: SatuKerjaProps) {
  const { ctx, konsultasi, isOwn, hitungan, janji, refusals, today, nameOf } = props
  const m = messagesIn(ctx.lang)
  const { status, jenis, judul } = konsultasi
  return (
    <OfficerPage ctx={ctx} title={judul} current="consultations">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={KERJA}>{m.all}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={scoped(props)} />
        <div>
          <h1 lang="id">{judul}</h1>
          <p>
            <KeadaanTag ctx={ctx} konsultasi={konsultasi} today={today} />
          </p>
        </div>
        <Facts
          rows={[
            { label: m.kind, value: m.jenis[jenis] },
            { label: m.by, value: nameOf(konsultasi.unitKode) },
            { label: m.until, value: untilText(ctx, konsultasi, today) },
            { label: m.inputs, value: hitunganText(ctx, hitungan) },
          ]}
        />
        {isOwn && <Steps {...props} />}
        {isOwn && <TextPart {...props} />}
        {isOwn && jenis === 'fkp' && status !== 'draf' && <PertemuanForms {...props} />}
        <JanjiSection ctx={ctx} janji={janji} today={today} nameOf={nameOf} />
        {status !== 'draf' && <JanjiForms {...props} refusals={refusals} />}
      </div>
    </OfficerPage>
  )
}

/** Links of the summary lead to the fields of the form that was refused. */
function scoped({ refusals, ending }: SatuKerjaProps) {
  if (ending === 0) return refusals
  return refusals.map((one) =>
    one.field === undefined ? one : { ...one, field: `j${ending}-${one.field}` },
  )
}

function Steps({ ctx, konsultasi, hitungan }: SatuKerjaProps) {
  const k = kerjaIn(ctx.lang)
  const path = `${KERJA}/${konsultasi.kode}`
  const { status, versi, suratId } = konsultasi
  const waiting = hitungan.masuk - hitungan.dijawab
  return (
    <div class="tombol-baris">
      {status === 'draf' && versi > 0 && (
        <ActionForm ctx={ctx} action={`${path}/buka`} label={k.open} tone="primary" />
      )}
      {status === 'buka' && (
        <>
          <ButtonLink href={`${path}/masukan`}>
            {`${k.answerThem} (${countText(ctx, waiting)})`}
          </ButtonLink>
          <ActionForm ctx={ctx} action={`${path}/tutup`} label={k.close} />
        </>
      )}
      {status === 'tutup' && suratId === null && (
        <ActionForm
          ctx={ctx}
          action={`${path}/berita-acara`}
          label={k.signMinutes}
          tone="primary"
        />
      )}
      {status !== 'draf' && (
        <ButtonLink href={`${PUBLIK}/${konsultasi.kode}`} tone="secondary">
          {k.publicPage}
        </ButtonLink>
      )}
    </div>
  )
}

function TextPart({ ctx, konsultasi, bagian }: SatuKerjaProps) {
  const k = kerjaIn(ctx.lang)
  return (
    <Section id="h-naskah" title={k.text}>
      <p>
        {konsultasi.versi === 0
          ? k.noText
          : k.textAt(countText(ctx, konsultasi.versi), countText(ctx, bagian))}
      </p>
      {konsultasi.status !== 'tutup' && (
        <ButtonLink href={`${KERJA}/${konsultasi.kode}/naskah`} tone="secondary">
          {k.editText}
        </ButtonLink>
      )}
    </Section>
  )
}
