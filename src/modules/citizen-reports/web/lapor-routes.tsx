import { isSignedIn } from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { parseLatLon } from '../../../kernel/geo.ts'
import { isUuid } from '../../../kernel/id.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { createLimiter } from '../../../platform/http/limiter.ts'
import { type Fields, fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import type { Answer as Row } from '../../../ui/index.ts'
import type { Submission } from '../actions/submit-laporan.ts'
import { grupOf, type Katalog, type Kategori } from '../domain/katalog.ts'
import { JENIS, type Jenis } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import { findStop, ISI_MIN, JUDUL_MIN, prepareTerbitan } from '../domain/submit.ts'
import { laporMessages } from '../messages/index.ts'
import { type Draft, deleteDrafts, findDraft, saveDraft } from '../store/draft-store.ts'
import type { CitizenReports } from '../types.ts'
import { PlacePage, StoryPage } from './pages/lapor.page.tsx'
import { CheckPage, PersonPage, SentPage, StopPage } from './pages/lapor-person.page.tsx'

const SUGGESTIONS = 6
const REPORTS_PER_HOUR = 10
const HOUR_MS = 3_600_000

/** The four screens of a report. What was filled in waits in a draft of this browser. */
export function lapor(reports: CitizenReports): readonly Route[] {
  const { deps } = reports
  const limiter = createLimiter({
    limit: REPORTS_PER_HOUR,
    windowMs: HOUR_MS,
    now: () => deps.kit.now().getTime(),
  })
  const step = (
    method: 'GET' | 'POST',
    url: string,
    handle: (req: Req) => Promise<Answer>,
  ): Route => ({ method, url, access: 'public', kind: 'page', handle })
  return [
    step('GET', '/lapor', (req) => showStory(reports, req)),
    step('POST', '/lapor', (req) => takeStory(reports, req)),
    step('GET', '/lapor/tempat', (req) => showPlace(reports, req)),
    step('POST', '/lapor/tempat', (req) => takePlace(reports, req)),
    step('GET', '/lapor/diri', (req) => showPerson(reports, req)),
    step('POST', '/lapor/diri', (req) => takePerson(reports, req)),
    step('GET', '/lapor/periksa', (req) => showCheck(reports, req)),
    step('POST', '/lapor/periksa', async (req) => {
      if (limiter.hit(req.deviceId) > 0) return showCheck(reports, req, [refusal('TERLALU_SERING')])
      return send(reports, req)
    }),
  ]
}

async function draftOf({ deps }: CitizenReports, req: Req): Promise<Draft> {
  return (await findDraft(deps.kit.db, req.deviceId))?.data ?? {}
}

async function keep({ deps }: CitizenReports, req: Req, changes: Draft): Promise<Draft> {
  const before = await findDraft(deps.kit.db, req.deviceId)
  const data = { kunci: deps.kit.newSecretId(), ...before?.data, ...changes }
  await saveDraft(deps.kit.db, {
    id: before?.id ?? deps.kit.newId(),
    perangkat: req.deviceId,
    data,
    at: deps.kit.now(),
  })
  return data
}

const one = (draft: Draft, name: string): string => fieldText(draft, name)

async function showStory(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
  typed?: Draft,
): Promise<Answer> {
  const draft = typed ?? (await draftOf(reports, req))
  const view = (
    <StoryPage
      ctx={req.ctx}
      refusals={refusals}
      jenis={one(draft, 'jenis') || 'pengaduan'}
      judul={one(draft, 'judul')}
      isi={one(draft, 'isi')}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function takeStory(reports: CitizenReports, req: Req): Promise<Answer> {
  const typed = {
    judul: fieldText(req.form, 'judul').trim(),
    isi: fieldText(req.form, 'isi').trim(),
    jenis: fieldText(req.form, 'jenis'),
  }
  const refusals = [
    ...(typed.judul.length < JUDUL_MIN ? [refusal('JUDUL_TERLALU_PENDEK', 'judul')] : []),
    ...(typed.isi.length < ISI_MIN ? [refusal('ISI_TERLALU_PENDEK', 'isi')] : []),
    ...(JENIS.some((jenis) => jenis === typed.jenis)
      ? []
      : [refusal('JENIS_TIDAK_COCOK', 'jenis')]),
  ]
  if (refusals.length > 0) return showStory(reports, req, refusals, typed)
  await keep(reports, req, typed)
  return redirect('/lapor/tempat')
}

/** Leaves whose everyday words stand in the citizen's own; the first of each group fill up. */
function suggest(katalog: Katalog, text: string): readonly Kategori[] {
  const words = text.toLowerCase()
  const scored = katalog.daun
    .map((daun) => ({
      daun,
      score: daun.kataKunci.reduce(
        (sum, kata) => sum + (words.includes(kata.toLowerCase()) ? kata.length : 0),
        0,
      ),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ daun }) => daun)
  const seen = new Set(scored.map((daun) => daun.kode))
  return [...scored, ...katalog.daun.filter((daun) => !seen.has(daun.kode))].slice(0, SUGGESTIONS)
}

async function showPlace(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const draft = await draftOf(reports, req)
  if (one(draft, 'judul') === '') return redirect('/lapor')
  const { reference } = reports.deps
  const katalog = await reports.katalog.get()
  const lang = req.ctx.lang
  const kecamatanKode = one(draft, 'kecamatan')
  const toChoice = (wilayah: { kode: string; nama: string }) => ({
    value: wilayah.kode,
    label: wilayah.nama,
  })
  const view = (
    <PlacePage
      ctx={req.ctx}
      refusals={refusals}
      kategoriKode={one(draft, 'kategori')}
      suggestions={suggest(katalog, `${one(draft, 'judul')} ${one(draft, 'isi')}`).map((daun) => ({
        kode: daun.kode,
        nama: daun.nama[lang],
        ikon: daun.ikon,
      }))}
      groups={katalog.grup.map((grup) => ({
        label: grup.nama[lang],
        choices: katalog.daun
          .filter((daun) => grupOf(daun.kode) === grup.kode)
          .map((daun) => ({ value: daun.kode, label: daun.nama[lang] })),
      }))}
      lat={one(draft, 'lat')}
      lon={one(draft, 'lon')}
      lokasiSumber={one(draft, 'sumber')}
      patokan={one(draft, 'patokan')}
      kecamatanKode={kecamatanKode}
      wilayahKode={one(draft, 'wilayah')}
      kecamatan={reference.kecamatan().map(toChoice)}
      desa={kecamatanKode === '' ? [] : reference.desaOf(kecamatanKode).map(toChoice)}
      similar={[]}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function takePlace(reports: CitizenReports, req: Req): Promise<Answer> {
  const text = (name: string) => fieldText(req.form, name).trim()
  const clear = text('aksi') === 'hapus-titik'
  const kategori = text('kategori_lain') || text('kategori')
  await keep(reports, req, {
    kategori,
    lat: clear ? '' : text('lat'),
    lon: clear ? '' : text('lon'),
    sumber: clear ? '' : text('sumber'),
    kecamatan: text('kecamatan'),
    wilayah: text('wilayah'),
    patokan: text('patokan'),
  })
  if (text('aksi') === 'desa' || clear) return redirect('/lapor/tempat')
  const leaf = (await reports.katalog.get()).daun.find((daun) => daun.kode === kategori)
  const hasPlace = text('lat') !== '' || text('kecamatan') !== ''
  const refusals = [
    ...(leaf === undefined ? [refusal('KATEGORI_TIDAK_ADA', 'kategori')] : []),
    ...(leaf?.isButuhLokasi && !hasPlace ? [refusal('LOKASI_KOSONG', 'lokasi')] : []),
  ]
  return refusals.length > 0 ? showPlace(reports, req, refusals) : redirect('/lapor/diri')
}

async function leafOf(reports: CitizenReports, draft: Draft): Promise<Kategori | undefined> {
  return (await reports.katalog.get()).kategori.get(one(draft, 'kategori'))
}

function answersOf(
  source: Fields,
  leaf: Kategori,
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    leaf.pertanyaan.flatMap((soal) => {
      const value = source[`jawaban.${soal.kode}`]
      return value === undefined || value === '' ? [] : [[soal.kode, value]]
    }),
  )
}

async function showPerson(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const draft = await draftOf(reports, req)
  const leaf = await leafOf(reports, draft)
  if (leaf === undefined) return redirect('/lapor/tempat')
  const view = (
    <PersonPage
      ctx={req.ctx}
      refusals={refusals}
      pertanyaan={leaf.pertanyaan}
      jawaban={answersOf(draft, leaf)}
      privasi={one(draft, 'privasi') || 'petugas'}
      isRahasia={one(draft, 'rahasia') === '1'}
      isAlwaysSecret={leaf.isRahasia}
      nama={one(draft, 'nama') || (isSignedIn(req.actor) ? req.actor.name : '')}
      telepon={one(draft, 'telepon')}
      email={one(draft, 'email')}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function takePerson(reports: CitizenReports, req: Req): Promise<Answer> {
  const leaf = await leafOf(reports, await draftOf(reports, req))
  if (leaf === undefined) return redirect('/lapor/tempat')
  const asked = Object.fromEntries(
    leaf.pertanyaan.map((soal) => [`jawaban.${soal.kode}`, req.form[`jawaban.${soal.kode}`] ?? '']),
  )
  const typed = Object.fromEntries(
    ['privasi', 'rahasia', 'nama', 'telepon', 'email'].map((name) => [
      name,
      fieldText(req.form, name).trim().slice(0, 200),
    ]),
  )
  await keep(reports, req, { ...asked, ...typed })
  const stop = findStop(answersOf(asked, leaf), leaf.pertanyaan)
  if (stop?.hentikan !== undefined)
    return page(<StopPage ctx={req.ctx} pesan={stop.hentikan.pesan} />)
  const refusals = checkContact(typed)
  return refusals.length > 0 ? showPerson(reports, req, refusals) : redirect('/lapor/periksa')
}

const EMAIL = /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,4}$/

function checkContact(typed: Draft): readonly Refusal[] {
  const phone =
    one(typed, 'telepon') === '' ? undefined : atField('telepon', parsePhone(one(typed, 'telepon')))
  const isEmail = one(typed, 'email') === '' || EMAIL.test(one(typed, 'email'))
  return [
    ...(phone === undefined || phone.ok ? [] : phone.refusals),
    ...(isEmail ? [] : [refusal('KONTAK_TIDAK_SAH', 'email')]),
  ]
}

async function showCheck(
  reports: CitizenReports,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const draft = await draftOf(reports, req)
  const leaf = await leafOf(reports, draft)
  if (leaf === undefined || one(draft, 'judul') === '') return redirect('/lapor')
  const isRahasia = leaf.isRahasia || one(draft, 'rahasia') === '1'
  const found = prepareTerbitan({
    judul: one(draft, 'judul'),
    isi: one(draft, 'isi'),
    lokasi: {
      lat: null,
      lon: null,
      sumber: null,
      patokan: one(draft, 'patokan'),
      wilayahKode: null,
      kecamatanKode: null,
    },
  }).found
  const view = (
    <CheckPage
      ctx={req.ctx}
      refusals={refusals}
      answers={checkRows(reports, req, { draft, leaf, isRahasia })}
      maskedKinds={[...new Set(found.map((range) => range.kind))]}
      isRahasia={isRahasia}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

function checkRows(
  { deps }: CitizenReports,
  req: Req,
  { draft, leaf, isRahasia }: { draft: Draft; leaf: Kategori; isRahasia: boolean },
): readonly Row[] {
  const words = laporMessages(req.ctx.lang)
  const m = words.check
  const place = [
    one(draft, 'patokan'),
    deps.reference.findWilayah(one(draft, 'wilayah'))?.nama,
    deps.reference.findWilayah(one(draft, 'kecamatan'))?.nama,
    one(draft, 'lat') && `${one(draft, 'lat')}, ${one(draft, 'lon')}`,
  ].filter((part) => part)
  const contact = [one(draft, 'telepon'), one(draft, 'email')].filter((part) => part !== '')
  const privacy = words.person.privacyChoices[privacyOf(draft)][0] ?? ''
  return [
    { label: m.titleLabel, value: one(draft, 'judul'), changeHref: '/lapor' },
    { label: m.story, value: one(draft, 'isi'), changeHref: '/lapor' },
    { label: m.category, value: leaf.nama[req.ctx.lang], changeHref: '/lapor/tempat' },
    { label: m.place, value: place.join(', ') || m.none, changeHref: '/lapor/tempat' },
    { label: m.who, value: isRahasia ? m.secret : privacy, changeHref: '/lapor/diri' },
    { label: m.contact, value: contact.join(', ') || m.none, changeHref: '/lapor/diri' },
  ]
}

function privacyOf(draft: Draft): 'petugas' | 'semua' | 'anonim' {
  const told = one(draft, 'privasi')
  return told === 'semua' || told === 'anonim' ? told : 'petugas'
}

async function send(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await draftOf(reports, req)
  const leaf = await leafOf(reports, draft)
  const submission = leaf === undefined ? undefined : toSubmission(req, draft, leaf)
  if (submission === undefined) return redirect('/lapor')
  const sent = await reports.submit(reports.deps.kit.db, req.actor, submission)
  if (!sent.ok) return showCheck(reports, req, sent.refusals)
  await deleteDrafts(reports.deps.kit.db, req.deviceId)
  const { tenggat, nomor, kodeLacak } = sent.value
  const verifyBy = tenggat === undefined ? undefined : formatDateTime(tenggat.at, localeOf(req.ctx))
  return page(
    <SentPage
      ctx={req.ctx}
      nomor={nomor}
      kodeLacak={kodeLacak}
      verifyBy={verifyBy}
      isDateUnconfirmed={tenggat?.isPasti === false}
    />,
  )
}

function toSubmission(req: Req, draft: Draft, leaf: Kategori): Submission | undefined {
  const kunciKlien = one(draft, 'kunci')
  if (!isUuid(kunciKlien)) return undefined
  const point =
    one(draft, 'lat') === ''
      ? undefined
      : parseLatLon({ lat: one(draft, 'lat'), lon: one(draft, 'lon') })
  const phone = one(draft, 'telepon') === '' ? undefined : parsePhone(one(draft, 'telepon'))
  const privacy = privacyOf(draft)
  return {
    kunciKlien,
    kategoriKode: leaf.kode,
    isian: {
      jenis: one(draft, 'jenis') as Jenis,
      judul: one(draft, 'judul'),
      isi: one(draft, 'isi'),
      jawaban: answersOf(draft, leaf),
      isAnonim: privacy === 'anonim',
      isRahasia: one(draft, 'rahasia') === '1',
      isNamaTampil: privacy === 'semua',
      nama: one(draft, 'nama') || null,
    },
    lokasi: {
      lat: point?.ok ? point.value.lat : null,
      lon: point?.ok ? point.value.lon : null,
      sumber: point?.ok ? (one(draft, 'sumber') === 'gps' ? 'gps' : 'peta') : null,
      patokan: one(draft, 'patokan') || null,
      wilayahKode: one(draft, 'wilayah') || null,
      kecamatanKode: one(draft, 'kecamatan') || null,
    },
    kontak: {
      ...(phone?.ok ? { telepon: phone.value } : {}),
      ...(one(draft, 'email') === '' ? {} : { email: one(draft, 'email') }),
    },
    kanal: 'web',
    bahasa: req.ctx.lang,
  }
}
