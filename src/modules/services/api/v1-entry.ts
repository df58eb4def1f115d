import type { z } from 'zod'
import type { Measured } from '../domain/catalogue/measured.ts'
import { COMPONENTS, promiseOf, standardOf } from '../domain/catalogue/standard.ts'
import {
  type Doc,
  type Field,
  type Layanan,
  type Rujukan,
  type Words,
  wordsIn,
} from '../domain/definition/types.ts'
import type { Score, Services } from '../types.ts'
import { type Entry, ownerOf, perDay, unitName } from '../web/katalog/entries.ts'
import { promiseWords, standardWords } from '../web/words.ts'
import type { LayananDetail, LayananItemSchema, Wajib } from './v1-schemas.ts'

type Item = z.infer<typeof LayananItemSchema>

export const both = (words: Words) => ({ id: wordsIn(words, 'id'), en: wordsIn(words, 'en') })

/** One line of the catalogue. */
export function apiEntry(services: Services, one: Entry): Item {
  const isCentral = one.schema === 'rujukan/1'
  return {
    kode: one.code,
    url: `${services.deps.kit.baseUrl}/layanan/${one.code}`,
    nama: both(one.name),
    ringkasan: both(one.summary),
    instansi: {
      kode: ownerOf(one),
      nama: isCentral ? wordsIn(one.agency, 'id') : unitName(services, 'id', one.owner),
    },
    pusat: isCentral,
    jenis: isCentral ? null : one.kind,
    gratis: isCentral ? null : one.fee.kind === 'gratis',
    janji: isCentral ? null : apiPromise(services, one),
    peristiwa: [...(one.events ?? [])],
    versi: one.version,
  }
}

export function apiPromise(services: Services, layanan: Layanan) {
  const promise = promiseOf(layanan, perDay(services))
  return {
    jam: promise.hours,
    siang_malam: promise.isRound,
    hari: promise.days ?? null,
    teks: promiseWords(promise, 'id'),
  }
}

/** A service of the centre: its name, its laws and where it is given. */
export function apiRujukan(services: Services, one: Rujukan): LayananDetail {
  return {
    ...apiEntry(services, one),
    alamat_pusat: one.url,
    berlaku_sejak: null,
    pemohon: [],
    perwakilan: [],
    tingkat_identitas: null,
    dasar_hukum: one.lawBasis.map(apiLaw),
    standar: [],
    berkas: [],
    biaya: null,
    formulir: [],
    waktu: null,
    skm: null,
  }
}

type Beside = Readonly<{ measured: Measured | undefined; score: Score | undefined }>

/** Everything of a definition that the public may know; how officers decide it is on its page as steps. */
export function apiLayanan(
  services: Services,
  one: Layanan,
  { measured, score }: Beside,
): LayananDetail {
  const { kit } = services.deps
  const words = standardWords('id')
  const standard = standardOf(one, {
    lang: 'id',
    hoursPerDay: perDay(services),
    words,
    on: kit.today(),
  })
  return {
    ...apiEntry(services, one),
    alamat_pusat: null,
    berlaku_sejak: one.effective.from,
    pemohon: [...one.applicant.who],
    perwakilan: [...one.applicant.delegate],
    tingkat_identitas: one.applicant.assurance,
    dasar_hukum: one.standar.dasarHukum.map(apiLaw),
    standar: COMPONENTS.map((komponen) => ({
      komponen,
      baris: standard[komponen].map(({ text, note }) => ({ teks: text, catatan: note ?? null })),
    })),
    berkas: one.documents.map(apiDocument),
    biaya: {
      jenis: one.fee.kind,
      rincian: (one.fee.lines ?? []).map((line) => wordsIn(line.label, 'id')),
    },
    formulir: one.form.map((page) => ({
      id: page.id,
      judul: both(page.title),
      isian: page.fields.map(apiField),
    })),
    waktu: apiTimes(measured),
    skm:
      score === undefined
        ? null
        : {
            ikm: score.indeks / 100,
            mutu: score.mutu,
            responden: score.responden,
            url: `${kit.baseUrl}${score.href}`,
          },
  }
}

export function apiTimes(measured: Measured | undefined) {
  if (measured === undefined) return null
  const { count, median, p90, medianNet, p90Net } = measured
  return {
    jumlah: count,
    median_total: median,
    p90_total: p90,
    median_bersih: medianNet,
    p90_bersih: p90Net,
  }
}

function apiLaw({ name, about, isVerified }: Layanan['standar']['dasarHukum'][number]) {
  return { nama: name, tentang: about ?? null, terverifikasi: isVerified }
}

/** A condition decides over some answers only; it is the applicant's page that tells which. */
function wajibOf({ required = false, show }: Pick<Doc | Field, 'required' | 'show'>): Wajib {
  if (required === false) return 'tidak'
  return required === true && show === undefined ? 'ya' : 'bersyarat'
}

function apiDocument(doc: Doc): LayananDetail['berkas'][number] {
  return {
    id: doc.id,
    nama: both(doc.label),
    wajib: wajibOf(doc),
    jenis_berkas: doc.berkas ?? null,
    asli_dibawa: doc.original === true,
    bentuk: [...doc.accept],
    maks_kb: doc.maxKb,
  }
}

type ApiField = LayananDetail['formulir'][number]['isian'][number]

function apiField(field: Field): ApiField {
  const { options } = field
  return {
    id: field.id,
    tipe: field.type,
    label: both(field.label),
    wajib: wajibOf(field),
    dari_register: field.prefill ?? null,
    terkunci: field.lock === true,
    pilihan: isList(options) ? options.map(([kode, label]) => ({ kode, label: both(label) })) : [],
    kolom: (field.fields ?? []).map((one) => one.id),
  }
}

function isList(
  options: Field['options'],
): options is Extract<Field['options'], readonly unknown[]> {
  return Array.isArray(options)
}
