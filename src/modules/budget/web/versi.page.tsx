import { tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import {
  ActionForm,
  Button,
  Csrf,
  DenseTable,
  ErrorSummary,
  Facts,
  OfficerPage,
  type PageContext,
  SealBox,
  Section,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { BagianSum } from '../store/bagian-store.ts'
import type { Versi } from '../store/versi-store.ts'
import { ANGGARAN, bagianHref, versiHref } from './frame.ts'
import { BagianTag, VersiTag } from './state-tag.tsx'

export type VersiProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  versi: Versi
  induk: Versi | undefined
  codes: Kodefikasi
  parts: readonly BagianSum[]
  isAll: boolean
  may: Readonly<{ step: boolean; enact: boolean; ceilings: boolean }>
  typed: Readonly<{ dasar: string; tanggal: string; blok: string }>
}>

/** One budget document: its parts, its steps, its seal. */
export function VersiPage(props: VersiProps) {
  const { ctx, versi, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={versi.judul} current="budget" css={['rka']}>
      <div class="tumpuk isi-hal">
        <p>
          <a href={`${ANGGARAN}?tahun=${versi.tahun}`}>{`${m.title} ${versi.tahun}`}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <header class="rka-kepala">
          <h1>{versi.judul}</h1>
          <VersiTag ctx={ctx} status={versi.status} />
        </header>
        <About {...props} />
        <Parts {...props} />
        {props.may.ceilings && <Ceilings {...props} />}
        {versi.status === 'disusun' && props.may.step && <Steps {...props} />}
        {versi.status === 'diajukan' && <Enact {...props} />}
      </div>
    </OfficerPage>
  )
}

function About({ ctx, versi, induk, may }: VersiProps) {
  const m = messagesIn(ctx.lang)
  const href = versiHref(versi.id)
  return (
    <>
      <Facts
        rows={[
          { label: m.home.kind, value: m.jenis[versi.jenis] },
          ...(induk === undefined
            ? []
            : [
                {
                  label: m.version.from,
                  value: <a href={versiHref(induk.id)}>{induk.judul}</a>,
                },
              ]),
          ...(versi.dasar === null || versi.dasarTanggal === null
            ? []
            : [
                {
                  label: m.version.regulation,
                  value: `${versi.dasar}, ${formatTanggal(tanggal(versi.dasarTanggal), ctx.lang)}`,
                },
              ]),
        ]}
      />
      {versi.sidik !== null && (
        <div>
          <p class="kecil redup">{m.version.seal}</p>
          <SealBox digest={versi.sidik} />
        </div>
      )}
      {versi.jenis !== 'kua-ppas' && (
        <p class="tombol-baris">
          {induk !== undefined && <a href={`${href}/banding`}>{m.version.compare}</a>}
          <a href={`${href}/penjabaran.csv`}>{m.version.elaboration}</a>
          <a href={`${href}/sipd.csv`}>{m.version.sipd}</a>
          {may.step && <a href={`${href}/cocok`}>{m.match.title}</a>}
        </p>
      )}
    </>
  )
}

function Parts({ ctx, versi, parts, codes, isAll }: VersiProps) {
  const m = messagesIn(ctx.lang)
  const filled = parts.filter(
    ({ baris, pagu, status, terbuka }) =>
      baris > 0 || pagu > 0n || status !== 'disusun' || terbuka > 0,
  )
  const shown = isAll || filled.length === 0 ? parts : filled
  const rupiah = (value: BagianSum['pagu']) => (value === 0n ? '–' : formatRupiah(value, ctx.lang))
  const isCeilings = versi.jenis === 'kua-ppas'
  return (
    <Section
      id="bagian"
      title={m.version.parts}
      aside={
        filled.length > 0 && filled.length < parts.length ? (
          <a href={isAll ? versiHref(versi.id) : `${versiHref(versi.id)}?semua=ya`}>
            {isAll ? m.version.onlyFilled : m.version.all}
          </a>
        ) : undefined
      }
    >
      <DenseTable
        ctx={ctx}
        caption={m.version.parts}
        rows={shown}
        rowId={(row) => String(row.skpdId)}
        rowLabel={(row) => codes.skpd.byId.get(row.skpdId)?.nama ?? ''}
        columns={[
          {
            header: m.version.skpd,
            isHead: true,
            cell: (row) => (
              <a href={bagianHref(versi.id, row.skpdId)} data-buka="">
                {codes.skpd.byId.get(row.skpdId)?.nama ?? row.skpdId}
              </a>
            ),
          },
          ...(isCeilings
            ? []
            : [
                {
                  header: m.home.state,
                  cell: (row: BagianSum) => <BagianTag ctx={ctx} status={row.status} />,
                },
                {
                  header: m.version.lines,
                  isNumber: true,
                  isWideOnly: true,
                  cell: (row: BagianSum) => formatNumber(row.baris, ctx.lang),
                },
                {
                  header: m.kelas.pendapatan,
                  isNumber: true,
                  isWideOnly: true,
                  cell: (row: BagianSum) => rupiah(row.pendapatan),
                },
                {
                  header: m.kelas.belanja,
                  isNumber: true,
                  cell: (row: BagianSum) => rupiah(row.belanja),
                },
                {
                  header: m.version.comments,
                  isNumber: true,
                  isWideOnly: true,
                  cell: (row: BagianSum) =>
                    row.terbuka === 0 ? '–' : formatNumber(row.terbuka, ctx.lang),
                },
              ]),
          {
            header: m.version.ceiling,
            isNumber: true,
            isWideOnly: !isCeilings,
            cell: (row) => rupiah(row.pagu),
          },
        ]}
      />
    </Section>
  )
}

function Ceilings({ ctx, versi, refusals, typed }: VersiProps) {
  const m = messagesIn(ctx.lang).version
  return (
    <Section id="pagu" title={m.ceilings}>
      <form method="post" action={`${versiHref(versi.id)}/pagu`} class="rka-kartu">
        <Csrf ctx={ctx} />
        <TextArea
          ctx={ctx}
          refusals={refusals}
          name="blok"
          label={m.ceilings}
          hint={m.ceilingsHelp}
          value={typed.blok}
          rows={6}
        />
        <Button isSmall>{m.save}</Button>
      </form>
    </Section>
  )
}

function Steps({ ctx, versi }: VersiProps) {
  const m = messagesIn(ctx.lang).version
  const action = `${versiHref(versi.id)}/langkah`
  return (
    <div class="tombol-baris">
      <ActionForm
        ctx={ctx}
        action={action}
        label={m.handIn}
        fields={{ ke: 'diajukan' }}
        tone="primary"
      />
      <ActionForm ctx={ctx} action={action} label={m.cancel} fields={{ ke: 'batal' }} />
    </div>
  )
}

function Enact({ ctx, versi, may, refusals, typed }: VersiProps) {
  const m = messagesIn(ctx.lang).version
  const field = { ctx, refusals }
  return (
    <Section id="sahkan" title={m.enact}>
      <div class="rka-kartu tumpuk">
        {may.enact && (
          <form method="post" action={`${versiHref(versi.id)}/sahkan`}>
            <Csrf ctx={ctx} />
            <p class="bantuan">{m.enactHelp}</p>
            <div class="rka-ruas">
              <TextField
                {...field}
                name="dasar"
                label={m.regulation}
                hint={m.regulationHint}
                value={typed.dasar}
                maxLength={300}
              />
              <TextField
                {...field}
                name="tanggal"
                label={m.date}
                type="date"
                value={typed.tanggal}
              />
            </div>
            <Button>{m.enact}</Button>
          </form>
        )}
        {may.step && (
          <ActionForm
            ctx={ctx}
            action={`${versiHref(versi.id)}/langkah`}
            label={m.takeBack}
            fields={{ ke: 'disusun' }}
          />
        )}
      </div>
    </Section>
  )
}
