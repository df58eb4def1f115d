import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  CheckboxTiles,
  Csrf,
  ErrorSummary,
  FieldRound,
  FileField,
  OfficerPage,
  type PageContext,
  RadioTiles,
  TextField,
} from '../../../ui/index.ts'
import { KONDISI } from '../domain/kib.ts'
import { messagesIn } from '../messages/index.ts'
import type { BarisHitung, Inventarisasi } from '../store/inventaris-store.ts'
import { INVENTARISASI } from './inventaris.page.tsx'

export type BawaProps = Readonly<{
  ctx: PageContext
  accountId: string
  count: Inventarisasi
  rows: readonly BarisHitung[]
  kunci: string
  drawnAt: string
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>

/** A count taken along: one form for whatever is in front of the officer, and the list; a worker keeps the page. */
export function BawaPage(props: BawaProps) {
  const { ctx, count, rows } = props
  const m = messagesIn(ctx.lang)
  const scope = `${INVENTARISASI}/${count.id}/bawa`
  return (
    <OfficerPage
      ctx={ctx}
      title={count.judul}
      current="assets"
      css={['aset']}
      scripts={['lapangan', 'aset-hitung']}
    >
      <FieldRound
        ctx={ctx}
        accountId={props.accountId}
        scope={scope}
        title={count.judul}
        lead={m.count.roundLead(String(rows.length))}
        drawnAt={m.count.drawnAt(props.drawnAt)}
        isMendable
      >
        <ErrorSummary ctx={ctx} refusals={props.refusals} />
        <p>
          <a href={`${INVENTARISASI}/${count.id}`}>{m.count.toCount}</a>
        </p>
        <Form {...props} />
        <List {...props} />
      </FieldRound>
    </OfficerPage>
  )
}

function Form({ ctx, count, kunci, refusals, typed }: BawaProps) {
  const m = messagesIn(ctx.lang)
  const field = (name: string) => ({ ctx, refusals, name, value: typed[name] ?? '' })
  return (
    <form
      method="post"
      action={`${INVENTARISASI}/${count.id}/hitung`}
      enctype="multipart/form-data"
      class="kartu"
      data-kirim-lapangan={m.count.entry}
      data-wajib="kode hasil"
      data-kecilkan
    >
      <div class="isi tumpuk">
        <Csrf ctx={ctx} />
        <input type="hidden" name="kunci" value={kunci} />
        <input type="hidden" name="diisi" value="" />
        <div
          class="aset-pindai"
          data-pindai={m.count.scan}
          data-pindai-henti={m.count.stop}
          data-titik-kata={m.count.here}
        />
        <TextField
          {...field('kode')}
          label={m.count.code}
          hint={m.count.codeHint}
          maxLength={160}
        />
        <p class="kecil" role="status" data-barang data-tak-ada={m.count.notOnList} />
        <RadioTiles
          {...field('hasil')}
          label={m.count.result}
          value={typed.hasil ?? 'ditemukan'}
          isSingleColumn
          choices={[
            { value: 'ditemukan', label: m.count.results.ditemukan },
            { value: 'tidak_ditemukan', label: m.count.results.tidak_ditemukan },
          ]}
        />
        <RadioTiles
          {...field('kondisi')}
          label={m.list.kondisi}
          value={typed.kondisi ?? 'B'}
          choices={KONDISI.map((value) => ({ value, label: m.kondisi[value] }))}
        />
        <FileField
          ctx={ctx}
          refusals={refusals}
          name="foto"
          label={m.act.photo}
          accept="image/*"
          capture="environment"
          isOptional
        />
        <div class="aset-ruas">
          <TextField {...field('lat')} label={m.form.lat} isOptional inputMode="decimal" />
          <TextField {...field('lon')} label={m.form.lon} isOptional inputMode="decimal" />
        </div>
        <TextField {...field('catatan')} label={m.form.keterangan} isOptional maxLength={500} />
        <CheckboxTiles
          ctx={ctx}
          name="penetapan"
          label={m.count.settle}
          isOptional
          isSingleColumn
          choices={[{ value: 'ya', label: m.count.settleYes }]}
        />
        <Button>{m.count.keep}</Button>
      </div>
    </form>
  )
}

function List({ ctx, rows }: BawaProps) {
  const m = messagesIn(ctx.lang)
  return (
    <section aria-labelledby="daftar-bawa">
      <h2 id="daftar-bawa">{m.count.expected}</h2>
      <ul class="kartu tugas" data-daftar-barang>
        {rows.map((row) => (
          <li data-label={row.label}>
            <span>{row.nama}</span>
            <span class="angka redup kecil">
              {row.label} {row.hasil !== null && <b>✓</b>}
            </span>
          </li>
        ))}
      </ul>
      <p class="bantuan">{m.count.doneMark}</p>
    </section>
  )
}
