import { formatRupiah, formatTanggal } from '../../../ui/format.ts'
import { ActionForm, DataTable, type PageContext, Section, StatusTag } from '../../../ui/index.ts'
import type { Kantong } from '../actions/geser-kas.ts'
import { messagesIn } from '../messages/index.ts'
import type { Belanja, TuOpen } from '../store/belanja-store.ts'
import type { Lpj } from '../store/lpj-store.ts'
import { HOME } from './frame.tsx'
import type { Tried } from './pages.ts'
import { SmallForm } from './parts.tsx'

export const UP = `${HOME}/up`
export const POTS: readonly Kantong[] = ['bank', 'tunai', 'panjar']

export type Base = Readonly<{ ctx: PageContext; skpdId: number; tried: Tried }>

const fieldsOf = (skpdId: number, cara: string, more: Readonly<Record<string, string>> = {}) => ({
  skpd: String(skpdId),
  cara,
  ...more,
})

/** Receipts in no account yet, and the tax that waits in them. */
export function Receipts({
  ctx,
  skpdId,
  tried,
  title,
  rows,
  isTreasurer,
  tuId,
}: Base &
  Readonly<{ title: string; rows: readonly Belanja[]; isTreasurer: boolean; tuId: string }>) {
  const m = messagesIn(ctx.lang)
  const untaxed = rows.filter((row) => row.pajak > 0n && row.pajakSetor === null)
  return (
    <Section id={`belanja-${tuId}`} title={title}>
      {rows.length === 0 ? (
        <p class="bantuan">{m.up.none}</p>
      ) : (
        <DataTable
          caption={title}
          isStacked
          rows={rows}
          columns={[
            { header: m.up.tanggal, cell: (row) => formatTanggal(row.tanggal, ctx.lang) },
            { header: m.up.nomor, cell: (row) => row.nomor },
            { header: m.up.uraian, isHead: true, cell: (row) => row.uraian },
            {
              header: m.up.jumlah,
              isNumber: true,
              cell: (row) => formatRupiah(row.jumlah, ctx.lang),
            },
            { header: m.doc.tax, isNumber: true, cell: (row) => formatRupiah(row.pajak, ctx.lang) },
          ]}
        />
      )}
      {isTreasurer && rows.length > 0 && (
        <ActionForm
          ctx={ctx}
          action={UP}
          label={m.up.makeLpj}
          fields={fieldsOf(skpdId, 'lpj', { tu: tuId })}
          tone="primary"
        />
      )}
      {isTreasurer &&
        untaxed.map((row) => (
          <details class="dana-langkah kartu">
            <summary>
              {m.up.depositTax}: {row.nomor} · {formatRupiah(row.pajak, ctx.lang)}
            </summary>
            <SmallForm
              ctx={ctx}
              action={UP}
              scope={row.id}
              hidden={fieldsOf(skpdId, 'pajak', { belanja: row.id })}
              fields={[
                { name: 'tanggal', label: m.up.tanggal, type: 'date' },
                { name: 'ntpn', label: m.up.ntpn },
              ]}
              button={m.up.depositTax}
              tried={tried}
            />
          </details>
        ))}
    </Section>
  )
}

export function Tu(
  props: Base &
    Readonly<{ tu: TuOpen; due: string; rows: readonly Belanja[]; isTreasurer: boolean }>,
) {
  const { ctx, skpdId, tu, due } = props
  const m = messagesIn(ctx.lang).up
  const rest = tu.jumlah - tu.terpakai - tu.kembali
  return (
    <>
      <Receipts {...props} title={`${m.tu} ${tu.nomor}`} tuId={tu.sppId} />
      <p class="bantuan">{m.tuDue(due)}</p>
      {props.isTreasurer && rest > 0n && (
        <ActionForm
          ctx={ctx}
          action={UP}
          label={m.tuReturn}
          fields={fieldsOf(skpdId, 'sisa-tu', { tu: tu.sppId })}
        />
      )}
    </>
  )
}

const LPJ_TAGS = { diajukan: 'tunggu', disahkan: 'selesai', ditolak: 'netral' } as const

export function LpjList({
  ctx,
  skpdId,
  tried,
  rows,
  isChecker,
}: Base & Readonly<{ rows: readonly Lpj[]; isChecker: boolean }>) {
  const m = messagesIn(ctx.lang)
  return (
    <Section id="lpj" title={m.up.lpj}>
      {rows.length === 0 && <p class="bantuan">{m.up.none}</p>}
      {rows.map((row) => (
        <article class="kartu">
          <div class="isi tumpuk">
            <p>
              <StatusTag kind={LPJ_TAGS[row.status]}>{m.up.lpjStatus[row.status]}</StatusTag>{' '}
              <b class="angka">{formatRupiah(row.jumlah, ctx.lang)}</b> {row.jenis} · {row.nomor}
            </p>
            {isChecker && row.status === 'diajukan' && (
              <>
                <ActionForm
                  ctx={ctx}
                  action={UP}
                  label={m.up.approve}
                  fields={fieldsOf(skpdId, 'sahkan', { lpj: row.id })}
                  tone="primary"
                />
                <SmallForm
                  ctx={ctx}
                  action={UP}
                  scope={row.id}
                  hidden={fieldsOf(skpdId, 'tolak', { lpj: row.id })}
                  fields={[{ name: 'alasan', label: m.doc.reason }]}
                  button={m.up.refuse}
                  tried={tried}
                />
              </>
            )}
          </div>
        </article>
      ))}
    </Section>
  )
}

export function Spending({
  ctx,
  skpdId,
  tried,
  tarif,
  tu,
}: Base &
  Readonly<{ tarif: readonly Readonly<{ kode: string; nama: string }>[]; tu: readonly TuOpen[] }>) {
  const m = messagesIn(ctx.lang).up
  const pots = POTS.map((value) => ({ value, label: m.pot[value] }))
  const form = (cara: string) => ({
    ctx,
    action: UP,
    scope: cara,
    hidden: fieldsOf(skpdId, cara),
    tried,
  })
  return (
    <>
      <Section id="catat" title={m.spend}>
        <SmallForm
          {...form('belanja')}
          fields={[
            {
              name: 'sumber',
              label: m.source,
              choices: [
                { value: 'UP', label: m.fromUp },
                ...tu.map((one) => ({ value: one.sppId, label: `${m.tu} ${one.nomor}` })),
              ],
            },
            { name: 'nomor', label: m.nomor },
            { name: 'tanggal', label: m.tanggal, type: 'date' },
            { name: 'uraian', label: m.uraian },
            { name: 'penerima', label: m.penerima },
            { name: 'posisi', label: m.posisi, hint: m.posisiHint },
            { name: 'jumlah', label: m.jumlah, type: 'money' },
            { name: 'dari', label: m.cara, choices: pots },
            {
              name: 'pajak',
              label: m.pajak,
              isOptional: true,
              choices: tarif.map((one) => ({ value: one.kode, label: one.nama })),
            },
            { name: 'dasar', label: m.pajakDasar, type: 'money', isOptional: true },
          ]}
          button={m.save}
        />
      </Section>
      <Section id="geser" title={m.shift}>
        <SmallForm
          {...form('geser')}
          fields={[
            { name: 'dari', label: m.from, choices: pots },
            { name: 'ke', label: m.to, choices: pots },
            { name: 'tanggal', label: m.tanggal, type: 'date' },
            { name: 'jumlah', label: m.jumlah, type: 'money' },
            { name: 'uraian', label: m.uraian },
          ]}
          button={m.shift}
        />
      </Section>
      <Section id="sisa" title={m.giveBack}>
        <SmallForm
          {...form('sisa-up')}
          fields={[
            { name: 'jumlah', label: m.jumlah, type: 'money' },
            { name: 'uraian', label: m.uraian, isOptional: true },
          ]}
          button={m.giveBack}
        />
      </Section>
    </>
  )
}

export function Decree({ ctx, skpdId, tried }: Base) {
  const m = messagesIn(ctx.lang).up
  return (
    <Section id="sk" title={m.decree}>
      <SmallForm
        ctx={ctx}
        action={UP}
        scope="sk"
        hidden={fieldsOf(skpdId, 'sk')}
        fields={[
          { name: 'nomor', label: m.decreeNumber },
          { name: 'tanggal', label: m.decreeDate, type: 'date' },
          { name: 'jumlah', label: m.limit, type: 'money' },
        ]}
        button={m.saveDecree}
        tried={tried}
      />
    </Section>
  )
}
