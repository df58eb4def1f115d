import { formatNumber, formatRupiah, formatTanggal } from '../../../ui/format.ts'
import { Button, Csrf, DataTable, type PageContext, Section, TextField } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { AkunPungutan, WaitingKind } from '../store/pendapatan-store.ts'
import type { Pengembalian } from '../store/pengembalian-store.ts'
import { HOME } from './frame.tsx'
import type { Tried } from './pages.ts'
import { SmallForm } from './parts.tsx'

const TERIMA = `${HOME}/penerimaan`

export type WaitingProps = Readonly<{
  ctx: PageContext
  skpdId: number
  today: string
  waiting: readonly WaitingKind[]
  akun: readonly AkunPungutan[]
  nameOf: (kode: string) => string
  isCashier: boolean
  tried: Tried
}>

/** Charges citizens paid that are not revenue in the books yet, and the accounts they go to. */
export function WaitingSettlements(props: WaitingProps) {
  const { ctx, waiting, akun, isCashier, skpdId, tried } = props
  const words = messagesIn(ctx.lang)
  const m = words.pendapatan
  if (waiting.length === 0 && akun.length === 0) return null
  const choices = [...new Set([...waiting, ...akun].map(({ pungutan }) => pungutan))]
  return (
    <Section id="layanan" title={m.waiting}>
      {waiting.length > 0 && (
        <>
          <p class="bantuan">{m.waitingHelp}</p>
          <DataTable
            caption={m.waiting}
            isStacked
            rows={waiting}
            columns={[
              { header: m.pungutan, isHead: true, cell: (row) => row.pungutan },
              { header: m.sebabHeader, cell: (row) => m.sebab[row.sebab] },
              { header: m.sejak, cell: (row) => formatTanggal(row.sejak, ctx.lang) },
              {
                header: m.banyak,
                isNumber: true,
                cell: (row) => formatNumber(row.banyak, ctx.lang),
              },
              {
                header: words.up.jumlah,
                isNumber: true,
                cell: (row) => formatRupiah(row.jumlah, ctx.lang),
              },
            ]}
          />
        </>
      )}
      {isCashier && (
        <details class="dana-langkah" open={waiting.length > 0 || tried.typed.bentuk === 'akun'}>
          <summary>{m.setAkun}</summary>
          <SmallForm
            ctx={ctx}
            action={`${TERIMA}/akun`}
            scope="akun"
            hidden={{ skpd: String(skpdId) }}
            fields={[
              {
                name: 'pungutan',
                label: m.pungutan,
                choices: choices.map((value) => ({ value, label: value })),
              },
              { name: 'rekening', label: words.terima.rekening },
              { name: 'berlakuMulai', label: m.mulai, type: 'date', value: props.today },
              { name: 'sumber', label: m.sumber, hint: m.sumberHint },
            ]}
            button={m.save}
            tried={tried}
          />
        </details>
      )}
      {akun.length > 0 && (
        <DataTable
          caption={m.akun}
          isStacked
          rows={akun}
          columns={[
            { header: m.pungutan, isHead: true, cell: (row) => row.pungutan },
            {
              header: words.doc.column.rekening,
              cell: (row) => (
                <>
                  <span class="angka">{row.rekeningKode}</span> {props.nameOf(row.rekeningKode)}
                </>
              ),
            },
            { header: m.mulai, cell: (row) => formatTanggal(row.berlakuMulai, ctx.lang) },
            { header: m.sumber, cell: (row) => row.sumber },
          ]}
        />
      )}
    </Section>
  )
}

export type ReturnsProps = Readonly<{
  ctx: PageContext
  skpdId: number
  returns: readonly Pengembalian[]
  isCashier: boolean
  isBud: boolean
  tried: Tried
}>

/** Revenue given back: proposed by the treasurer of revenue, decided by Kuasa BUD. */
export function Returns({ ctx, skpdId, returns, isCashier, isBud, tried }: ReturnsProps) {
  const words = messagesIn(ctx.lang)
  const m = words.pendapatan
  if (returns.length === 0 && !isCashier) return null
  return (
    <Section id="kembali" title={m.back}>
      {isCashier && (
        <details class="dana-langkah" open={tried.typed.bentuk === 'kembali'}>
          <summary>{m.propose}</summary>
          <SmallForm
            ctx={ctx}
            action={`${TERIMA}/kembali`}
            scope="kembali"
            hidden={{ skpd: String(skpdId) }}
            fields={[
              { name: 'bukti', label: words.terima.bukti },
              { name: 'jumlah', label: words.up.jumlah, type: 'money' },
              { name: 'suratNomor', label: m.surat },
              { name: 'penerima', label: m.penerima },
              { name: 'bank', label: m.bank },
              { name: 'rekening', label: m.rekening },
              { name: 'alasan', label: m.alasan, type: 'area' },
            ]}
            button={m.propose}
            tried={tried}
          />
        </details>
      )}
      {returns.length > 0 && (
        <DataTable
          caption={m.back}
          isStacked
          rows={returns}
          columns={[
            { header: m.surat, isHead: true, cell: (row) => row.suratNomor },
            { header: words.terima.bukti, cell: (row) => row.bukti },
            { header: m.penerima, cell: (row) => row.penerima },
            { header: m.alasan, cell: (row) => row.alasan },
            {
              header: words.up.jumlah,
              isNumber: true,
              cell: (row) => formatRupiah(row.jumlah, ctx.lang),
            },
            {
              header: words.queue.columns.tahap,
              cell: (row) =>
                isBud && row.status === 'usulan' ? (
                  <Decide ctx={ctx} id={row.id} tried={tried} />
                ) : (
                  m.status[row.status]
                ),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Decide({ ctx, id, tried }: Readonly<{ ctx: PageContext; id: string; tried: Tried }>) {
  const m = messagesIn(ctx.lang).pendapatan
  const isTried = tried.typed.kembali === id
  return (
    <form method="post" action={`${TERIMA}/kembali/${id}`} class="tumpuk">
      <Csrf ctx={ctx} />
      <input type="hidden" name="kembali" value={id} />
      <TextField
        ctx={ctx}
        scope={id}
        refusals={isTried ? tried.refusals : []}
        name="catatan"
        label={m.alasan}
        value={isTried ? (tried.typed.catatan ?? '') : ''}
        isOptional
        maxLength={500}
      />
      <p class="tombol-baris">
        <Button isSmall name="putusan" value="bayar">
          {m.pay}
        </Button>
        <Button isSmall tone="secondary" name="putusan" value="tolak">
          {m.refuse}
        </Button>
      </p>
    </form>
  )
}
