import { FieldRound, OfficerPage } from '../../../ui/index.ts'
import { formatVolume } from '../domain/volume.ts'
import { messagesIn } from '../messages/index.ts'
import { costText, countText } from './parts.tsx'
import { RAPAT } from './paths.ts'
import {
  AsetForm,
  BicaraForm,
  DelegasiForm,
  HadirForm,
  PutusanForm,
  type RapatProps,
  UsulanForm,
} from './rapat-forms.tsx'

/** The meeting taken along: every form waits in the phone and is sent once when there is a network. */
export function LuringPage(props: RapatProps & Readonly<{ accountId: string; drawnAt: string }>) {
  const { ctx, rapat, usulan, lingkup } = props
  const m = messagesIn(ctx.lang).kerja
  const parts = [
    { title: m.attendance, form: <HadirForm {...props} /> },
    { title: m.paper, form: <UsulanForm {...props} /> },
    { title: m.seats, form: <BicaraForm {...props} /> },
    { title: m.delegates, form: <DelegasiForm {...props} /> },
    ...(lingkup === 'desa' ? [{ title: m.assets, form: <AsetForm {...props} /> }] : []),
  ]
  return (
    <OfficerPage ctx={ctx} title={props.nama} css={['rencana']} scripts={['lapangan']}>
      <FieldRound
        ctx={ctx}
        accountId={props.accountId}
        scope={`${RAPAT}/${rapat.id}/luring`}
        title={props.nama}
        lead={m.roundLead(countText(ctx, usulan.length))}
        drawnAt={m.drawnAt(props.drawnAt)}
        isMendable
      >
        <p>
          <a href={`${RAPAT}/${rapat.id}`}>{m.backToRoom}</a>
        </p>
        {parts.map(({ title, form }) => (
          <details class="kartu">
            <summary>{title}</summary>
            {form}
          </details>
        ))}
        <h2>{m.proposals}</h2>
        {usulan.map((one) => (
          <details class="kartu">
            <summary>
              {one.nomor} {one.judul}: {formatVolume(one.volume, ctx.lang)} {one.satuan},{' '}
              {costText(ctx, one.biaya)}
            </summary>
            <PutusanForm props={props} usulan={one} />
          </details>
        ))}
      </FieldRound>
    </OfficerPage>
  )
}
