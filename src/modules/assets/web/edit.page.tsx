import type { Refusal } from '../../../kernel/result.ts'
import { Button, Csrf, type PageContext } from '../../../ui/index.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kartu } from '../store/kartu-store.ts'
import type { Ruang } from '../store/ruang-store.ts'
import { ASET, AsetFrame } from './frame.tsx'
import { KartuFields } from './kartu-form.tsx'

export type EditProps = Readonly<{
  ctx: PageContext
  refusals: readonly Refusal[]
  kartu: Kartu
  wajib: readonly string[]
  typed: Readonly<Record<string, string>>
  ruang: readonly Ruang[]
}>

/** What a card says; its amounts are changed by movements only. */
export function EditPage({ ctx, refusals, kartu, wajib, typed, ruang }: EditProps) {
  const m = messagesIn(ctx.lang)
  const href = `${ASET}/kartu/${kartu.label}`
  return (
    <AsetFrame
      ctx={ctx}
      title={m.edit.title(kartu.nama)}
      refusals={refusals}
      current="kartu"
      scripts={['ui-form', 'aset-batas']}
    >
      <p>
        <a href={href}>{m.edit.back}</a>
      </p>
      <form method="post" action={`${href}/ubah`} class="tumpuk aset-isian">
        <Csrf ctx={ctx} />
        <input type="hidden" name="versi" value={String(kartu.versi)} />
        <KartuFields
          ctx={ctx}
          refusals={refusals}
          kib={kartu.kib}
          wajib={wajib}
          typed={typed}
          ruang={ruang}
          asks={{ price: false, units: false }}
        />
        <p>
          <Button>{m.entry.save}</Button>
        </p>
      </form>
    </AsetFrame>
  )
}
