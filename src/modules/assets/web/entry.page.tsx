import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  Csrf,
  FilterBar,
  FilterText,
  type PageContext,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import type { Skpd } from '../../fiscal/index.ts'
import type { KodeBarang } from '../domain/aturan.ts'
import { messagesIn } from '../messages/index.ts'
import type { Ruang } from '../store/ruang-store.ts'
import { ASET, AsetFrame } from './frame.tsx'
import { KartuFields } from './kartu-form.tsx'

export type EntryProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  /** Goods whose card is made; until one is chosen, codes that fit the search. */
  kode: KodeBarang | undefined
  found: readonly KodeBarang[]
  q: string
  typed: Readonly<Record<string, string>>
  skpd: readonly Skpd[]
  ruang: readonly Ruang[]
}>

/** A new card that no SP2D paid: first the goods, then what the form of its KIB asks. */
export function EntryPage(props: EntryProps) {
  const { ctx, refusals, kode } = props
  const m = messagesIn(ctx.lang)
  return (
    <AsetFrame
      ctx={ctx}
      title={m.entry.title}
      refusals={refusals}
      current="kartu"
      scripts={['aset-batas']}
    >
      {kode === undefined ? <Codes {...props} /> : <Card {...props} kode={kode} />}
    </AsetFrame>
  )
}

function Codes({ ctx, q, found }: EntryProps) {
  const m = messagesIn(ctx.lang)
  return (
    <>
      <p class="bantuan">{m.entry.chooseHelp}</p>
      <CodeSearch ctx={ctx} q={q} found={found} action={`${ASET}/baru`} extra={[]} />
    </>
  )
}

/** Goods codes by words or digits; each leads on with what the page already knows. */
export function CodeSearch({
  ctx,
  q,
  found,
  action,
  extra,
}: Readonly<{
  ctx: PageContext
  q: string
  found: readonly KodeBarang[]
  action: string
  extra: readonly (readonly [name: string, value: string])[]
}>) {
  const m = messagesIn(ctx.lang)
  const hrefOf = (kode: string) =>
    `${action}?${new URLSearchParams([...extra.map((pair) => [...pair]), ['kode', kode]])}`
  return (
    <>
      <FilterBar action={action} label={m.entry.search} button={m.entry.find}>
        {extra.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <FilterText name="q" label={m.entry.search} value={q} />
      </FilterBar>
      <ul class="kartu tugas">
        {found.map((one) => (
          <li>
            <a href={hrefOf(one.kode)}>{one.nama}</a>
            <span class="angka redup">
              {one.kode} · KIB {one.kib}
            </span>
          </li>
        ))}
      </ul>
      {q !== '' && found.length === 0 && <p>{m.entry.noCode}</p>}
    </>
  )
}

function Card({ kode, ...props }: EntryProps & Readonly<{ kode: KodeBarang }>) {
  const { ctx, refusals, typed, skpd } = props
  const m = messagesIn(ctx.lang)
  return (
    <form method="post" action={`${ASET}/baru`} class="tumpuk aset-isian">
      <Csrf ctx={ctx} />
      <input type="hidden" name="kode" value={kode.kode} />
      <p>
        <b>{kode.nama}</b>{' '}
        <span class="angka redup">
          {kode.kode} · KIB {kode.kib}
        </span>{' '}
        <a href={`${ASET}/baru`}>{m.entry.otherCode}</a>
      </p>
      {skpd.length === 1 ? (
        <input type="hidden" name="skpd" value={String(skpd[0]?.id ?? '')} />
      ) : (
        <SelectField
          ctx={ctx}
          refusals={refusals}
          name="skpd"
          label={m.list.skpd}
          value={typed.skpd ?? ''}
          choices={skpd.map((one) => ({ value: String(one.id), label: one.nama }))}
        />
      )}
      <KartuFields
        ctx={ctx}
        refusals={refusals}
        kib={kode.kib ?? 'B'}
        wajib={kode.wajib}
        typed={typed}
        ruang={props.ruang}
        asks={{ price: true, units: true }}
      />
      <TextField
        ctx={ctx}
        refusals={refusals}
        name="dokumen"
        label={m.form.dokumen}
        hint={m.form.dokumenHint}
        value={typed.dokumen ?? ''}
        maxLength={160}
      />
      <p>
        <Button>{m.entry.save}</Button>
      </p>
    </form>
  )
}
