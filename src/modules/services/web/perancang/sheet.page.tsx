import type { Refusal } from '../../../../kernel/result.ts'
import { Button, FileField, SelectField } from '../../../../ui/index.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { designMessages } from '../../messages/index.ts'
import { DesignerPage, type Desk, DraftKeys, deskHref, HOME } from './frame.tsx'

/** Fields from an Excel sheet: all rows are checked before any is stored. */
export function SheetPage({
  desk,
  chosen,
  refusals,
}: Readonly<{ desk: Desk; chosen: string; refusals: readonly Refusal[] }>) {
  const { ctx, isi } = desk
  const m = designMessages(ctx.lang)
  return (
    <DesignerPage desk={desk} title={m.sheetTitle} current="lembar" refusals={refusals}>
      <p>{m.sheetLead}</p>
      <p>
        <a href={`${HOME}/contoh-lembar.csv`}>{m.sheetTemplate}</a>
      </p>
      <form
        method="post"
        action={deskHref(desk, '/lembar')}
        encType="multipart/form-data"
        class="rancang-form"
      >
        <DraftKeys desk={desk} />
        <SelectField
          ctx={ctx}
          name="halaman"
          label={m.sheetPage}
          choices={isi.form.map((page) => ({
            value: page.id,
            label: wordsIn(page.title, ctx.lang),
          }))}
          value={chosen}
          refusals={refusals}
        />
        <FileField
          ctx={ctx}
          name="lembar"
          label={m.sheetFile}
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          refusals={refusals}
        />
        <p class="tombol-baris">
          <Button>{m.sheetButton}</Button>
        </p>
      </form>
    </DesignerPage>
  )
}
