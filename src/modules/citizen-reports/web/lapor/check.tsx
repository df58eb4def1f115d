import { parseLatLon } from '../../../../kernel/geo.ts'
import { isUuid } from '../../../../kernel/id.ts'
import { parsePhone } from '../../../../kernel/phone.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import type { Limiter } from '../../../../platform/http/limiter.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import { formatTime, localeOf } from '../../../../ui/format.ts'
import type { Answer as Row } from '../../../../ui/index.ts'
import { digestOf, type Submission } from '../../actions/submit-laporan.ts'
import type { Kategori, Pertanyaan } from '../../domain/katalog.ts'
import type { Jenis } from '../../domain/laporan.ts'
import { sentTooOften } from '../../domain/refusals.ts'
import { prepareTerbitan } from '../../domain/submit.ts'
import { laporMessages } from '../../messages/index.ts'
import { type Draft, deleteDraft } from '../../store/draft-store.ts'
import { findLaporanByKunciKlien } from '../../store/laporan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { CheckPage } from '../pages/lapor-person.page.tsx'
import { Marked } from '../pages/marked.tsx'
import { answersOf, type OpenDraft, one, openDraft } from './draft.ts'
import { photosOf } from './draft-photos.ts'
import { leafOf } from './person.tsx'
import { sentHref } from './sent.tsx'

export async function showCheck(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await openDraft(reports, req)
  return checkPage(reports, req, draft, { refusals: [] })
}

type Shown = Readonly<{ refusals: readonly Refusal[]; status?: number; waitSeconds?: number }>

async function checkPage(
  reports: CitizenReports,
  req: Req,
  draft: OpenDraft,
  shown: Shown,
): Promise<Answer> {
  const { data } = draft
  const leaf = await leafOf(reports, data)
  if (one(data, 'judul') === '') return redirect('/lapor')
  if (leaf === undefined) return redirect('/lapor/tempat')
  if (data.privasi === undefined) return redirect('/lapor/diri')
  const isRahasia = leaf.isRahasia || one(data, 'rahasia') === '1'
  const { found } = prepareTerbitan({
    judul: one(data, 'judul'),
    isi: one(data, 'isi'),
    jawaban: answersOf(data, leaf),
    lokasi: { patokan: one(data, 'patokan') },
  })
  const view = (
    <CheckPage
      ctx={req.ctx}
      refusals={shown.refusals}
      kunci={one(data, 'kunci')}
      seal={sealOf(data)}
      answers={checkRows(reports, req, { data, leaf, isRahasia })}
      photos={await photosOf(reports, draft)}
      maskedKinds={[...new Set(found.map((range) => range.kind))]}
      isRahasia={isRahasia}
    />
  )
  return page(view, {
    status: shown.status ?? (shown.refusals.length > 0 ? 422 : 200),
    headers: {
      'cache-control': 'no-store',
      ...(shown.waitSeconds === undefined ? {} : { 'retry-after': String(shown.waitSeconds) }),
    },
  })
}

/** What the citizen saw: a form that shows something else than the draft holds by now is shown anew. */
function sealOf(data: Draft): string {
  return digestOf(JSON.stringify(data)).toString('base64url').slice(0, 16)
}

type Rows = Readonly<{ data: Draft; leaf: Kategori; isRahasia: boolean }>

function checkRows({ deps }: CitizenReports, req: Req, rows: Rows): readonly Row[] {
  const { data, leaf, isRahasia } = rows
  const words = laporMessages(req.ctx.lang)
  const m = words.check
  const marked = (text: string) => (isRahasia ? text : <Marked text={text} />)
  const isAnonim = privacyOf(data) === 'anonim'
  const contact = [one(data, 'telepon'), one(data, 'email')].filter((part) => part !== '')
  const privacy = words.person.privacyChoices[privacyOf(data)][0] ?? ''
  return [
    { label: m.titleLabel, value: marked(one(data, 'judul')), changeHref: '/lapor#f-judul' },
    { label: m.story, value: marked(one(data, 'isi')), changeHref: '/lapor#f-isi' },
    {
      label: m.kind,
      value: words.story.jenisChoices[one(data, 'jenis') as Jenis] ?? '',
      changeHref: '/lapor#f-jenis',
    },
    {
      label: m.category,
      value: leaf.nama[req.ctx.lang],
      changeHref: '/lapor/tempat#f-kategori',
    },
    {
      label: m.place,
      value: marked(placeWords(deps, data) || m.none),
      changeHref: '/lapor/tempat#f-lokasi',
    },
    ...(one(data, 'barang') === ''
      ? []
      : [
          {
            label: words.barang,
            value: isRahasia ? m.none : `${one(data, 'barangNama')} (${one(data, 'barang')})`,
            changeHref: '/lapor#f-judul',
          },
        ]),
    ...answerRows(req, rows).map((row) => ({ ...row, value: marked(row.value) })),
    { label: m.who, value: isRahasia ? m.secret : privacy, changeHref: '/lapor/diri#f-privasi' },
    {
      label: m.contact,
      value: isAnonim && contact.length > 0 ? m.contactDropped : contact.join(', ') || m.none,
      changeHref: '/lapor/diri#f-telepon',
    },
  ]
}

function placeWords({ reference }: CitizenReports['deps'], data: Draft): string {
  return [
    one(data, 'patokan'),
    reference.findWilayah(one(data, 'wilayah'))?.nama,
    reference.findWilayah(one(data, 'kecamatan'))?.nama,
    one(data, 'lat') && `${one(data, 'lat')}, ${one(data, 'lon')}`,
  ]
    .filter((part) => part)
    .join(', ')
}

function answerRows(
  req: Req,
  { data, leaf }: Rows,
): readonly Readonly<{ label: string; value: string; changeHref: string }>[] {
  const answers = answersOf(data, leaf)
  return leaf.pertanyaan.flatMap((soal) => {
    const answer = answers[soal.kode]
    if (answer === undefined) return []
    const value = [answer]
      .flat()
      .map((text) => choiceWords(soal, text, req.ctx.lang))
      .join(', ')
    return [
      { label: soal.label[req.ctx.lang], value, changeHref: `/lapor/diri#f-jawaban-${soal.kode}` },
    ]
  })
}

function choiceWords(soal: Pertanyaan, value: string, lang: 'id' | 'en'): string {
  return soal.pilihan?.find(({ kode }) => kode === value)?.label[lang] ?? value
}

function privacyOf(data: Draft): 'petugas' | 'semua' | 'anonim' {
  const told = one(data, 'privasi')
  return told === 'semua' || told === 'anonim' ? told : 'petugas'
}

/**
 * Send. A second tap, a reload or a lost answer finds the case by its key and leads to the same receipt; a
 * page that shows something older than the draft is shown anew instead of sending what nobody read.
 */
export async function send(reports: CitizenReports, req: Req, limiter: Limiter): Promise<Answer> {
  const { deps } = reports
  const kunci = fieldText(req.form, 'kunci').toLowerCase()
  const findSent = () =>
    isUuid(kunci) ? findLaporanByKunciKlien(deps.kit.db, kunci) : Promise.resolve(undefined)
  const known = await findSent()
  if (known !== undefined) return redirect(sentHref(deps, req, known.nomor))
  const draft = await openDraft(reports, req)
  const isSame =
    one(draft.data, 'kunci') === kunci && fieldText(req.form, 'seal') === sealOf(draft.data)
  const changed = laporMessages(req.ctx.lang).check.changed
  if (!isSame) {
    // The other of two taps may have sent it, and taken its draft away, since the first look.
    const sent = await findSent()
    if (sent !== undefined) return redirect(sentHref(deps, req, sent.nomor))
    return redirect('/lapor/periksa', {
      ...(draft.isNew ? {} : { flash: { kind: 'notice', text: changed } }),
    })
  }
  const waitSeconds = Math.max(limiter.hit(req.deviceId), limiter.hit(`ip ${req.ip}`))
  if (waitSeconds > 0) return tooOften(reports, req, draft, waitSeconds)
  const leaf = await leafOf(reports, draft.data)
  if (leaf === undefined) return redirect('/lapor/tempat')
  return submitDraft(reports, req, draft, leaf)
}

function tooOften(
  reports: CitizenReports,
  req: Req,
  draft: OpenDraft,
  waitSeconds: number,
): Promise<Answer> {
  const until = new Date(reports.deps.kit.now().getTime() + waitSeconds * 1000)
  const refusals = [sentTooOften(formatTime(until, localeOf(req.ctx)))]
  return checkPage(reports, req, draft, { refusals, status: 429, waitSeconds })
}

async function submitDraft(
  reports: CitizenReports,
  req: Req,
  draft: OpenDraft,
  leaf: Kategori,
): Promise<Answer> {
  const { deps } = reports
  const submission = toSubmission(req, draft, leaf)
  // The draft goes with the commit that makes the report: a crash leaves the one or the other.
  const sent = await transaction(deps.kit.db, async (tx) => {
    const done = await reports.submit(tx, req.actor, submission)
    if (done.ok) await deleteDraft(tx, draft.id)
    return done
  })
  if (!sent.ok) return checkPage(reports, req, draft, { refusals: sent.refusals })
  return redirect(sentHref(deps, req, sent.value.nomor))
}

function toSubmission(req: Req, { id, data }: OpenDraft, leaf: Kategori): Submission {
  const point =
    one(data, 'lat') === ''
      ? undefined
      : parseLatLon({ lat: one(data, 'lat'), lon: one(data, 'lon') })
  const privacy = privacyOf(data)
  return {
    kunciKlien: one(data, 'kunci'),
    kategoriKode: leaf.kode,
    isian: {
      jenis: one(data, 'jenis') as Jenis,
      judul: one(data, 'judul'),
      isi: one(data, 'isi'),
      jawaban: answersOf(data, leaf),
      isAnonim: privacy === 'anonim',
      isRahasia: one(data, 'rahasia') === '1',
      isNamaTampil: privacy === 'semua',
      nama: one(data, 'nama') || null,
    },
    lokasi: {
      lat: point?.ok ? point.value.lat : null,
      lon: point?.ok ? point.value.lon : null,
      sumber: point?.ok ? (one(data, 'sumber') === 'gps' ? 'gps' : 'peta') : null,
      patokan: one(data, 'patokan') || null,
      wilayahKode: one(data, 'wilayah') || null,
      kecamatanKode: one(data, 'kecamatan') || null,
    },
    kontak: contactOf(one(data, 'telepon'), one(data, 'email')),
    kanal: 'web',
    bahasa: req.ctx.lang,
    drafId: id,
    ...(one(data, 'barang') === '' ? {} : { barangLabel: one(data, 'barang') }),
  }
}

export function contactOf(telepon: string, email: string): Submission['kontak'] {
  const phone = telepon === '' ? undefined : parsePhone(telepon)
  return {
    ...(phone?.ok ? { telepon: phone.value } : {}),
    ...(email === '' ? {} : { email }),
  }
}
