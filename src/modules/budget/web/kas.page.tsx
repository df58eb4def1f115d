import { type Sen, sumSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah } from '../../../ui/format.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  LineChart,
  OfficerPage,
  type PageContext,
  RadioTiles,
  Section,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { messagesIn } from '../messages/index.ts'
import { ANGGARAN } from './frame.ts'

export type PlanRow = Readonly<{
  id: string
  kode: string
  nama: string
  sub: string
  anggaran: Sen
  bulan: readonly Sen[] | undefined
}>

export type KasProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  tahun: number
  skpd: Skpd
  mayEnter: boolean
  href: string
  rows: readonly PlanRow[]
  months: readonly Sen[]
  typed: Readonly<{ bobot: string; blok: string }>
}>

const SHOWN = 300
const MONTHS = Array.from({ length: 12 }, (_, at) => at)

/** The cash plan of an SKPD: twelve months of every position, each row adding up to its amount in force. */
export function KasPage(props: KasProps) {
  const { ctx, refusals, tahun, skpd, rows, href } = props
  const m = messagesIn(ctx.lang).cash
  const missing = rows.filter(({ bulan }) => bulan === undefined).length
  return (
    <OfficerPage
      ctx={ctx}
      title={`${m.title} ${tahun}, ${skpd.nama}`}
      current="budget"
      css={['rka']}
    >
      <div class="tumpuk isi-hal">
        <p>
          <a href={`${ANGGARAN}?tahun=${tahun}`}>{`${messagesIn(ctx.lang).title} ${tahun}`}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{`${m.title} ${tahun}`}</h1>
        <p class="redup">{skpd.nama}</p>
        {rows.length === 0 ? (
          <p class="info">{m.none}</p>
        ) : (
          <>
            {missing > 0 && <p class="awas">{m.missing(formatNumber(missing, ctx.lang))}</p>}
            <div class="dua-lajur">
              <Curve {...props} />
              {props.mayEnter && <Fill {...props} />}
            </div>
            <p>
              <a href={`${href}/data.csv`}>{m.csv}</a>
            </p>
            <Plans {...props} />
            {props.mayEnter && <Paste {...props} />}
          </>
        )}
      </div>
    </OfficerPage>
  )
}

function Curve({ ctx, months }: KasProps) {
  const m = messagesIn(ctx.lang).cash
  return (
    <LineChart
      ctx={ctx}
      title={m.title}
      points={months.map((amount, at) => ({
        label: `${m.month} ${at + 1}`,
        value: Number(amount) / 100,
        text: formatRupiah(amount, ctx.lang),
      }))}
    />
  )
}

function Fill({ ctx, href, typed, refusals }: KasProps) {
  const m = messagesIn(ctx.lang).cash
  return (
    <form method="post" action={`${href}/isi`} class="rka-kartu">
      <Csrf ctx={ctx} />
      <h2>{m.fill}</h2>
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="bobot"
        label={m.weights}
        hint={m.weightsHint}
        value={typed.bobot}
        maxLength={200}
        isOptional
      />
      <RadioTiles
        ctx={ctx}
        name="semua"
        label={m.fill}
        value="tidak"
        choices={[
          { value: 'tidak', label: m.onlyEmpty },
          { value: 'ya', label: m.everything },
        ]}
      />
      <Button isSmall>{m.run}</Button>
    </form>
  )
}

function Plans({ ctx, rows, months }: KasProps) {
  const m = messagesIn(ctx.lang).cash
  const total = sumSen(rows.map(({ anggaran }) => anggaran))
  return (
    <section class="tabel" tabIndex={0} aria-label={m.title}>
      <table class="antre tanpa-pilih rka-bulan">
        <caption class="vh">{m.title}</caption>
        <thead>
          <tr>
            <th scope="col">{m.position}</th>
            <th scope="col" class="kanan">
              {m.amount}
            </th>
            {MONTHS.map((at) => (
              <th scope="col" class="kanan">
                {at + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row) => (
            <tr>
              <th scope="row">
                <span class="redup angka kecil">{row.kode}</span> {row.nama}
                <span class="sub">{row.sub}</span>
              </th>
              <td class="kanan angka">{writeRupiah(row.anggaran)}</td>
              {MONTHS.map((at) => (
                <td class="kanan angka">
                  {row.bulan === undefined ? '–' : writeRupiah(row.bulan[at] ?? (0n as Sen))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{messagesIn(ctx.lang).version.total}</th>
            <td class="kanan angka">{writeRupiah(total)}</td>
            {months.map((amount) => (
              <td class="kanan angka">{writeRupiah(amount)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Paste({ ctx, href, refusals, typed }: KasProps) {
  const m = messagesIn(ctx.lang).cash
  return (
    <Section id="tempel" title={m.paste}>
      <form method="post" action={`${href}/tempel`} class="rka-kartu">
        <Csrf ctx={ctx} />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="blok"
          label={m.paste}
          hint={m.pasteHelp}
          value={typed.blok}
          rows={5}
        />
        <Button isSmall>{m.run}</Button>
      </form>
    </Section>
  )
}
