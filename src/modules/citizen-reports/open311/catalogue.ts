import type { Pertanyaan } from '../domain/katalog.ts'
import { grupOf, type Katalog, type Kategori } from '../domain/katalog.ts'
import type { Attribute, AttributeDatatype, Service, ServiceDefinition } from './types.ts'

/**
 * Categories that programs may report in. Secret ones are left out: a program keeps and shows what it
 * sent, so nothing it sends can be secret.
 */
export function listServiceLeaves(katalog: Katalog): readonly Kategori[] {
  return katalog.daun.filter((kategori) => !kategori.isRahasia)
}

export function findServiceLeaf(katalog: Katalog, kode: string): Kategori | undefined {
  return listServiceLeaves(katalog).find((kategori) => kategori.kode === kode)
}

export function toService(kategori: Kategori, katalog: Katalog): Service {
  const group = katalog.kategori.get(grupOf(kategori.kode))?.nama.id ?? ''
  return {
    service_code: kategori.kode,
    service_name: kategori.nama.id,
    description: group === '' ? kategori.nama.id : `${group}: ${kategori.nama.id}`,
    metadata: kategori.pertanyaan.length > 0,
    type: 'realtime',
    keywords: kategori.kataKunci.map((word) => word.replaceAll(',', ' ')),
    group,
  }
}

export function toDefinition(kategori: Kategori): ServiceDefinition {
  return {
    service_code: kategori.kode,
    attributes: kategori.pertanyaan.map(toAttribute),
  }
}

const DATATYPES: Readonly<Record<Pertanyaan['tipe'], AttributeDatatype>> = {
  text: 'text',
  number: 'number',
  date: 'datetime',
  choice: 'singlevaluelist',
  multi: 'multivaluelist',
}

function toAttribute(soal: Pertanyaan, index: number): Attribute {
  return {
    variable: true,
    code: soal.kode,
    datatype: DATATYPES[soal.tipe],
    required: soal.wajib,
    datatype_description: soal.bantuan?.id ?? '',
    order: index + 1,
    description: soal.label.id,
    values: (soal.pilihan ?? []).map(({ kode, label }) => ({ key: kode, name: label.id })),
  }
}
