import type { Refusal } from '../../../kernel/result.ts'
import {
  Button,
  Csrf,
  ErrorSummary,
  Information,
  OfficerPage,
  type PageContext,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { documentsMessages } from '../messages/index.ts'
import type { Surat } from '../store/surat-store.ts'
import type { Block, NewLetter } from '../types.ts'
import { SecretFields } from './letter.page.tsx'
import { OFFICE } from './office.page.tsx'

export type ReplaceProps = Readonly<{
  ctx: PageContext
  surat: Surat
  letter: NewLetter
  needsSecret: boolean
  refusals: readonly Refusal[]
  nik: string
}>

/** The words of a letter, to be corrected; labels, signer and owner stay. */
export function ReplacePage(props: ReplaceProps) {
  const { ctx, surat, letter, refusals } = props
  const m = documentsMessages(ctx.lang).office
  return (
    <OfficerPage ctx={ctx} title={m.replace} current="letters">
      <nav class="jejak-hal" aria-label={m.title}>
        <a href={OFFICE}>{m.back}</a> <span aria-hidden="true">›</span>{' '}
        <a href={`${OFFICE}/${surat.id}`}>{surat.nomor}</a>
      </nav>
      <h1>{m.replace}</h1>
      <ErrorSummary ctx={ctx} refusals={refusals} />
      <div class="sempit tumpuk">
        <Information>
          <p>{m.replaceText}</p>
        </Information>
        <form method="post" action={`${OFFICE}/${surat.id}/ganti`}>
          <Csrf ctx={ctx} />
          {letter.isi.map((block, at) => (
            <BlockFields ctx={ctx} block={block} at={at} />
          ))}
          <TextArea
            ctx={ctx}
            name="penutup"
            label={m.closing}
            value={letter.penutup ?? ''}
            rows={3}
            isOptional
          />
          {props.needsSecret && <SecretFields {...props} />}
          <Button>{m.replaceButton}</Button>
        </form>
      </div>
    </OfficerPage>
  )
}

function BlockFields({ ctx, block, at }: Readonly<{ ctx: PageContext; block: Block; at: number }>) {
  const m = documentsMessages(ctx.lang).office
  const n = String(at + 1)
  if (block.kind === 'paragraf')
    return (
      <TextArea
        ctx={ctx}
        name={`paragraf.${at}`}
        label={m.paragraph(n)}
        value={block.text}
        rows={4}
      />
    )
  if (block.kind === 'daftar')
    return (
      <TextArea
        ctx={ctx}
        name={`daftar.${at}`}
        label={m.items(n)}
        value={block.items.join('\n')}
        rows={5}
      />
    )
  return (
    <>
      {block.rows.map(([label, value], row) => (
        <TextField ctx={ctx} name={`baris.${at}.${row}`} label={label} value={value} />
      ))}
    </>
  )
}
