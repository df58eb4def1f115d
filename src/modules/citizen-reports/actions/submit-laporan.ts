import { createHash, createHmac } from 'node:crypto'
import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { cleanText } from '../../../kernel/clean-text.ts'
import { tanggalIn } from '../../../kernel/date.ts'
import type { Id } from '../../../kernel/id.ts'
import { formatNomor, formatPublicCode } from '../../../kernel/nomor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { decideTenggat, type Tenggat } from '../domain/clock.ts'
import type { Kategori } from '../domain/katalog.ts'
import type { Jenis, Kanal } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import {
  checkIsian,
  type Isian,
  type Lokasi,
  prepareTerbitan,
  type Terbitan,
} from '../domain/submit.ts'
import { type PublishedWords, wordsDocument } from '../domain/timeline-document.ts'
import { laporanDiterima } from '../events.ts'
import { adoptFoto } from '../store/foto-store.ts'
import { findLaporanByKunciKlien, insertLaporan, nextSerial } from '../store/laporan-store.ts'
import { insertIsiRahasia, insertPelapor } from '../store/pelapor-store.ts'
import { addToTimeline } from './records.ts'
import { ISI_STORED_MAX, JUDUL_STORED_MAX } from './storable-text.ts'

export type Submission = Readonly<{
  /** Made by the sender: sending the same again gives back the same case. */
  kunciKlien: string
  kategoriKode: string
  isian: Omit<Isian, 'lokasi'>
  lokasi: Omit<Lokasi, 'wilayahKode' | 'kecamatanKode'> &
    Readonly<{ wilayahKode?: string | null; kecamatanKode?: string | null }>
  kontak: Readonly<{ telepon?: string; email?: string }>
  kanal: Kanal
  kanalRujukan?: string
  bahasa: Lang
  /** Draft whose photos belong to this report. */
  drafId?: string
  /** Label of the thing of the region it is about, scanned on the spot. */
  barangLabel?: string
  /** Short channels are not asked for more than they can carry. */
  isBrief?: boolean
  /** Set when an officer types for a citizen who agreed to it; the officer is the actor. */
  dibantu?: Readonly<{ akunId: string | null; oleh: string; persetujuanAt: Date }>
  /** When it reached us, for messages that waited and for imports. */
  diterimaAt?: Date
}>

export type Submitted = Readonly<{
  id: string
  nomor: string
  /** Shown once; whoever has it stands as the reporter. */
  kodeLacak: string
  isNew: boolean
  tenggat: Tenggat | undefined
}>

export type SubmitLaporan = (
  tx: Tx,
  actor: Actor,
  submission: Submission,
) => Promise<Result<Submitted>>

export const PREFIX: Readonly<Record<Jenis, string>> = {
  pengaduan: 'ADU',
  aspirasi: 'ASP',
  permintaan_informasi: 'INF',
}

/** Take in a report from any channel: one transaction, one case, however often it is sent. */
export function createSubmitLaporan(deps: Deps): SubmitLaporan {
  return async (db, actor, submission) => {
    const katalog = await deps.katalog.get()
    const kategori = katalog.kategori.get(submission.kategoriKode)
    if (kategori === undefined || !kategori.isActive)
      return refuse(refusal('KATEGORI_TIDAK_ADA', 'kategori'))
    return transaction(db, async (tx) => {
      const [known, lokasi] = await together([
        findLaporanByKunciKlien(tx, submission.kunciKlien),
        findPlace(deps, tx, submission.lokasi),
      ])
      if (known !== undefined) return ok(sentBefore(deps, submission, known))
      const isian = { ...submission.isian, lokasi }
      const checked = checkIsian(isian, kategori, submission.isBrief)
      if (!checked.ok) return checked
      return store(deps, tx, { actor, submission, isian, kategori })
    })
  }
}

function sentBefore(
  deps: Deps,
  submission: Submission,
  known: { id: string; nomor: string },
): Submitted {
  return {
    id: known.id,
    nomor: known.nomor,
    kodeLacak: kodeLacakOf(deps, submission.kunciKlien),
    isNew: false,
    tenggat: undefined,
  }
}

/** Derived from the client's key, so a resend shows the same code although only its digest is stored. */
export function kodeLacakOf(deps: Pick<Deps, 'kit'>, kunciKlien: string): string {
  const random = createHmac('sha256', deps.kit.secretKey)
    .update(`kode lacak ${kunciKlien}`)
    .digest()
  return formatPublicCode('LCK', random.subarray(0, TRACKING_BYTES))
}

/** 80 bits: the code alone lets someone stand as the reporter. */
const TRACKING_BYTES = 10
/** 40 bits: the number only names a case, it opens nothing. */
const SECRET_NUMBER_BYTES = 5

export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

async function findPlace({ reference }: Deps, tx: Tx, told: Submission['lokasi']): Promise<Lokasi> {
  if (told.lat === null || told.lon === null) {
    const wilayahKode = knownCode(reference, told.wilayahKode)
    const kecamatanKode =
      knownCode(reference, told.kecamatanKode) ??
      (wilayahKode === null ? null : reference.kecamatanKodeOf(wilayahKode))
    const inner = wilayahKode === null ? undefined : reference.innerPoint(wilayahKode)
    // A case known only by its kelurahan gets the polygon's inner point and is marked so (decision 3).
    if (inner !== undefined)
      return {
        ...told,
        lat: inner.lat,
        lon: inner.lon,
        sumber: 'wilayah',
        wilayahKode,
        kecamatanKode,
      }
    return { ...told, wilayahKode, kecamatanKode }
  }
  const wilayah = await reference.findWilayahAt(tx, { lat: told.lat, lon: told.lon })
  if (wilayah === undefined) return { ...told, wilayahKode: null, kecamatanKode: null }
  return {
    ...told,
    wilayahKode: wilayah.kode,
    kecamatanKode: reference.kecamatanKodeOf(wilayah.kode),
  }
}

/** A code of the lists; a made-up one is no place. */
function knownCode(reference: Deps['reference'], kode: string | null | undefined): string | null {
  return kode ? (reference.findWilayah(kode)?.kode ?? null) : null
}

type Storing = Readonly<{ actor: Actor; submission: Submission; isian: Isian; kategori: Kategori }>

async function store(deps: Deps, tx: Tx, storing: Storing): Promise<Result<Submitted>> {
  const { submission, isian, kategori, actor } = storing
  const { kit } = deps
  const katalog = await deps.katalog.get()
  const diterimaAt = submission.diterimaAt ?? kit.now()
  const isRahasia = isian.isRahasia || kategori.isRahasia
  const tenggat = decideTenggat(
    {
      status: 'masuk',
      jenis: isian.jenis,
      diterimaAt,
      terverifikasiAt: null,
      disposisiAt: null,
      tindakLanjutAt: null,
      klaimSelesaiAt: null,
      jedaSejak: null,
    },
    {
      rules: katalog.aturan,
      calendar: deps.reference.calendar(),
      pauses: [],
      kelas: kategori.kelas,
    },
  )
  if (!tenggat.ok) return tenggat

  const id = (isRahasia ? kit.newSecretId() : kit.newId()) as Id<'laporan'>
  const nomor = await makeNomor(deps, tx, { isRahasia, jenis: isian.jenis, at: diterimaAt })
  const terbitan = prepareTerbitan(isian)
  const row = rowOf(deps, {
    ...storing,
    id,
    nomor,
    isRahasia,
    terbitan,
    tenggat: tenggat.value,
    diterimaAt,
  })
  const isNew = await insertLaporan(tx, row)
  if (!isNew) {
    // The same report arrived twice at the same moment: the other transaction won.
    const known = await findLaporanByKunciKlien(tx, submission.kunciKlien)
    return known === undefined
      ? refuse(refusal('TERLALU_SERING'))
      : ok(sentBefore(deps, submission, known))
  }
  const kodeLacak = kodeLacakOf(deps, submission.kunciKlien)
  // Everything that hangs on the case goes to the server together: none waits for another.
  await together([
    storeReporter(tx, { ...storing, id, isRahasia, terbitan, kodeLacak }),
    isRahasia &&
      insertIsiRahasia(tx, {
        laporanId: id,
        judul: isian.judul,
        isi: isian.isi,
        jawaban: isian.jawaban,
        ...pointOf(isian.lokasi),
      }),
    submission.drafId !== undefined && adoptFoto(tx, submission.drafId, id),
    addToTimeline(deps, tx, {
      actor,
      laporan: { nomor, version: 1, isRahasia },
      row: {
        id: kit.newId(),
        laporanId: id,
        waktu: diterimaAt,
        kejadian: 'diterima',
        status: 'masuk',
        pelakuJenis: 'warga',
        pelakuLabel: 'Pelapor',
        pelakuAkunId: null,
        isPublik: true,
        pesan: null,
        data: {
          kanal: submission.kanal,
          ...(isRahasia ? {} : { terbitanSha256: digestOfWords(row) }),
        },
      },
    }),
    deps.audit.record(tx, actor, {
      action: 'laporan.terima',
      subject: { kind: 'laporan', id },
      after: { nomor, kategori: kategori.kode, kanal: submission.kanal },
    }),
    kit.emit(tx, laporanDiterima, {
      laporanId: id,
      nomor,
      version: 1,
      at: diterimaAt.toISOString(),
      status: 'masuk',
      isRahasia,
      kategoriKode: kategori.kode,
      kanal: submission.kanal,
    }),
  ])
  return ok({ id, nomor, kodeLacak, isNew: true, tenggat: tenggat.value })
}

async function makeNomor(
  { kit, reference }: Deps,
  tx: Tx,
  what: { isRahasia: boolean; jenis: Jenis; at: Date },
): Promise<string> {
  // A secret case's number tells neither when it came nor how many there are.
  if (what.isRahasia) return formatPublicCode('RHS', kit.randomBytes(SECRET_NUMBER_BYTES))
  const year = Number(tanggalIn(reference.calendar().zone, what.at).slice(0, 4))
  return formatNomor({ prefix: PREFIX[what.jenis], year, serial: await nextSerial(tx, year) })
}

/** What was published, in one number: whoever changes a word of it later contradicts the timeline. */
function digestOfWords(words: PublishedWords): string {
  return digestOf(canonicalJson(wordsDocument(words))).toString('hex')
}

type RowFacts = Storing &
  Readonly<{
    id: Id<'laporan'>
    nomor: string
    isRahasia: boolean
    terbitan: Terbitan
    tenggat: Tenggat | undefined
    diterimaAt: Date
  }>

function rowOf(deps: Deps, facts: RowFacts): Parameters<typeof insertLaporan>[1] {
  const { actor, submission, isian, kategori, isRahasia, terbitan, tenggat } = facts
  const words = isRahasia
    ? {
        judul: 'Laporan rahasia',
        isi: '',
        patokan: null,
        jawaban: {},
        lat: null,
        lon: null,
        lokasiSumber: null,
        wilayahKode: null,
        kecamatanKode: null,
      }
    : {
        // A mask is longer than what it hides; the table's bound holds for what is shown.
        judul: cutTo(terbitan.judul, JUDUL_STORED_MAX),
        isi: cutTo(terbitan.isi, ISI_STORED_MAX),
        patokan: terbitan.patokan,
        jawaban: terbitan.jawaban,
        lat: isian.lokasi.lat,
        lon: isian.lokasi.lon,
        lokasiSumber: isian.lokasi.sumber,
        wilayahKode: isian.lokasi.wilayahKode,
        kecamatanKode: isian.lokasi.kecamatanKode,
      }
  return {
    id: facts.id,
    nomor: facts.nomor,
    kunciKlien: submission.kunciKlien,
    jenis: isian.jenis,
    kategoriKode: kategori.kode,
    ...words,
    isAnonim: isian.isAnonim,
    isRahasia,
    // Published at once, since its words are masked; photos wait for an officer's eye.
    isPublik: !isRahasia,
    namaTampil: isian.isNamaTampil && !isian.isAnonim && !isRahasia ? isian.nama : null,
    pelaporAkunId: isRahasia ? null : reporterOf(actor, submission),
    kanal: submission.kanal,
    kanalRujukan: submission.kanalRujukan ?? null,
    unitKode: isRahasia ? keeperUnit(deps) : null,
    diterimaAt: facts.diterimaAt,
    tenggatAt: tenggat?.at ?? null,
    tenggatJenis: tenggat?.jenis ?? null,
    isTenggatPasti: tenggat?.isPasti ?? true,
    peringatanAt: tenggat?.warnAt ?? null,
    // Whose thing it was would tell about a secret report more than its number does.
    barangLabel: isRahasia ? null : (submission.barangLabel ?? null),
  }
}

function cutTo(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : cleanText(`${text.slice(0, lengthMax - 1)}…`)
}

/** The account a report belongs to; nobody's when it is anonymous. */
function reporterOf(actor: Actor, { isian, dibantu }: Submission): string | null {
  if (isian.isAnonim) return null
  if (dibantu !== undefined) return dibantu.akunId
  return isSignedIn(actor) && actor.kind === 'citizen' ? actor.accountId : null
}

/** Secret reports go straight to the unit the authority map names for them. */
function keeperUnit(deps: Deps): string | null {
  return deps.reference.findUnit('inspektorat')?.kode ?? null
}

async function storeReporter(
  tx: Tx,
  facts: Storing &
    Readonly<{ id: string; isRahasia: boolean; terbitan: Terbitan; kodeLacak: string }>,
): Promise<void> {
  const { actor, submission, isian, isRahasia, terbitan } = facts
  const isMasked = terbitan.found.length > 0 && !isRahasia
  await insertPelapor(tx, {
    laporanId: facts.id,
    akunId: isRahasia ? reporterOf(actor, submission) : null,
    // Anonymous means nobody can be told who it was: neither name nor contact is ever stored.
    nama: isian.isAnonim ? null : isian.nama,
    telepon: isian.isAnonim ? null : (submission.kontak.telepon ?? null),
    email: isian.isAnonim ? null : (submission.kontak.email ?? null),
    bahasa: submission.bahasa,
    judulAsli: isMasked ? isian.judul : null,
    isiAsli: isMasked ? isian.isi : null,
    patokanAsli: isMasked ? isian.lokasi.patokan : null,
    jawabanAsli: isMasked ? isian.jawaban : null,
    kodeLacakDigest: digestOf(facts.kodeLacak),
    dibantuOleh: submission.dibantu?.oleh ?? null,
    persetujuanAt: submission.dibantu?.persetujuanAt ?? null,
  })
}

function pointOf(lokasi: Lokasi): {
  lat: number | null
  lon: number | null
  patokan: string | null
  wilayahKode: string | null
} {
  return {
    lat: lokasi.lat,
    lon: lokasi.lon,
    patokan: lokasi.patokan,
    wilayahKode: lokasi.wilayahKode,
  }
}
