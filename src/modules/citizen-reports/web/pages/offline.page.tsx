import { type Fields, fieldText } from '../../../../platform/http/route.ts'
import {
  Button,
  CheckboxTiles,
  type Choice,
  CitizenPage,
  Csrf,
  ErrorSummary,
  SelectField,
  TextArea,
  TextField,
} from '../../../../ui/index.ts'
import { ISI_MAX, JUDUL_MAX, PATOKAN_MAX } from '../../domain/submit.ts'
import { laporMessages } from '../../messages/index.ts'
import { PhotoField } from './photo-field.tsx'
import type { Frame } from './step.tsx'

export type OfflinePageProps = Frame &
  Readonly<{
    kunci: string
    /** What was typed, when the form comes back with refusals. */
    typed: Fields
    photosMax: number
    groups: readonly Readonly<{ label: string; choices: readonly Choice[] }>[]
    kecamatan: readonly Choice[]
  }>

/** The report on one page, for a network that comes and goes: kept on the phone, sent when it is back. */
export function OfflinePage(props: OfflinePageProps) {
  const { ctx, refusals, typed } = props
  const words = laporMessages(ctx.lang)
  const m = words.offline
  const value = (name: string) => fieldText(typed, name)
  const field = { ctx, refusals }
  return (
    <CitizenPage
      ctx={ctx}
      title={m.title}
      current="report"
      css={['lapor']}
      scripts={['ui-form', 'luring']}
    >
      <div class="wadah sempit isi-hal">
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1 class="jarak">{m.title}</h1>
        <p class="jarak">{m.lead}</p>
        <section
          data-antrean
          hidden
          aria-live="polite"
          class="jarak"
          data-menunggu={m.waiting}
          data-terkirim={m.sent}
          data-ditolak={m.refused}
          data-foto={m.photosLeft('{n}')}
          data-kode={words.sent.code}
          data-perbaiki={m.mend}
          data-hapus={m.forget}
        />
        <form
          method="post"
          action="/lapor/luring"
          data-luring
          data-tersimpan={m.kept}
          data-kurang={m.missing}
        >
          <Csrf ctx={ctx} />
          <input type="hidden" name="kunci" value={props.kunci} />
          <input type="hidden" name="lat" />
          <input type="hidden" name="lon" />
          <TextField
            {...field}
            name="judul"
            label={words.story.judul}
            hint={words.story.judulHint}
            value={value('judul')}
            maxLength={JUDUL_MAX}
          />
          <TextArea
            {...field}
            name="isi"
            label={words.story.isi}
            hint={words.story.isiHint}
            value={value('isi')}
            maxLength={ISI_MAX}
          />
          <div data-foto-luring hidden>
            <PhotoField {...field} photos={[]} photosMax={props.photosMax} />
          </div>
          <SelectField
            {...field}
            name="kategori"
            label={words.place.category}
            value={value('kategori')}
            choices={[]}
            groups={props.groups}
          />
          <SelectField
            {...field}
            name="kecamatan"
            label={words.place.kecamatan}
            value={value('kecamatan')}
            choices={props.kecamatan}
          />
          <TextField
            {...field}
            name="patokan"
            label={words.place.patokan}
            hint={words.place.patokanHint}
            value={value('patokan')}
            maxLength={PATOKAN_MAX}
            isOptional
          />
          <div class="ruas">
            <button type="button" class="tombol dua mini" hidden data-gps>
              {words.place.useGps}
            </button>
            <p
              class="kecil redup"
              role="status"
              data-titik
              data-gps-ok={words.place.gpsFound('{m}')}
              data-gps-gagal={words.place.gpsFailed}
            />
          </div>
          <TextField
            {...field}
            name="telepon"
            label={words.person.phone}
            hint={words.person.phoneHint}
            value={value('telepon')}
            type="tel"
            autocomplete="tel"
            inputMode="tel"
            isOptional
          />
          <CheckboxTiles
            {...field}
            name="anonim"
            label={words.person.privacy}
            values={value('anonim') === '1' ? ['1'] : []}
            choices={[{ value: '1', label: m.anonymous }]}
            isSingleColumn
          />
          <CheckboxTiles
            {...field}
            name="rahasia"
            label={words.person.secret}
            hint={words.person.secretHint}
            values={value('rahasia') === '1' ? ['1'] : []}
            choices={[{ value: '1', label: words.person.secretChoice }]}
            isSingleColumn
          />
          <p class="tebal" role="status" data-luring-kabar />
          <Button>{words.check.send}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}
