import { present } from '../../../kernel/assert.ts'
import type { TimeZone } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { formatDateTime, formatNumber, formatRupiah } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { formatVolume } from '../domain/volume.ts'
import { messagesIn } from '../messages/index.ts'
import type { NewLangkah } from '../store/langkah-store.ts'
import { listAset, listBicara, listDelegasi } from '../store/rapat-store.ts'
import type { Usulan } from '../store/usulan-store.ts'
import type { IsiFormulir } from './formulir.ts'
import { rapatName, tempatName } from './nama.ts'
import type { Penutupan } from './penutupan.ts'

/** The words of the five forms, in the language of the law. */
export async function gatherIsi(
  deps: Deps,
  tx: Tx,
  { closing, steps }: Readonly<{ closing: Penutupan; steps: readonly NewLangkah[] }>,
): Promise<IsiFormulir> {
  const { kit, reference } = deps
  const { actor, rapat, tier, usulan, hadir } = closing
  const m = messagesIn('id')
  const byId = new Map(usulan.map((one) => [one.id, one]))
  const count = (value: number) => formatNumber(value, 'id')
  const kelompok = await listBicara(tx, rapat.id)
  const delegasi = await listDelegasi(tx, rapat.id)
  const aset = await listAset(tx, rapat.id)
  const zone = reference.calendar().zone as TimeZone
  return {
    pemerintah: kit.region().name,
    rapat: rapatName(deps, tier, { rapat, lang: 'id' }),
    tempat: rapat.tempat,
    waktu: formatDateTime(rapat.mulaiAt, { lang: 'id', zone }),
    pemimpin: actor.name,
    hadir: (['jumlah', 'perempuan', 'difabel', 'miskin', 'muda'] as const).map((name) => [
      m.hadir[name],
      count(hadir[name]),
    ]),
    acara: rapat.acara.map(({ nama, menit }) => [nama.id, count(menit)]),
    bicara: kelompok.map((one) => [m.kelompok[one.kelompok], count(one.kursi), count(one.giliran)]),
    delegasi: delegasi.map((one) => [
      one.nama,
      one.unsur,
      one.isPerempuan ? m.delegasi.woman : m.delegasi.man,
    ]),
    prioritas: prioritasOf(deps, byId, steps),
    belum: steps
      .filter(({ status }) => status === 'belum')
      .map((step) => {
        const one = present(byId.get(step.usulanId), 'a step is of a proposal of the meeting')
        const reason = deps.data.alasan.find(({ kode }) => kode === step.alasanKode)
        return [one.nomor, one.judul, reason?.nama.id ?? '', step.alasan ?? '']
      }),
    aset: aset.map(({ nama, patokan, keadaan }) => [nama, patokan, m.aset.states[keadaan]]),
    hitung: {
      sepakat: count(steps.filter(({ peringkat }) => peringkat !== undefined).length),
      belum: count(steps.filter(({ status }) => status === 'belum').length),
      gabung: count(steps.filter(({ status }) => status === 'digabung').length),
    },
  }
}

function prioritasOf(
  deps: Deps,
  byId: ReadonlyMap<string, Usulan>,
  steps: readonly NewLangkah[],
): IsiFormulir['prioritas'] {
  const agreed = steps.filter(({ peringkat }) => peringkat !== undefined)
  const units = [...new Set(agreed.map(({ unitKode }) => unitKode))]
  return units.map((unitKode) => ({
    unit: deps.reference.findUnit(unitKode)?.nama ?? unitKode,
    baris: agreed
      .filter((step) => step.unitKode === unitKode)
      .map((step) => {
        const one = present(byId.get(step.usulanId), 'a step is of a proposal of the meeting')
        return [
          String(step.peringkat),
          one.nomor,
          one.judul,
          tempatName(deps, { ...one, patokan: step.patokan }),
          `${formatVolume(step.volume, 'id')} ${one.satuan}`,
          step.biaya === null ? '' : formatRupiah(step.biaya, 'id'),
        ] as const
      }),
  }))
}
