import { formatNumber } from '../../../../ui/format.ts'
import {
  Button,
  CheckAnswers,
  CitizenPage,
  Confirmation,
  Csrf,
  ErrorSummary,
  Information,
  type PageContext,
  SealBox,
  TextField,
} from '../../../../ui/index.ts'
import type { Pungutan } from '../../domain/pungutan.ts'
import type { Suara } from '../../domain/suara.ts'
import { messagesIn } from '../../messages/index.ts'
import { BallotFields, type BallotProps, hiddenOf } from '../ballot-form.tsx'
import { publikPath } from '../paths.ts'

/** The ballot, to be filled in. */
export function BallotPage(props: BallotProps) {
  const { ctx, pungutan, refusals } = props
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.formTitle} css={['publik']}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={publikPath(pungutan.nomor)}>{pungutan.judul}</a>
        </p>
        <ErrorSummary ctx={ctx} refusals={refusals} />
        <h1>{m.formTitle}</h1>
        <p>{pungutan.pertanyaan}</p>
        <form method="post" action={publikPath(pungutan.nomor, '/periksa')} class="tumpuk">
          <Csrf ctx={ctx} />
          <BallotFields {...props} />
          <Button>{m.review}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}

export type ReviewPageProps = Omit<BallotProps, 'typed' | 'refusals'> &
  Readonly<{
    suara: Suara
    /** Public key of the vote, for browsers that blind: modulus in hexadecimal digits. */
    modulus: string
  }>

/** Everything that will be sent, before it is. */
export function ReviewPage({ ctx, pungutan, daftar, suara, modulus }: ReviewPageProps) {
  const m = messagesIn(ctx.lang)
  const names = new Map(daftar.map(({ kode, nama }) => [kode, nama]))
  return (
    <CitizenPage ctx={ctx} title={m.reviewTitle} css={['publik']} scripts={['suara']}>
      <div class="wadah sempit isi-hal tumpuk">
        <h1>{m.reviewTitle}</h1>
        <p>{m.reviewLead}</p>
        <CheckAnswers
          ctx={ctx}
          answers={suara.pilihan.map((kode, at) => ({
            label: answerLabel(ctx, pungutan, { at, poin: suara.poin[at] }),
            value: `${kode}. ${names.get(kode) ?? ''}`,
          }))}
        />
        <Information>
          <h2>{m.secretTitle}</h2>
          <p>{m.secretPlain}</p>
          <p>{m.secretScript}</p>
        </Information>
        <form
          method="post"
          action={publikPath(pungutan.nomor, '/suara')}
          class="tumpuk"
          data-suara={pungutan.nomor}
          data-kunci={modulus}
          data-isi={JSON.stringify(suara)}
          data-jadi={m.sentTitle}
          data-gagal={m.sendFailed}
          data-simpan={`${m.receiptLead} ${m.receiptOnce}`}
        >
          <Csrf ctx={ctx} />
          <Fields pungutan={pungutan} suara={suara} />
          <div class="tombol-baris">
            <Button>{m.send}</Button>
            <Button tone="secondary" formAction={publikPath(pungutan.nomor, '/ubah')}>
              {m.change}
            </Button>
          </div>
        </form>
      </div>
    </CitizenPage>
  )
}

function answerLabel(
  { lang }: PageContext,
  { jenis }: Pungutan,
  { at, poin }: Readonly<{ at: number; poin: number | undefined }>,
): string {
  const m = messagesIn(lang)
  if (jenis === 'poin') return m.poinValue(formatNumber(poin ?? 0, lang))
  return jenis === 'peringkat' ? m.placeValue(formatNumber(at + 1, lang)) : m.tick
}

function Fields({ pungutan, suara }: Readonly<{ pungutan: Pungutan; suara: Suara }>) {
  return (
    <>
      {hiddenOf(pungutan, suara).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/** Shown once, in the answer to the ballot itself: the code is nowhere else. */
export function ReceiptPage({
  ctx,
  pungutan,
  tandaTerima,
}: Readonly<{ ctx: PageContext; pungutan: Pungutan; tandaTerima: string }>) {
  const m = messagesIn(ctx.lang)
  return (
    <CitizenPage ctx={ctx} title={m.sentTitle} css={['publik']}>
      <div class="wadah sempit isi-hal tumpuk">
        <Confirmation title={m.sentTitle}>
          <p>{m.receipt}</p>
          <SealBox digest={tandaTerima} />
          <p>{m.receiptLead}</p>
          <p>{m.receiptOnce}</p>
        </Confirmation>
        <p>
          <a href={publikPath(pungutan.nomor)}>{pungutan.judul}</a>
        </p>
      </div>
    </CitizenPage>
  )
}

export type CheckPageProps = Readonly<{
  ctx: PageContext
  pungutan: Pungutan
  typed: string
  said: 'early' | 'bad' | 'yes' | 'not' | undefined
}>

/** Was a ballot with this receipt counted? */
export function CheckPage({ ctx, pungutan, typed, said }: CheckPageProps) {
  const m = messagesIn(ctx.lang)
  const words = { early: m.checkEarly, bad: m.checkBad, yes: m.checkYes, not: m.checkNot }
  return (
    <CitizenPage ctx={ctx} title={m.checkTitle} css={['publik']}>
      <div class="wadah sempit isi-hal tumpuk">
        <p class="kecil">
          <a href={publikPath(pungutan.nomor)}>{pungutan.judul}</a>
        </p>
        <h1>{m.checkTitle}</h1>
        <p>{m.receiptLead}</p>
        {said !== undefined && (
          <p class={said === 'yes' ? 'kabar success' : 'kabar notice'} role="status">
            {words[said]}
          </p>
        )}
        <form method="post" action={publikPath(pungutan.nomor, '/tanda-terima')} class="tumpuk">
          <Csrf ctx={ctx} />
          <TextField ctx={ctx} name="kode" label={m.checkLabel} value={typed} maxLength={40} />
          <Button>{m.check}</Button>
        </form>
      </div>
    </CitizenPage>
  )
}
