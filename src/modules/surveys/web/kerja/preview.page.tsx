import { OfficerPage } from '../../../../ui/index.ts'
import { kerjaPath } from '../../domain/survei.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { HasilBody, type HasilProps } from '../publik/hasil.page.tsx'

/** A result as it will be published, for its officer alone. */
export function PreviewPage({ ctx, dokumen }: HasilProps) {
  const m = kerjaMessages(ctx.lang)
  return (
    <OfficerPage ctx={ctx} title={m.previewTitle} current="surveys" css={['publik']}>
      <div class="isi-hal tumpuk">
        <p class="kecil">
          <a href={kerjaPath(dokumen.kode)}>{m.backTo}</a>
        </p>
        <h1>{m.previewTitle}</h1>
        <p class="bantuan">{m.previewLead}</p>
        <HasilBody ctx={ctx} dokumen={dokumen} />
      </div>
    </OfficerPage>
  )
}
