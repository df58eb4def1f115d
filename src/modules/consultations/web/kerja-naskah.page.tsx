import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  Csrf,
  DataTable,
  ErrorSummary,
  OfficerPage,
  type PageContext,
  Section,
  TextArea,
  TextField,
  Warning,
} from '../../../ui/index.ts'
import type { Usulan } from '../actions/susun.ts'
import { type Bagian, periksaNaskah } from '../domain/naskah.ts'
import { bandingkan, perluSebab } from '../domain/redline.ts'
import { kerjaIn, messagesIn } from '../messages/index.ts'
import type { Konsultasi } from '../store/konsultasi-store.ts'
import { KERJA } from './paths.ts'
import { Redline } from './perubahan.page.tsx'

export type TempelProps = Readonly<{
  ctx: PageContext
  konsultasi: Konsultasi
  teks: string
  /** What the text would become; undefined before it is checked, or when it cannot be. */
  usulan: Usulan | undefined
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** Paste a text, look at how it is cut and what it changes, say why, and keep it. */
export function TempelPage(props: TempelProps) {
  const { ctx, konsultasi, teks, usulan, refusals } = props
  const k = kerjaIn(ctx.lang)
  const path = `${KERJA}/${konsultasi.kode}`
  return (
    <OfficerPage ctx={ctx} title={k.editText} current="consultations">
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={path}>{konsultasi.judul}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{k.editText}</h1>
        <form method="post" action={`${path}/naskah`} class="tumpuk">
          <Csrf ctx={ctx} />
          <input type="hidden" name="dari" value={String(konsultasi.versi)} />
          <TextArea
            ctx={ctx}
            name="naskah"
            label={k.paste}
            hint={k.pasteHint}
            value={teks}
            rows={16}
            refusals={refusals}
          />
          <Button name="langkah" value="periksa" tone="secondary">
            {usulan === undefined ? k.check : k.checkAgain}
          </Button>
          {usulan !== undefined && <Checked {...props} usulan={usulan} />}
        </form>
      </div>
    </OfficerPage>
  )
}

function Checked(props: TempelProps & Readonly<{ usulan: Usulan }>) {
  const { ctx, konsultasi, usulan } = props
  const [m, k] = [messagesIn(ctx.lang), kerjaIn(ctx.lang)]
  const warnings = periksaNaskah(usulan.bagian)
  return (
    <>
      {warnings.length > 0 && (
        <Section id="h-awas" title={k.warnings}>
          {warnings.map(({ jenis, label }) => (
            <Warning>{k.warningKinds[jenis](label)}</Warning>
          ))}
        </Section>
      )}
      {konsultasi.status === 'buka' && <Causes {...props} />}
      <Section id="h-potong" title={k.preview}>
        <DataTable
          caption={k.preview}
          isStacked
          columns={[
            { header: m.passage, isHead: true, cell: ({ label }: Bagian) => label },
            { header: k.words, cell: ({ teks }) => teks || '–' },
          ]}
          rows={usulan.bagian}
        />
      </Section>
      <Button name="langkah" value="simpan">
        {k.keep}
      </Button>
    </>
  )
}

function Causes({ ctx, usulan, refusals, typed }: TempelProps & Readonly<{ usulan: Usulan }>) {
  const k = kerjaIn(ctx.lang)
  return (
    <Section id="h-sebab" title={k.causes}>
      {perluSebab(usulan.perubahan).map(({ jangkar, lama, baru }) => (
        <>
          <Redline ctx={ctx} segmen={bandingkan(lama?.teks ?? '', baru?.teks ?? '')} />
          <TextField
            ctx={ctx}
            name={`sebab-${jangkar}`}
            label={k.causeOf((baru ?? lama)?.label ?? jangkar)}
            hint={k.causeHint}
            value={typed[`sebab-${jangkar}`] ?? ''}
            maxLength={500}
            refusals={refusals}
          />
        </>
      ))}
    </Section>
  )
}
