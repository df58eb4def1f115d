import type { Kodefikasi } from '../../fiscal/index.ts'
import type { TypedLine } from '../domain/garis.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { writeVolume } from '../domain/volume.ts'
import type { Garis } from '../store/garis-store.ts'

/** A stored line as it would be typed. Its standard is named by its place in the year's list. */
export function writeLine(
  row: Garis,
  codes: Kodefikasi,
  standar: ReadonlyMap<number, string> = new Map(),
): TypedLine {
  return {
    rekening: codes.rekening.byId.get(row.rekeningId)?.kode ?? '',
    uraian: row.uraian,
    spesifikasi: row.spesifikasi,
    volume: writeVolume(row.volume),
    satuan: row.satuan,
    harga: writeRupiah(row.harga),
    sumberDana:
      row.sumberDanaId === null ? '' : (codes.sumberDana.byId.get(row.sumberDanaId)?.kode ?? ''),
    standar: row.standarId === null ? '' : (standar.get(row.standarId) ?? ''),
    alasan: row.alasanHarga ?? '',
    keterangan: row.keterangan,
  }
}
