import type { Refusal } from '../../../../kernel/result.ts'
import { FileField, Icon, type PageContext } from '../../../../ui/index.ts'
import { buktiMessages } from '../../messages/bukti.ts'

/** Camera with shutter where there is script, a file field that opens the phone's camera where not. */
export function CameraFields({
  ctx,
  nonce,
  refusals,
  name: fileName = 'foto',
}: Readonly<{
  ctx: PageContext
  nonce: string
  refusals: readonly Refusal[]
  /** Of the file field; differs where a page has many. */
  name?: string
}>) {
  const m = buktiMessages(ctx.lang).claim
  return (
    <>
      <input type="hidden" name="nonce" value={nonce} />
      {['cara', 'lat', 'lon', 'akurasi', 'diambil'].map((name) => (
        <input type="hidden" name={name} value={name === 'cara' ? 'berkas' : ''} />
      ))}
      <div
        class="kamera"
        data-kamera
        hidden
        data-siap={m.ready}
        data-gagal={m.failed}
        data-diambil={m.taken}
        data-tanpa-gps={m.takenNoGps}
      >
        <video class="bidik" muted playsInline hidden />
        <img class="bidik" alt={m.shotAlt} hidden />
        <p class="kecil" role="status" data-kata />
        <p
          class="kecil redup angka"
          data-gps
          data-tunggu={m.gpsWait}
          data-ada={m.gpsHave}
          data-gagal={m.gpsFail}
        />
        <div class="tombol-baris">
          <button class="tombol padi" type="button" data-mulai hidden>
            <Icon name="kamera" /> {m.start}
          </button>
          <button class="tombol padi" type="button" data-jepret hidden>
            <Icon name="kamera" /> {m.shoot}
          </button>
          <button class="tombol dua" type="button" data-ulang hidden>
            {m.again}
          </button>
          <button class="tautan" type="button" data-berkas-saja>
            {m.fileOnly}
          </button>
        </div>
      </div>
      <div data-berkas>
        <FileField
          ctx={ctx}
          name={fileName}
          label={m.file}
          hint={m.fileHint}
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          refusals={refusals}
        />
      </div>
    </>
  )
}
