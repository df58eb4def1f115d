import {
  ButtonLink,
  CitizenPage,
  Confirmation,
  type PageContext,
  Timeline,
  type TimelineItem,
} from '../../../../ui/index.ts'
import { laporMessages } from '../../messages/index.ts'
import { PhotoUpload } from './photo-upload.tsx'

export type SentPageProps = Readonly<{
  ctx: PageContext
  nomor: string
  kodeLacak: string
  /** Key of the report: photos that wait in the browser are filed under it. */
  kunci: string
  verifyBy: string | undefined
  isDateUnconfirmed: boolean
}>

/** The number, the code, and the dates that are now promised. */
export function SentPage(props: SentPageProps) {
  const { ctx, nomor, kodeLacak, verifyBy, isDateUnconfirmed } = props
  const m = laporMessages(ctx.lang).sent
  const steps = [
    m.steps.now,
    verifyBy === undefined ? m.steps.verifyUnknown : m.steps.verify(verifyBy),
    m.steps.follow,
    m.steps.end,
  ]
  const items: readonly TimelineItem[] = steps.map(([title = '', when = ''], index) => ({
    title,
    when,
    isDone: index === 0,
  }))
  return (
    <CitizenPage ctx={ctx} title={m.title} current="report" scripts={['unggah']}>
      <div class="wadah sempit isi-hal renggang">
        <Confirmation title={m.title} nomor={nomor}>
          <p>
            {m.code}: <b class="angka">{kodeLacak}</b>
          </p>
          <p>{m.keep}</p>
        </Confirmation>
        <PhotoUpload ctx={ctx} nomor={nomor} kodeLacak={kodeLacak} kunci={props.kunci} />
        <div class="tombol-baris">
          <ButtonLink href={`/laporan/${nomor}`}>{m.follow}</ButtonLink>
          <ButtonLink href="/lapor" tone="secondary">
            {m.another}
          </ButtonLink>
        </div>
        <section>
          <h2 class="tumpang jarak">{m.after}</h2>
          <Timeline items={items} label={m.after} />
          {isDateUnconfirmed && <p class="kecil redup">{m.unconfirmed}</p>}
        </section>
      </div>
    </CitizenPage>
  )
}
