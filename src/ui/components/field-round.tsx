import type { ComponentChildren } from 'preact'
import { uiMessages } from '../messages/index.ts'
import type { PageContext } from '../page-context.ts'

export type FieldRoundProps = Readonly<{
  ctx: PageContext
  /** Whose round it is: nobody else on this phone sees or sends what waits. */
  accountId: string
  title: string
  lead: string
  drawnAt: string
  /** Addresses the page's worker keeps, where they are not those of the reports. */
  scope?: string
  /** What was refused can be put back into its form. */
  isMendable?: boolean
  children: ComponentChildren
}>

/** Work in the field, also without a network: what waits in this phone stands above the stops. */
export function FieldRound(props: FieldRoundProps) {
  const m = uiMessages(props.ctx.lang).fieldRound
  return (
    <div
      class="bukti-hal lapangan"
      data-lapangan
      data-akun={props.accountId}
      data-lingkup={props.scope}
      data-luring={m.offlineNow}
      data-tunggu={m.waiting}
      data-lain={m.others}
      data-terkirim={m.sent}
      data-disimpan={m.kept}
      data-kurang={m.missing}
      data-masuk={m.signInAgain}
      data-buang={m.discard}
      data-perbaiki={props.isMendable ? m.mend : undefined}
    >
      <header class="tumpuk">
        <h1>{props.title}</h1>
        <p class="redup">{props.lead}</p>
        <p class="kecil redup">{props.drawnAt}</p>
      </header>
      <p class="awas" role="status" data-jaringan hidden />
      <section class="kartu" aria-labelledby="antre" data-antrean hidden>
        <div class="isi">
          <h2 id="antre">{m.queue}</h2>
          <p class="kecil" role="status" data-antrean-kata />
          <ul data-antrean-daftar />
          <button class="tombol dua" type="button" data-kirim>
            {m.sendNow}
          </button>
        </div>
      </section>
      {props.children}
    </div>
  )
}
