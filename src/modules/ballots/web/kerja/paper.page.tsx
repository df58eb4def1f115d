import type { Refusal } from '../../../../kernel/result.ts'
import {
  Button,
  type Choice,
  Csrf,
  DataTable,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  RadioTiles,
  Section,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import type { Suara } from '../../domain/suara.ts'
import { messagesIn } from '../../messages/index.ts'
import type { Lembar } from '../../store/lembar-store.ts'
import { BallotFields, type BallotProps } from '../ballot-form.tsx'
import { KERJA, kerjaPath } from '../paths.ts'

type Typed = Readonly<Record<string, string>>

export type PaperPageProps = BallotProps &
  Readonly<{ head: Typed; open: readonly Lembar[]; said: string | undefined }>

/** Mark who takes a sheet, and type sheets in. */
export function PaperPage(props: PaperPageProps) {
  const { ctx, pungutan, refusals, head } = props
  const m = messagesIn(ctx.lang)
  const common = (name: string) => ({ ctx, name, value: head[name] ?? '', refusals })
  return (
    <OfficerPage ctx={ctx} title={m.kerja.kertas} current="planning">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={kerjaPath(pungutan.nomor)}>{pungutan.judul}</a>
        </p>
        {props.said !== undefined && (
          <p class="kabar success" role="status">
            {props.said}
          </p>
        )}
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.kerja.kertas}</h1>
        <p class="bantuan">{m.kerja.kertasLead}</p>
        <Section id="h-hadir" title={m.kerja.hadirTitle}>
          <form method="post" action={kerjaPath(pungutan.nomor, '/pemilih')} class="tumpuk">
            <Csrf ctx={ctx} />
            <TextField {...common('nik')} label={m.kerja.nik} inputMode="numeric" maxLength={20} />
            <Button tone="secondary">{m.kerja.catat}</Button>
          </form>
        </Section>
        <Section id="h-isi" title={m.kerja.isi}>
          <form method="post" action={kerjaPath(pungutan.nomor, '/kertas')} class="tumpuk">
            <Csrf ctx={ctx} />
            <TextField {...common('bundel')} label={m.kerja.bundel} maxLength={40} />
            <TextField
              {...common('lembar')}
              label={m.kerja.lembar}
              inputMode="numeric"
              maxLength={4}
            />
            <BallotFields {...props} />
            <Button>{m.kerja.masukkan}</Button>
          </form>
        </Section>
        <OpenSheets {...props} />
      </div>
    </OfficerPage>
  )
}

function OpenSheets({ ctx, open }: PaperPageProps) {
  const m = messagesIn(ctx.lang)
  if (open.length === 0) return null
  const textOf = ({ pilihan, poin }: Suara) =>
    pilihan.map((kode, at) => (poin[at] === undefined ? kode : `${kode} (${poin[at]})`)).join(', ')
  return (
    <Section id="h-terbuka" title={m.kerja.terbuka}>
      <DataTable
        caption={m.kerja.terbuka}
        columns={[
          {
            header: m.kerja.lembar,
            isHead: true,
            cell: ({ bundel, lembar }: Lembar) => `${bundel} / ${lembar}`,
          },
          {
            header: m.kerja.pembaca,
            // The second reader must not see what the first one typed.
            cell: ({ pertama, kedua }) =>
              kedua === null ? m.kerja.belumKedua : m.kerja.berbeda(textOf(pertama), textOf(kedua)),
          },
        ]}
        rows={open}
      />
    </Section>
  )
}

export type RollPageProps = Readonly<{
  ctx: PageContext
  typed: Typed
  refusals: readonly Refusal[]
  desa: readonly Choice[]
}>

/** Where voters of the officer's own villages live. */
export function RollPage({ ctx, typed, refusals, desa }: RollPageProps) {
  const m = messagesIn(ctx.lang)
  const common = (name: string) => ({ ctx, name, value: typed[name] ?? '', refusals })
  return (
    <OfficerPage ctx={ctx} title={m.kerja.penduduk} current="planning">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={KERJA}>{m.kerja.desk}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.kerja.penduduk}</h1>
        <p class="bantuan">{m.kerja.pendudukLead}</p>
        <form method="post" action={`${KERJA}/penduduk`} class="tumpuk">
          <Csrf ctx={ctx} />
          <TextField {...common('warga')} label={m.kerja.warga} maxLength={60} />
          <SelectField {...common('desa')} label={m.kerja.desa} choices={desa} />
          <RadioTiles
            {...common('apa')}
            label={m.kerja.apa}
            value={typed.apa ?? 'pastikan'}
            choices={[
              { value: 'pastikan', label: m.kerja.pastikan },
              { value: 'cabut', label: m.kerja.cabut },
            ]}
          />
          <Button>{m.kerja.catat}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}
